import words from './facts/intent-words.json' with { type: 'json' };
import type { ProblemCategory } from './problem-category.ts';
import { isCommercial, type Nature, type Product } from './product.ts';
import { cut, impliedCategory, storable } from './report-answers.ts';
import type { ReportFields } from './report-draft.ts';
import { TEXT_LIMITS } from './report-problems.ts';
import { sinceIn } from './since.ts';
import { folded, wordMatch, type WordMatch } from './word-match.ts';

/** What a sentence in English, French or Russian says about a problem. */
export interface Intent {
  readonly product: Product | undefined;
  readonly nature: Nature | undefined;
  readonly category: ProblemCategory | undefined;
  /** As typed: "since 9", "depuis ce matin", "с 9 утра". */
  readonly since: string | undefined;
  readonly peopleHit: number | undefined;
  /** Wants to know something, and tells of nothing that is wrong. */
  readonly asks: boolean;
}

const PRODUCT_WORDS = tableOf(words.products);
const NATURE_WORDS = tableOf(words.natures);
const CATEGORY_WORDS = tableOf(words.categories);
const BREAKAGE = wordMatch(words.breakage);
const ASKING = new RegExp(`^(?:${words.asking.map((phrase) => phrase.replace('*', '\\p{L}*')).join('|')})(?![\\p{L}\\p{N}])`, 'u');
/** What does not happen, in any verb; and what servers answer with instead. */
const DENIAL =
  /(?<!\p{L})(?:not \p{L}+ing|ne? \p{L}+ (?:\p{L}+ )?(?:pas|plus|rien|aucune?)|plus (?:de|d) (?!\p{N})\p{L}+|не \p{L}{3,})(?!\p{L})/u;
const SERVER_ERROR =
  /(?<!\p{N})(?:returns?|throws?|gives?|shows?|http|renvoie|affiche|retourne|выдает|возвращает) (?:an? )?[45]\d\d(?!\p{N})/u;
const PEOPLE = new RegExp(`(?<!\\p{N})(\\d{1,6}) (?:${words.people.map((word) => word.replace('*', '\\p{L}*')).join('|')})(?!\\p{L})`, 'u');
/** A title longer than this reads badly in a list; the whole text is in the description. */
const TITLE_LENGTH = 120;

/** What a sentence tells of a problem: only what it says clearly. */
export function readIntent(text: string): Intent {
  const plain = folded(text.slice(0, TEXT_LIMITS.description));
  const named = productIn(plain);
  const nature = natureIn(plain, named);
  const product = named ?? (nature !== undefined && isCommercial(nature) ? 'commercial' : undefined);
  return {
    product,
    nature,
    category: categoryIn(plain, product, nature),
    since: sinceIn(text),
    peopleHit: peopleIn(plain),
    asks: isAsked(text, plain, nature),
  };
}

/** Whether a sentence reports a problem: something is wrong, and it says with what or for whom. A question reports none. */
export function isProblemReport({ nature, product, asks }: Intent, namesCustomer: boolean): boolean {
  return nature !== undefined && !asks && (product !== undefined || namesCustomer);
}

/** The fields a sentence fills. Nothing already known is overwritten. `intent`: of the same sentence, where it was read already. */
export function prefill(text: string, known: ReportFields = {}, intent?: Intent): ReportFields {
  const said = storable(text);
  if (said === '') return known;
  const { product, nature, category, since, peopleHit } = intent ?? readIntent(said);
  return {
    ...known,
    product: known.product ?? product,
    nature: known.nature ?? nature,
    category: known.category ?? impliedCategory(known.product ?? product, known.nature ?? nature) ?? category,
    since: known.since ?? since,
    peopleHit: known.peopleHit ?? peopleHit,
    title: known.title ?? titleOf(said),
    description: known.description ?? cut(said, TEXT_LIMITS.description),
  };
}

/** The first sentence or line, cut between words. */
export function titleOf(text: string): string {
  const sentence = text.split(/\n|(?<=[.!?…])\s/u)[0]?.trim() ?? '';
  if (sentence.length <= TITLE_LENGTH) return sentence;
  const start = cut(sentence, TITLE_LENGTH - 1);
  const space = start.lastIndexOf(' ');
  return `${space > TITLE_LENGTH / 2 ? start.slice(0, space) : start}…`;
}

function productIn(plain: string): Product | undefined {
  const hits = PRODUCT_WORDS.flatMap(([product, match]) => {
    const hit = match.find(plain);
    return hit === undefined ? [] : [{ product, ...hit }];
  });
  return hits.toSorted((a, b) => b.count - a.count || a.first - b.first)[0]?.product;
}

/** Money and fraud win over everything; "subscription" is also a word of Azure, so a broken technical product wins over it. */
function natureIn(plain: string, product: Product | undefined): Nature | undefined {
  const broken = BREAKAGE.test(plain);
  const technical = product !== undefined && product !== 'commercial';
  const found = NATURE_WORDS.find(
    ([nature, match]) => match.test(plain) && !(broken && (nature === 'question' || (nature === 'subscription' && technical))),
  );
  return found?.[0] ?? (broken || isDenied(plain) ? 'break-fix' : undefined);
}

/** Weaker than a word of breakage: "I do not know how to …" asks. */
function isDenied(plain: string): boolean {
  return DENIAL.test(plain) || SERVER_ERROR.test(plain);
}

function isAsked(text: string, plain: string, nature: Nature | undefined): boolean {
  if (nature === 'question') return true;
  if (nature === 'fraud' || BREAKAGE.test(plain) || isDenied(plain)) return false;
  return ASKING.test(plain) || (nature === undefined && text.trimEnd().endsWith('?'));
}

function categoryIn(plain: string, product: Product | undefined, nature: Nature | undefined): ProblemCategory | undefined {
  const implied = impliedCategory(product, nature);
  if (implied !== undefined || nature === undefined) return implied;
  return CATEGORY_WORDS.find(([, match]) => match.test(plain))?.[0] ?? (nature === 'break-fix' ? 'performance-availability' : 'usage');
}

function peopleIn(plain: string): number | undefined {
  const number = PEOPLE.exec(plain)?.[1];
  return number === undefined ? undefined : Number(number);
}

function tableOf<K extends string>(table: Readonly<Record<K, readonly string[]>>): readonly (readonly [K, WordMatch])[] {
  return (Object.keys(table) as K[]).map((key) => [key, wordMatch(table[key])]);
}
