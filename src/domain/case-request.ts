import type { NewsKind, RequestNews, RequestState, ServiceRequest } from './service-request.ts';
import type { CaseAction, CaseRequestState } from './support-case.ts';

/** What a case is told of its request, since when it is so, and the key by which it is told once. */
export interface ToldToCase {
  readonly action: Extract<CaseAction, { readonly kind: 'request' }>;
  readonly key: string;
  readonly at: Date;
}

/** Whether the cases of a request are told that it came to this: the way there is of no interest. */
export function isToldToCase(state: RequestState): state is RequestState & CaseRequestState {
  return state === 'filed' || state === 'handed-off' || state === 'failed' || state === 'uncertain';
}

/** That it was filed, handed off, refused or lost; undefined while it is under way. `audit`: its trail, the oldest first. */
export function toldToCase(
  { id: requestId, state, number, attempts, updatedAt }: Pick<ServiceRequest, 'id' | 'state' | 'number' | 'attempts' | 'updatedAt'>,
  audit: readonly { readonly state: RequestState | undefined; readonly at: Date }[],
): ToldToCase | undefined {
  if (!isToldToCase(state)) return undefined;
  return {
    action: { kind: 'request', requestId, state, number },
    // A number that was corrected is news, and so is a second attempt that came to the same.
    key: `request ${requestId} ${state} ${attempts} ${number ?? ''}`,
    // Since it has been in this state: what came of it was known to nobody before, whenever it happened.
    at: audit[audit.findLastIndex((entry) => entry.state !== state) + 1]?.at ?? updatedAt,
  };
}

/** The rest is for those who follow the request itself. */
const NEWS: Readonly<Partial<Record<NewsKind, CaseRequestState>>> = {
  'attention-needed': 'attention-needed',
  reopened: 'reopened',
  closed: 'closed',
  'response-late': 'late',
  'number-overdue': 'number-overdue',
  ended: 'ended',
  resumed: 'reopened',
  lost: 'lost',
};

/** What became of it afterwards, in the order in which it happened. */
export function laterToldToCase(
  { id: requestId, number, respondedAt }: Pick<ServiceRequest, 'id' | 'number' | 'respondedAt'>,
  all: readonly { readonly news: RequestNews; readonly at: Date }[],
): readonly ToldToCase[] {
  const told = (state: CaseRequestState, key: string, at: Date): ToldToCase => ({
    action: { kind: 'request', requestId, state, number },
    key: `request ${requestId} ${key}`,
    at,
  });
  const answered = respondedAt === undefined ? [] : [told('answered', 'answered', respondedAt)];
  const news = all.flatMap(({ news: { kind, key }, at }) => {
    const state = NEWS[kind];
    return state === undefined ? [] : [told(state, key, at)];
  });
  return [...answered, ...news].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
