import type { Control, Title } from '../control.ts';
import { createIncident, type WorseStage } from './incident.ts';
import type { CloudState } from './state.ts';

/** Buttons that let an Exchange outage unfold. */
export function incidentControls(state: CloudState): Control[] {
  const incident = createIncident(state);
  const button = (id: string, title: Title, press: () => void, detail?: () => Title | undefined): Control => ({
    id: `incident.${id}`,
    group: 'incident',
    title,
    press,
    ...(detail === undefined ? {} : { detail }),
  });
  return [
    button('start', { en: 'Start an Exchange outage', fr: 'Déclencher une panne Exchange', ru: 'Начать сбой Exchange' }, () =>
      incident.start(),
    ),
    button(
      'worsen',
      { en: 'Make it worse', fr: "L'aggraver", ru: 'Усугубить сбой' },
      () => incident.worsen(),
      () => worse(incident.nextStage()),
    ),
    button(
      'add-customer',
      { en: 'Hit one more customer', fr: 'Toucher un client de plus', ru: 'Затронуть ещё одного клиента' },
      () => incident.addCustomer(),
      () => named(incident.nextCustomer()),
    ),
    button(
      'remove-customer',
      { en: 'Spare a customer', fr: 'Épargner un client', ru: 'Снять одного клиента' },
      () => incident.removeCustomer(),
      () => named(incident.lastCustomer()),
    ),
    button('post', { en: 'Post an update to it', fr: 'Publier une mise à jour', ru: 'Опубликовать обновление' }, () => incident.post()),
    button('resolve', { en: 'Resolve it', fr: 'La résoudre', ru: 'Устранить сбой' }, () => incident.resolve()),
    button('reopen', { en: 'Open it again', fr: 'La rouvrir', ru: 'Открыть снова' }, () => incident.reopen()),
    button('review', { en: 'Publish its review', fr: 'Publier le rapport post-incident', ru: 'Опубликовать отчёт о сбое' }, () =>
      incident.review(),
    ),
  ];
}

function named(name: string | undefined): Title | undefined {
  return name === undefined ? undefined : { en: name, fr: name, ru: name };
}

function worse(stage: WorseStage | undefined): Title | undefined {
  if (stage === undefined) return undefined;
  const { highImpact, customers } = stage;
  return highImpact
    ? {
        en: `Service interruption, high impact, customers: +${customers}`,
        fr: `Interruption du service, impact élevé, clients : +${customers}`,
        ru: `Перебои в работе службы, сильное влияние, клиентов: +${customers}`,
      }
    : {
        en: `Service degradation, customers: +${customers}`,
        fr: `Dégradation du service, clients : +${customers}`,
        ru: `Ухудшение работы службы, клиентов: +${customers}`,
      };
}
