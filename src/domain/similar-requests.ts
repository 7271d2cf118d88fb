import facts from './facts/similar-words.json' with { type: 'json' };
import { isRequestOpen } from './incident-follow.ts';
import { likeness } from './likeness.ts';
import type { ReportFields } from './report-draft.ts';
import type { ServiceRequest } from './service-request.ts';
import { folded } from './word-match.ts';

/** What two reports are compared by. */
type Written = Pick<ReportFields, 'category' | 'title' | 'description' | 'notSimilarTo'>;

/** How old a request may be to be the same trouble still. */
export const SIMILAR_FOR_MS = 14 * 86_400_000;

const MOST_SHOWN = 2;
/** From here on two texts speak of the same more often than not; much higher, and it is said in other words no more. */
const ALIKE = 0.55;
/** Nearly the same words: worth to be asked about once more right before sending. */
const SAME = 0.8;
/** The same area of trouble. */
const OF_CATEGORY = 0.1;
/** Texts are long, and what is wrong is said at their beginning. */
const WORDS_COMPARED = 40;
/** "is", "не", "la": found in every text. */
const SHORTEST_WORD = 3;
const SAYING_NOTHING: ReadonlySet<string> = new Set(Object.values(facts.words).flatMap((words) => words.split(' ')));

/**
 * Of requests for the same customer and product those open ones that may be about the trouble of this report, the likeliest first, at most two: those that
 * are linked to one of its issues, and those that say much the same. While nothing is said of the trouble yet, those of the same area.
 */
export function similarRequests(
  report: Written,
  requests: readonly ServiceRequest[],
  issueIds: readonly string[],
): readonly ServiceRequest[] {
  return ranked(report, requests, issueIds, { least: ALIKE, of: Math.max });
}

/** Those made after a report was begun that can hardly be about anything else: two people write down the same call. */
export function doublesOf(
  report: Written & { readonly createdAt: Date },
  requests: readonly ServiceRequest[],
  issueIds: readonly string[],
): readonly ServiceRequest[] {
  return ranked(
    report,
    requests.filter(({ createdAt }) => createdAt > report.createdAt),
    issueIds,
    { least: SAME, of: Math.min },
  );
}

/** `of`: what counts of how much each says of the other's title. */
interface Measure {
  readonly least: number;
  readonly of: (one: number, other: number) => number;
}

function ranked(report: Written, requests: readonly ServiceRequest[], issueIds: readonly string[], { least, of }: Measure) {
  return requests
    .filter((request) => isCandidate(report, request))
    .map((request) => ({ request, weight: weightOf(report, request, issueIds, of) }))
    .filter(({ weight }) => weight >= least)
    .toSorted((one, other) => other.weight - one.weight || other.request.createdAt.getTime() - one.request.createdAt.getTime())
    .slice(0, MOST_SHOWN)
    .map(({ request }) => request);
}

function isCandidate({ notSimilarTo = [] }: Written, request: ServiceRequest): boolean {
  return isRequestOpen(request) && !notSimilarTo.includes(request.id);
}

/** 0–1 by their words, and 1 more when both belong to the same issue. */
function weightOf(report: Written, request: ServiceRequest, issueIds: readonly string[], of: Measure['of']): number {
  const sameIssue = request.linkedIssueId !== undefined && issueIds.includes(request.linkedIssueId) ? 1 : 0;
  const sameCategory = report.category === request.category;
  // A customer's name is in both texts, whatever they are about.
  const ofCustomer = new Set(wordsOf(request.customerName));
  const [here, there] = [subject(report, ofCustomer), subject(request, ofCustomer)];
  if (here.title.length === 0 && here.all.length === 0) return sameIssue + (sameCategory ? ALIKE : 0);
  const alike = of(likeness(here.title, there.all), likeness(there.title, here.all));
  return sameIssue + Math.min(1, alike + (sameCategory ? OF_CATEGORY : 0));
}

/** The words of the title, and those of all that is said. */
function subject({ title = '', description = '' }: Pick<Written, 'title' | 'description'>, without: ReadonlySet<string>) {
  const told = (text: string) => wordsOf(text).filter((word) => !without.has(word));
  return { title: told(title), all: told(`${title} ${description}`) };
}

function wordsOf(text: string): readonly string[] {
  // Folding costs time for each letter, and what counts is at the beginning.
  return folded(text.slice(0, 2000))
    .split(' ')
    .filter((word) => word.length >= SHORTEST_WORD && !SAYING_NOTHING.has(word))
    .slice(0, WORDS_COMPARED);
}
