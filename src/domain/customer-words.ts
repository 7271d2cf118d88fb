import { localeOf, type Locale } from './locale.ts';
import type { Customer } from './customer.ts';
import { isFollowed } from './followed-request.ts';
import { firstResponseTarget } from './response-clock.ts';
import { dayOf } from './wall-time.ts';
import type { ServiceRequest } from './service-request.ts';

/**
 * How a request stands, as far as it concerns the customer: `passing` it goes to Microsoft now; `waiting` for the first response; `followed` where nothing can
 * be read of it; `answered`; `question` Microsoft wants to know more; `ours` it did not go there; `closed`.
 */
export const CUSTOMER_STAGES = ['passing', 'waiting', 'followed', 'answered', 'question', 'ours', 'closed'] as const;
type CustomerStage = (typeof CUSTOMER_STAGES)[number];

/**
 * When the customer hears next. `expected`: around the moment a first response is to be expected, which is nobody's promise, and no repair (B58);
 * `expected-day`: on that day (`2026-11-24`), where Microsoft's target is a business day (B60).
 */
export type NextNews =
  | { readonly kind: 'expected'; readonly at: Date }
  | { readonly kind: 'expected-day'; readonly day: string }
  | { readonly kind: (typeof TIMELESS_NEWS)[number] };
export const TIMELESS_NEWS = ['late', 'with-news', 'none'] as const;

/** What a customer may be told of a request: no severity, no route, nobody's name. Sentences: `wording.stages.<stage>`, `wording.next.<kind>`. */
export interface CustomerWording {
  readonly stage: CustomerStage;
  readonly next: NextNews;
}

type Told = Pick<
  ServiceRequest,
  'state' | 'route' | 'azureTicket' | 'nature' | 'severity' | 'language' | 'deskStatus' | 'ended' | 'responseDueAt' | 'respondedAt'
>;

/** What to tell the customer of a request as it stands. Pure and total. `timeZone`: where a day begins. */
export function customerWording(request: Told, now: Date, timeZone: string): CustomerWording {
  const stage = stageOf(request);
  return { stage, next: nextNews(stage, request, now, timeZone) };
}

/** The language the customer reads: as Partner Center tells it, else that of the request. English for all that we do not speak. */
export function customerLocale(customer: Pick<Customer, 'language'>, request: Pick<ServiceRequest, 'language'>): Locale {
  return customer.language === undefined ? request.language : (localeOf(customer.language) ?? 'en');
}

function stageOf(request: Told): CustomerStage {
  const { state, deskStatus, ended, responseDueAt, respondedAt } = request;
  if (ended !== undefined) return 'closed';
  switch (state) {
    case 'ready':
    case 'sending':
    case 'handed-off':
    case 'uncertain':
      return 'passing';
    case 'failed':
      return 'ours';
    case 'filed':
      if (deskStatus === 'closed') return 'closed';
      if (deskStatus === 'attention-needed') return 'question';
      if (respondedAt !== undefined) return 'answered';
      return responseDueAt === undefined || !isFollowed(request) ? 'followed' : 'waiting';
  }
}

function nextNews(stage: CustomerStage, request: Told, now: Date, timeZone: string): NextNews {
  const { responseDueAt: at, nature, severity, language } = request;
  if (stage === 'closed') return { kind: 'none' };
  if (stage !== 'waiting' || at === undefined) return { kind: 'with-news' };
  if (firstResponseTarget(nature, severity, language).unit === 'hours') return at > now ? { kind: 'expected', at } : { kind: 'late' };
  const day = dayOf(timeZone, at);
  return day >= dayOf(timeZone, now) ? { kind: 'expected-day', day } : { kind: 'late' };
}
