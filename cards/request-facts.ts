import type { Locale } from '../src/domain/locale.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { firstResponseTarget } from '../src/domain/response-clock.ts';
import { behindSince } from '../src/domain/since.ts';
import { LIMITS } from './limits.ts';
import type { RequestView } from './request.ts';
import { safe } from './safe-text.ts';
import { honestTarget, severityName } from './severity-words.ts';

/** The request in lines; what is not known has no line. */
export function requestFacts(t: Words, locale: Locale, { request, record, timeZone }: RequestView) {
  const target = firstResponseTarget(request.nature, request.severity, request.language);
  const lines: readonly (readonly [title: string, value: string | undefined])[] = [
    [t('fields.customer'), safe(request.customerName, LIMITS.name)],
    [t('request.number'), request.number === undefined ? undefined : safe(request.number, LIMITS.name)],
    [t('request.reference'), request.reference],
    [t('request.way'), t(`routes.names.${request.route}`)],
    [t('fields.product'), t(`products.${request.product}`)],
    [t('fields.severity'), severityName(t, request.severity)],
    [t('facts.target'), honestTarget(t, target)],
    [t('facts.since'), request.since === undefined ? undefined : safe(behindSince(request.since), LIMITS.title)],
    [t('facts.peopleHit'), request.peopleHit?.toString()],
    [t('request.issue'), request.linkedIssueId === undefined ? undefined : safe(request.linkedIssueId, LIMITS.name)],
    [t('request.filedBy'), safe(request.personName, LIMITS.name)],
    [t('request.created'), momentIn(locale, timeZone, request.createdAt)],
    [t('request.lastChange'), momentIn(locale, timeZone, record?.updatedAt ?? request.updatedAt)],
  ];
  return lines.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }]));
}
