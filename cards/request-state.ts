import { ERROR_CODES, type ErrorCode } from '../src/domain/errors.ts';
import { isBeingPrepared, isFollowed } from '../src/domain/followed-request.ts';
import type { DeskStatus, RequestEnding, RequestState, ServiceRequest } from '../src/domain/service-request.ts';
import type { Words } from '../src/locales/words.ts';
import { badge, type Badge, type Tone } from './badge.ts';
import { LIMITS } from './limits.ts';
import type { RequestView } from './request.ts';
import { safe } from './safe-text.ts';

const TONES: Readonly<Record<RequestState, Tone>> = {
  ready: 'accent',
  sending: 'accent',
  filed: 'good',
  'handed-off': 'warning',
  failed: 'attention',
  uncertain: 'warning',
};
const STYLES: Readonly<Record<RequestState, string>> = {
  ready: 'accent',
  sending: 'accent',
  filed: 'good',
  'handed-off': 'accent',
  failed: 'attention',
  uncertain: 'warning',
};

/** How the request stands: the badge, and sentences that say what this means. */
export function requestState(t: Words, { request, record, remark, failure: unread, candidates }: RequestView) {
  const { state, number = '', failure } = request;
  const desk = record?.status ?? request.deskStatus;
  if (request.ended !== undefined) return { badge: stateBadge(t, request, desk), says: endedSays(t, request.ended), saysStyle: 'default' };
  const says = [saysOf(t, request, safe(number, LIMITS.name))];
  if (request.unheard === true && desk !== 'closed') says.push(t('request.unheard'));
  if (remark !== undefined) says.push(t(`impact.remarks.${remark}`));
  if (state === 'filed' && desk === 'attention-needed') says.push(t('request.attention'));
  // Azure was looked through, and it is not there.
  const unseen = candidates !== undefined && unread === undefined;
  if (state === 'handed-off' && unseen) says.push(t('azure.tickets.notFound', { reference: request.reference }));
  if (state === 'filed' && !isFollowed(request)) says.push(t(unseen ? 'azure.tickets.numberUnseen' : 'request.follow'));
  if (state === 'filed' && desk === 'closed') says.push(t('request.closed'));
  if (state === 'failed' && failure !== undefined) {
    const code = errorCode(failure.code);
    says.push(request.route === 'azure-support' && isOfAzure(code) ? t(`azure.request.failures.${code}`) : errorSays(t, code));
    if (code === 'SIGN_IN_NEEDED' || code === 'MFA_NEEDED') says.push(t('request.keptForSignIn'));
    if (failure.correlationId !== undefined) {
      says.push(t('words.labelled', { label: t('error.microsoftId'), text: safe(failure.correlationId, LIMITS.line) }));
    }
  }
  return { badge: stateBadge(t, request, desk), says: says.map((text) => ({ text })), saysStyle: STYLES[state] };
}

/** Only what our list says: at Microsoft it may be open still. */
function endedSays(t: Words, ended: RequestEnding) {
  return [{ text: t(`request.ended.says.${ended}`) }];
}

function saysOf(t: Words, request: RequestView['request'], number: string): string {
  const { state, route, operation } = request;
  if (isBeingPrepared(request)) return t('request.preparing.says');
  if (state === 'sending' && operation !== undefined) return t('azure.request.accepted');
  if (state === 'uncertain' && route === 'azure-support') return t('azure.request.uncertain');
  return t(`request.says.${state}`, { number });
}

/** What a refusal of Azure means for a subscription; the other codes mean the same everywhere. */
function isOfAzure(code: ErrorCode): code is 'FORBIDDEN' | 'MISCONFIGURED' {
  return code === 'FORBIDDEN' || code === 'MISCONFIGURED';
}

function errorSays(t: Words, code: ErrorCode): string {
  return `${t(`errors.${code}.what`)}. ${t(`errors.${code}.next`)}`;
}

/** The state in a word; once filed, what Microsoft says of it. */
export function stateBadge(t: Words, request: Pick<ServiceRequest, 'state' | 'ended' | 'route'>, desk: DeskStatus | undefined): Badge {
  const { state, ended } = request;
  if (ended !== undefined) return badge(t(`request.ended.badge.${ended}`), 'plain');
  if (isBeingPrepared(request)) return badge(t('request.preparing.badge'), TONES[state]);
  if (state !== 'filed' || desk === undefined || desk === 'open') return badge(t(`states.${state}`), TONES[state]);
  return badge(t(`deskStatuses.${desk}`), desk === 'closed' ? 'plain' : 'warning');
}

/** The ledger keeps codes as text: one of an older release may be unknown today. */
function errorCode(code: string): ErrorCode {
  return ERROR_CODES.find((known) => known === code) ?? 'INTERNAL';
}
