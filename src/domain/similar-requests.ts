import { isRequestOpen } from './incident-follow.ts';
import { likeness } from './likeness.ts';
import { namedThings, type NamedThings } from './named-things.ts';
import { isCommercial, type Product } from './product.ts';
import type { ReportFields } from './report-draft.ts';
import type { ServiceRequest } from './service-request.ts';
import { tellingWords } from './telling-words.ts';

/** What two reports are compared by. */
type Written = Pick<
  ReportFields,
  'product' | 'nature' | 'category' | 'topicId' | 'azureProblemId' | 'title' | 'description' | 'notSimilarTo'
> & { readonly createdAt?: Date | undefined };

/** How old a request may be to be the same trouble still. */
export const SIMILAR_FOR_MS = 14 * 86_400_000;

const MOST_SHOWN = 2;
/** From here on two reports speak of the same more often than not; much higher, and it is said in other words no more. */
const ALIKE = 0.55;
/** Hardly about anything else: worth to be asked about once more right before sending. */
const SAME = 0.8;
/** More than all that follows together. */
const OF_ISSUE = 3;
/** What is alike beside the words, each as much as it tells. */
const OF_PROBLEM = 0.45;
const OF_TOPIC = 0.35;
const OF_FRAUD = 0.45;
const OF_COMMERCIAL_NATURE = 0.2;
const OF_NATURE = 0.05;
const OF_CATEGORY = 0.1;
const NEAR: readonly (readonly [withinMs: number, weight: number])[] = [
  [86_400_000, 0.1],
  [3 * 86_400_000, 0.05],
];
/** The same services and matters in whatever words and language, of which there are few: less certain than the words themselves. */
const OF_THINGS = 0.5;
const OF_ONE_THING = 0.8;
/** So much alike are words that have nothing in common but letters. */
const BY_CHANCE = 0.4;
/** What words in common count for of texts that name different services. */
const OF_OTHER_SERVICE = 0.2;
/** Texts are long, and what is wrong is said at their beginning: folding costs time for each letter. */
const LETTERS_COMPARED = 2000;
const WORDS_COMPARED = 40;

/**
 * Of requests for the same customer those open ones that may be about the trouble of this report, the likeliest first, at most two: those that are linked to one
 * of its issues, those that have much in common with it, and those that say much the same, be it in another language. While nothing is said of the trouble yet,
 * those of the same area.
 */
export function similarRequests(
  report: Written,
  requests: readonly ServiceRequest[],
  issueIds: readonly string[],
): readonly ServiceRequest[] {
  return ranked(report, requests, issueIds, SIMILAR);
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
    DOUBLE,
  );
}

interface Measure {
  readonly least: number;
  /** What counts of how much each says of the other. */
  readonly of: (one: number, other: number) => number;
  /** As much as what is alike beside words, and beside services and matters, counts at most. */
  readonly besideWords: number;
  readonly besideThings: number;
}
const SIMILAR: Measure = { least: ALIKE, of: Math.max, besideWords: Infinity, besideThings: Infinity };
const DOUBLE: Measure = { least: SAME, of: Math.min, besideWords: 0.1, besideThings: 0.3 };

function ranked(report: Written, requests: readonly ServiceRequest[], issueIds: readonly string[], measure: Measure) {
  const here = subject(report);
  return requests
    .filter((request) => isCandidate(report, request))
    .map((request) => {
      const sameIssue = request.linkedIssueId !== undefined && issueIds.includes(request.linkedIssueId) ? OF_ISSUE : 0;
      return { request, weight: sameIssue + weightOf(report, here, request, measure) };
    })
    .filter(({ weight }) => weight >= measure.least)
    .toSorted((one, other) => other.weight - one.weight || other.request.createdAt.getTime() - one.request.createdAt.getTime())
    .slice(0, MOST_SHOWN)
    .map(({ request }) => request);
}

function isCandidate({ product, nature, notSimilarTo = [] }: Written, request: ServiceRequest): boolean {
  const sameField = product === undefined || fieldOf({ product, nature }) === fieldOf(request);
  return isRequestOpen(request) && !notSimilarTo.includes(request.id) && sameField;
}

