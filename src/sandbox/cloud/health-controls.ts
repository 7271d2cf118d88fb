import { choiceControl } from '../control.ts';
import type { Choice, Control, Title } from '../control.ts';
import { customerNamed } from './customers.ts';
import { graphFailure, graphThrottled, graphUnavailable } from './failures.ts';
import { withFiveMegabytes, withScripts, withUnknownValues } from './health-alterations.ts';
import type { CloudScript, Fault } from './script.ts';
import type { CloudState } from './state.ts';

/** Choices that make the reading of service health go wrong, for one customer and for all of them. */
export function healthControls(state: CloudState, script: CloudScript): Control[] {
  const { tenantId } = customerNamed('Contoso');
  return [
    choiceControl('health.contoso', 'health', { en: 'Contoso', fr: 'Contoso', ru: 'Contoso' }, choices(state, script, tenantId)),
    choiceControl(
      'health.all',
      'health',
      { en: 'All customers', fr: 'Tous les clients', ru: 'Все клиенты' },
      choices(state, script, undefined),
    ),
  ];
}

/** What can go wrong; the tenant it is about, or undefined for all. */
function choices(state: CloudState, script: CloudScript, tenantId: string | undefined): [Choice, ...Choice[]] {
  const scope = tenantId === undefined ? {} : { tenantId };
  const fault = (id: string, title: Title, how: Fault): Choice => ({
    id,
    title,
    begin: () => script.fault({ api: 'graph', path: /\/admin\/serviceAnnouncement\//i, ...scope, times: Infinity, ...how }),
  });
  const refusal = (id: string, title: Title, refusing: (tenants: readonly string[]) => () => void): Choice => ({
    id,
    title,
    begin: () => refusing(tenantId === undefined ? state.customers.map((customer) => customer.tenantId) : [tenantId]),
  });
  return [
    { id: 'none', title: { en: 'No fault', fr: 'Aucune panne', ru: 'Без сбоя' } },
    fault(
      '401',
      { en: '401: token refused', fr: '401 : jeton refusé', ru: '401: маркер отклонён' },
      { reply: graphFailure(401, 'InvalidAuthenticationToken', 'Access token validation failure.') },
    ),
    fault(
      '403',
      { en: '403: forbidden', fr: '403 : accès refusé', ru: '403: доступ запрещён' },
      { reply: graphFailure(403, 'Forbidden', 'The caller does not have a role that may read service health in this tenant.') },
    ),
    fault(
      '404',
      { en: '404: not found', fr: '404 : introuvable', ru: '404: не найдено' },
      { reply: graphFailure(404, 'ResourceNotFound', 'The resource could not be found.') },
    ),
    fault(
      '429-wait',
      { en: '429: wait for 30 seconds', fr: '429 : attendre 30 secondes', ru: '429: подождать 30 секунд' },
      { reply: graphThrottled(30) },
    ),
    fault('429', { en: '429: no time given', fr: '429 : sans délai indiqué', ru: '429: срок не указан' }, { reply: graphThrottled() }),
    fault(
      '500',
      { en: '500: internal error', fr: '500 : erreur interne', ru: '500: внутренняя ошибка' },
      { reply: graphFailure(500, 'generalException', 'An error has occurred while processing the request.') },
    ),
    fault('503', { en: '503: unavailable', fr: '503 : indisponible', ru: '503: недоступно' }, { reply: graphUnavailable() }),
    fault('no-answer', { en: 'No answer', fr: 'Aucune réponse', ru: 'Нет ответа' }, { silent: true }),
    refusal('no-consent', { en: 'Consent missing', fr: 'Consentement manquant', ru: 'Нет согласия' }, (tenants) =>
      added(state.withoutConsent, tenants),
    ),
    refusal('mfa', { en: 'MFA asked for', fr: 'MFA exigée', ru: 'Требуется MFA' }, (tenants) => added(state.askingMfa, tenants)),
    fault('cut', { en: 'JSON cut off', fr: 'JSON tronqué', ru: 'Обрезанный JSON' }, { spoil: 'cut' }),
    fault('unknown-values', { en: 'Unknown values', fr: 'Valeurs inconnues', ru: 'Неизвестные значения' }, { alter: withUnknownValues }),
    fault('scripts', { en: 'Scripts in the texts', fr: 'Scripts dans les textes', ru: 'Скрипты в текстах' }, { alter: withScripts }),
    fault('large', { en: 'Answers of 5 MB', fr: 'Réponses de 5 Mo', ru: 'Ответы по 5 МБ' }, { alter: withFiveMegabytes }),
  ];
}

/** Adds those that are missing; gives what takes these out again. */
function added(set: Set<string>, ids: readonly string[]): () => void {
  const missing = ids.filter((id) => !set.has(id));
  for (const id of missing) set.add(id);
  return () => {
    for (const id of missing) set.delete(id);
  };
}
