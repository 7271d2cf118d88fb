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
}

const PRODUCT_WORDS = tableOf(words.products);
const NATURE_WORDS = tableOf(words.natures);
const CATEGORY_WORDS = tableOf(words.categories);
const BREAKAGE = wordMatch(words.breakage);
const PEOPLE = new RegExp(`(?<!\\p{N})(\\d{1,6}) (?:${words.people.map((word) => word.replace('*', '\\p{L}*')).join('|')})(?!\\p{L})`, 'u');
/** A title longer than this reads badly in a list; the whole text is in the description. */
const TITLE_LENGTH = 120;

/** What a sentence tells of a problem: only what it says clearly. */
export function readIntent(text: string): Intent {
  const plain = folded(text.slice(0, TEXT_LIMITS.description));
  const named = productIn(plain);
  const nature = natureIn(plain, named);
  const product = named ?? (nature !== undefined && isCommercial(nature) ? 'commercial' : undefined);
  return { product, nature, category: categoryIn(plain, product, nature), since: sinceIn(text), peopleHit: peopleIn(plain) };
}

/**
 * Whether a sentence clearly reports a problem: something is wrong, and it says with what or for whom. A question has to say both.
 */
export function isProblemReport({ nature, product }: Intent, namesCustomer: boolean): boolean {
  if (nature === undefined) return false;
  return nature === 'question' ? product !== undefined && namesCustomer : product !== undefined || namesCustomer;
}

/** The fields a sentence fills. Nothing already known is overwritten. */
export function prefill(text: string, known: ReportFields = {}): ReportFields {
  const said = storable(text);
  if (said === '') return known;
  const { product, nature, category, since, peopleHit } = readIntent(said);
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
  return found?.[0] ?? (broken ? 'break-fix' : undefined);
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