/** Commercial matters are one field, whichever product they name. */
function fieldOf({ product, nature }: Pick<Written, 'product' | 'nature'>): Product | undefined {
  return nature !== undefined && isCommercial(nature) ? 'commercial' : product;
}

function weightOf(report: Written, said: Subject, request: ServiceRequest, measure: Measure): number {
  // A customer's name is in both texts, whatever they are about.
  const ofCustomer = new Set(tellingWords(request.customerName));
  const here = without(said, ofCustomer);
  const { services, matters } = here.things;
  if (here.all.length + services.length + matters.length === 0) return report.category === request.category ? ALIKE : 0;
  const there = without(subject(request), ofCustomer);
  const beside = besideWords(report, request);
  const elsewhere = services.length > 0 && there.things.services.length > 0 && common(services, there.things.services) === 0;
  const words = (elsewhere ? OF_OTHER_SERVICE : 1) * wordsInCommon(here, there, measure);
  const things = elsewhere ? 0 : thingsInCommon(here.things, there.things, measure);
  return Math.max(words + Math.min(beside, measure.besideWords), things + Math.min(beside, measure.besideThings));
}

/** 0–1. */
function wordsInCommon(here: Subject, there: Subject, { of }: Measure): number {
  const measured = of(likeness(here.title, there.all), likeness(there.title, here.all));
  return measured < BY_CHANCE ? 0 : measured;
}

/** 0–0.5: how much of what is named on either side both name. One alone may be chance. */
function thingsInCommon(here: NamedThings, there: NamedThings, { of }: Measure): number {
  const [ours, theirs] = [allOf(here), allOf(there)];
  const both = common(ours, theirs);
  if (both === 0) return 0;
  const share = of((2 * both) / (ours.length + theirs.length), both / Math.max(ours.length, theirs.length));
  return OF_THINGS * share * (both === 1 ? OF_ONE_THING : 1);
}

function allOf({ services, matters }: NamedThings): readonly string[] {
  return [...services, ...matters];
}

function common(some: readonly string[], others: readonly string[]): number {
  return some.filter((one) => others.includes(one)).length;
}

function besideWords(report: Written, request: ServiceRequest): number {
  const { nature, category, topicId, azure, createdAt } = request;
  const apart = report.createdAt === undefined ? Infinity : Math.abs(report.createdAt.getTime() - createdAt.getTime());
  const near = NEAR.find(([withinMs]) => apart <= withinMs)?.[1] ?? 0;
  const sameProblem = report.azureProblemId !== undefined && report.azureProblemId === azure?.problemId;
  const sameTopic = report.topicId !== undefined && report.topicId === topicId;
  return (
    (sameProblem ? OF_PROBLEM : 0) +
    (sameTopic ? OF_TOPIC : 0) +
    (report.nature === nature ? ofNature(nature) : 0) +
    (report.category === category ? OF_CATEGORY : 0) +
    near
  );
}

function ofNature(nature: ServiceRequest['nature']): number {
  if (nature === 'fraud') return OF_FRAUD;
  return isCommercial(nature) ? OF_COMMERCIAL_NATURE : OF_NATURE;
}

interface Subject {
  readonly title: readonly string[];
  /** With the title's. */
  readonly all: readonly string[];
  readonly things: NamedThings;
}

function subject({ title = '', description = '' }: Pick<Written, 'title' | 'description'>): Subject {
  const text = `${title} ${description}`.slice(0, LETTERS_COMPARED);
  const told = (part: string) => tellingWords(part).slice(0, WORDS_COMPARED);
  return { title: told(title.slice(0, LETTERS_COMPARED)), all: told(text), things: namedThings(text) };
}

function without({ title, all, things }: Subject, words: ReadonlySet<string>): Subject {
  const others = (told: readonly string[]) => told.filter((word) => !words.has(word));
  return { title: others(title), all: others(all), things };
}
