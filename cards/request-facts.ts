import { isFollowed } from '../src/domain/followed-request.ts';
import type { Locale } from '../src/domain/locale.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import { behindSince } from '../src/domain/since.ts';
import { LIMITS } from './limits.ts';
import type { RequestView } from './request.ts';
import { followersText } from './request-own.ts';
import { safe } from './safe-text.ts';
import { honestTarget, severityName } from './severity-words.ts';

/** The request in lines; what is not known has no line. */
export function requestFacts(t: Words, locale: Locale, view: RequestView) {
  const { request, record, timeZone } = view;
  const owner = record?.owner ?? request.desk?.owner;
  const severity = record?.severity ?? request.desk?.severity ?? request.severity;
  const target = firstResponseTarget(request.nature, severity, request.language);
  const lines: readonly (readonly [title: string, value: string | undefined])[] = [
    [t('fields.customer'), safe(request.customerName, LIMITS.name)],
    [t('request.number'), request.number === undefined ? undefined : safe(request.number, LIMITS.name)],
    [t('request.reference'), request.reference],
    [t('similar.ownTicket.label'), request.ownTicket === undefined ? undefined : safe(request.ownTicket, LIMITS.name)],
    [t('request.way'), t(`routes.names.${request.route}`)],
    [t('fields.product'), t(`products.${request.product}`)],
    [t('fields.severity'), severityName(t, severity)],
    [t('facts.target'), honestTarget(t, target)],
    [t('news.firstResponse'), firstResponse(t, locale, view)],
    [t('news.owner'), owner === undefined ? undefined : safe(owner, LIMITS.name)],
    [t('facts.since'), request.since === undefined ? undefined : safe(behindSince(request.since), LIMITS.title)],
    [t('facts.peopleHit'), request.peopleHit?.toString()],
    [t('facts.azureSubscription'), request.azure === undefined ? undefined : safe(request.azure.subscriptionName, LIMITS.line)],
    [t('facts.azureProblem'), request.azure === undefined ? undefined : safe(request.azure.problemName, LIMITS.line)],
    [t('request.issue'), request.linkedIssueId === undefined ? undefined : safe(request.linkedIssueId, LIMITS.name)],
    [t('request.filedBy'), safe(request.personName, LIMITS.name)],
    [t('similar.followers'), followersText(t, view)],
    [t('request.created'), momentIn(locale, timeZone, request.createdAt)],
    [t('request.lastChange'), momentIn(locale, timeZone, record?.updatedAt ?? request.updatedAt)],
  ];
  return lines.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));
}

/** Whether Microsoft has answered; before that by when it should. */
function firstResponse(t: Words, locale: Locale, { request, timeZone, now }: RequestView): string | undefined {
  const { respondedAt, responseDueAt } = request;
  if (respondedAt !== undefined) return t('impact.came', { moment: momentIn(locale, timeZone, respondedAt) });
  if (responseDueAt === undefined || request.deskStatus === 'closed') return undefined;
  const moment = momentIn(locale, timeZone, responseDueAt);
  // In a portal it may have come long ago.
  if (request.state === 'filed' && !isFollowed(request)) return t('impact.unseen', { moment });
  return responseDueAt <= now ? `⚠ ${t('news.late', { moment })}` : t('impact.expected', { moment });
}
