/**
 * How names are compared: without case, accents, punctuation, word order and legal form, and by sound, so that "Контосо" finds "Contoso" and
 * "Mueller" finds "Müller". The same folding is applied to names and queries; it need not be right, only the same for spellings of one name.
 */
interface SearchText {
  /** Words of the name, sorted: equal for the same name but for case, accents, punctuation and word order. */
  readonly plain: string;
  /** The same words by sound: also equal across scripts and spellings. */
  readonly sound: string;
  /** By sound and without the legal form. */
  readonly core: string;
  /** The words in their order, as written. */
  readonly words: readonly string[];
  /** The words in their order, by sound. */
  readonly sounds: readonly string[];
}

/** The forms of a text that a search compares. */
export function searchText(text: string): SearchText {
  const words = wordsOf(text);
  const sounds = words.map(soundOf).filter((sound) => sound !== '');
  const core = words.filter((word) => !LEGAL_FORMS.has(word));
  const coreSounds = (core.length === 0 ? words : core).map(soundOf).filter((sound) => sound !== '');
  return { plain: sorted(words), sound: sorted(sounds), core: sorted(coreSounds), words, sounds };
}

const sorted = (words: readonly string[]): string => words.toSorted().join(' ');

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  [
    'ltd limited llc llp lp plc inc incorporated corp corporation co company pty',
    'gmbh ag kg kgaa ohg ug mbh se ev',
    'sa sas sasu sarl eurl snc spa srl sl bv nv ab as oy oyj aps sp zoo doo',
    'ооо ао пао зао оао ип нко',
  ].flatMap((forms) => forms.split(' ')),
);

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
      // "S.A.R.L.", "A/S" and "B.V." are one word each, and an apostrophe parts none.
      .replace(/(?<![\p{L}\p{N}])\p{L}(?:[./]\p{L})+(?![\p{L}\p{N}])/gu, (initials) => initials.replace(/[./]/g, ''))
      .replace(/(?<=\p{L})['’ʼ`´](?=\p{L})/gu, '')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
  );
}

/** Cyrillic (after its marks were taken off: й is и, ё is е, ї is і) to the Latin letters that the rules below expect. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  ѓ: 'g',
  д: 'd',
  ђ: 'dj',
  е: 'e',
  є: 'e',
  ж: 'z',
  з: 'z',
  и: 'i',
  і: 'i',
  ј: 'i',
  к: 'k',
  ќ: 'k',
  л: 'l',
  љ: 'l',
  м: 'm',
  н: 'n',
  њ: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'ch',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  џ: 'dz',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'u',
  я: 'a',
};

/** In this order; each on what the ones before left. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch|shch/g, 'sh'],
  [/tsch|tch/g, 'ch'],
  [/dzh|zh/g, 'z'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/kh/g, 'h'],
  [/ck/g, 'k'],
  [/qu/g, 'kv'],
  [/q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/tz/g, 'ts'],
  [/oo|ou/g, 'u'],
  [/ee/g, 'i'],
  // ü is also spelt ue, and я, ю are also spelt ya, yu, ja, ju, ia, iu.
  [/(?<=[aou])e/g, ''],
  [/[yji](?=[aou])/g, ''],
  [/[yj]/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/(?<=[^aeiou].[^aeiou])e$|(?<=[aeiou][^aeiou])e$/g, ''],
];

function soundOf(word: string): string {
  const latin = word.replace(/\p{Script=Cyrillic}/gu, (letter) => CYRILLIC[letter] ?? letter);
  return SOUNDS.reduce((sound, [pattern, replacement]) => sound.replace(pattern, replacement), latin) || latin;
}
