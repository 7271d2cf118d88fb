import { searchText } from './search-text.ts';

/** A part of a sentence, by its place in it. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Word extends Span {
  /** What a customer's name may follow stands before it: "for …", "chez …", "у …". */
  readonly cued: boolean;
  readonly capital: boolean;
  /** "Contoso's": a name seldom goes on behind it. */
  readonly possessive: boolean;
  readonly stop: boolean;
}

const LONGEST = 4;

const CUES = wordSet(
  `for at of from with by in on customer client
   chez pour de du des d à au avec client
   у для в во от из с со клиент клиента клиенту клиентом`,
);
/** Words no name begins or ends with. */
const STOPS = wordSet(
  `a an the and or is are was were has have had can can't cant cannot not no my our their his her since it they we i
   le la les l un une et ou est sont a ont ne n' pas plus mon ma mes notre nos leur depuis ce cette il elle ils on
   и или не нет мой моя мои наш наша их его её это с они мы я`,
);
/** What problems are about: in a longer name perhaps, but no name by themselves. */
const ORDINARY = wordSet(
  `azure microsoft 365 office outlook exchange teams sharepoint onedrive dynamics crm online intune entra active directory ad windows
   power bi automate apps platform phone
   mail email e-mail user users portal service server invoice bill subscription licence license bank help
   messagerie courriel mails utilisateur utilisateurs portail serveur facture abonnement licence banque aide
   почта почты почту пользователь пользователи портал сервер счет счёт счета подписка лицензия банк помощь`,
);
/** What names are made of: none alone, but one together with others ("City Power & Light"), or the beginning of one where it is expected. */
const OF_NAMES = wordSet('school city world market design light health works');

/**
 * The parts of a sentence that most look like a name, best first, at most `limit`: after a preposition, in capitals, at the beginning,
 * with a possessive, looking like a domain. Up to four words each.
 */
export function nameSpans(sentence: string, limit: number): readonly Span[] {
  const words = wordsOf(sentence);
  const spans = words.flatMap((_, from) =>
    Array.from({ length: LONGEST }, (_unused, extra) => words.slice(from, from + extra + 1))
      .filter((run, extra) => run.length === extra + 1 && !run[0]?.stop && !run.at(-1)?.stop && !isNoName(run))
      .map((run) => ({ run, promise: promiseOf(run, from) })),
  );
  return spans
    .filter(({ promise }) => promise > 0)
    .toSorted((a, b) => b.promise - a.promise || b.run.length - a.run.length)
    .slice(0, limit)
    .flatMap(({ run }) => spanOf(sentence, run));
}

/** The span made longer by the words behind it that belong to the name as well: "Woodgrove" of "woodgrove bank is down". */
export function extended(sentence: string, span: Span, name: string): Span {
  const ofName = new Set(searchText(name).sounds);
  let { end } = span;
  for (const word of wordsOf(sentence)) {
    if (word.start < end) continue;
    if (!searchText(word.text).sounds.some((sound) => ofName.has(sound))) break;
    end = word.end;
  }
  return { start: span.start, end, text: sentence.slice(span.start, end) };
}

/** The sentence without a name that stands at its beginning or end, with the preposition or possessive that goes with it; whole when it stands inside. */
export function without(sentence: string, span: Span): string {
  const words = wordsOf(sentence);
  const before = words.filter((word) => word.end <= span.start);
  const behind = words.filter((word) => word.start >= span.end);
  if (before.every(isGlue)) return trimmed(sentence.slice(span.end).replace(/^['’]s?(?![\p{L}\p{N}])/u, ''));
  if (behind.length > 0) return sentence.trim();
  const last = before.findLastIndex((word) => !isGlue(word));
  return trimmed(sentence.slice(0, before[last]?.end ?? 0));
}

/** What no name is by itself. */
export function isOrdinary({ text }: Word): boolean {
  return ORDINARY.has(fold(text)) || OF_NAMES.has(fold(text)) || text.length < 2;
}

function isNoName(run: readonly Word[]): boolean {
  const mayBePart = run.some(({ text, cued }) => OF_NAMES.has(fold(text)) && (cued || run.length > 1));
  return run.every(isOrdinary) && !mayBePart;
}

function isGlue(word: Word): boolean {
  return CUES.has(fold(word.text));
}

function trimmed(text: string): string {
  return text.replace(/^[\s,;:.!–—-]+|[\s,;:–—-]+$/gu, '');
}

/** The words of a sentence, as far as they can be part of a name. */
export function wordsOf(sentence: string): readonly Word[] {
  // French elision ("d'Adatum") is a word of its own; the English possessive is none of the name.
  const found = [...sentence.matchAll(/(?:[dlnsDLNS]|qu|Qu)['’](?=\p{L})|[\p{L}\p{N}]+(?:[.&'’-][\p{L}\p{N}]+)*['’]?/gu)];
  let cued = false;
  return found.map((match) => {
    const bare = match[0].replace(/['’](?:s|S)?$/u, '');
    const word = {
      text: bare,
      start: match.index,
      end: match.index + bare.length,
      cued,
      capital: /^\p{Lu}/u.test(bare),
      possessive: bare !== match[0],
      stop: STOPS.has(fold(bare)) || CUES.has(fold(bare)),
    };
    cued = CUES.has(fold(bare));
    return word;
  });
}

function promiseOf(run: readonly Word[], from: number): number {
  const [first] = run;
  if (first === undefined) return 0;
  if (run.length === 1 && /\.\p{L}{2,}$/u.test(first.text)) return 20;
  // A possessive inside ends the name there.
  if (run.slice(0, -1).some((word) => word.possessive)) return 0;
  const capitals = run.filter((word) => word.capital).length;
  const place = (first.cued ? 3 : 0) + (from === 0 ? 2 : 0) + (run.at(-1)?.possessive ? 4 : 0);
  if (place === 0 && capitals < run.length) return 0;
  // A run of capitals is better the longer it is; a word in small letters makes a longer run less likely.
  return place + 3 * capitals - 2 * (run.length - capitals) + (capitals === 0 ? 2 : 0);
}

function spanOf(sentence: string, run: readonly Word[]): readonly Span[] {
  const start = run[0]?.start;
  const end = run.at(-1)?.end;
  return start === undefined || end === undefined ? [] : [{ start, end, text: sentence.slice(start, end) }];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).map(fold));
}
