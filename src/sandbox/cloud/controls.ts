import type { SandboxControl, SandboxControls } from '../controls.ts';
import { customerNamed } from './customers.ts';
import { graphThrottled, graphUnavailable, partnerCenterFailed } from './failures.ts';
import { createIncident } from './incident.ts';
import type { CloudScript, Fault } from './script.ts';
import type { CloudState } from './state.ts';

type Title = SandboxControl['title'];

/** A control and what it does. A switch says whether it is on; a button does not. */
interface Control {
  readonly id: string;
  readonly group: SandboxControl['group'];
  readonly title: Title;
  readonly on?: () => boolean;
  press(): void;
}

/** The control strip of the cloud. */
export function createControls(state: CloudState, script: CloudScript): SandboxControls {
  const controls = [...incidentButtons(state), ...faultSwitches(script), ...behaviourSwitches(state)];
  return {
    list: () => controls.map(({ id, group, title, on }) => ({ id, group, title, on: on?.() })),
    press(id) {
      const control = controls.find((each) => each.id === id);
      if (control === undefined) throw new Error(`The sandbox has no control ${id}`);
      control.press();
    },
  };
}

function incidentButtons(state: CloudState): Control[] {
  const incident = createIncident(state);
  const button = (id: string, title: Title, press: () => void): Control => ({ id, group: 'incident', title, press });
  return [
    button('incident.start', { en: 'Start an Exchange outage', fr: 'Déclencher une panne Exchange', ru: 'Начать сбой Exchange' }, () =>
      incident.start(),
    ),
    button('incident.worsen', { en: 'Make it worse', fr: "L'aggraver", ru: 'Усугубить сбой' }, () => incident.worsen()),
    button('incident.resolve', { en: 'Resolve it', fr: 'La résoudre', ru: 'Устранить сбой' }, () => incident.resolve()),
  ];
}

/** Switches that make requests of an API fail for as long as they are on. */
function faultSwitches(script: CloudScript): Control[] {
  const faultSwitch = (id: string, title: Title, fault: () => Fault): Control => {
    let lift: (() => void) | undefined;
    return {
      id,
      group: 'faults',
      title,
      on: () => lift !== undefined,
      press() {
        if (lift === undefined) lift = script.fault({ times: Infinity, ...fault() });
        else {
          lift();
          lift = undefined;
        }
      },
    };
  };
  return [
    faultSwitch(
      'graph.health-fails',
      { en: 'Service health fails', fr: "L'état des services échoue", ru: 'Сведения о работоспособности недоступны' },
      () => ({
        api: 'graph',
        path: /\/admin\/serviceAnnouncement\//i,
        reply: graphUnavailable(),
      }),
    ),
    faultSwitch('graph.throttled', { en: 'Graph is throttled', fr: 'Graph limite les appels', ru: 'Graph ограничивает запросы' }, () => ({
      api: 'graph',
      reply: graphThrottled(30),
    })),
    faultSwitch(
      'partner-center.fails',
      { en: 'Partner Center fails', fr: "L'Espace partenaires échoue", ru: 'Центр партнёров не работает' },
      () => ({
        api: 'partner-center',
        reply: partnerCenterFailed(),
      }),
    ),
    faultSwitch(
      'partner-center.slow',
      { en: 'Partner Center is slow', fr: "L'Espace partenaires est lent", ru: 'Центр партнёров отвечает медленно' },
      () => ({
        api: 'partner-center',
        delayMs: 8000,
      }),
    ),
    faultSwitch(
      'partner-center.loses-answers',
      { en: 'Partner Center loses answers', fr: "L'Espace partenaires perd ses réponses", ru: 'Центр партнёров теряет ответы' },
      () => ({ api: 'partner-center', method: ['POST', 'PATCH'], reset: 'after' }),
    ),
  ];
}

/** Switches that change how the cloud behaves. */
function behaviourSwitches(state: CloudState): Control[] {
  const { behaviour, withoutConsent } = state;
  const contoso = customerNamed('Contoso').tenantId;
  return [
    {
      id: 'partner-center.ignores-request-id',
      group: 'faults',
      title: {
        en: 'Partner Center ignores MS-RequestId',
        fr: "L'Espace partenaires ignore MS-RequestId",
        ru: 'Центр партнёров игнорирует MS-RequestId',
      },
      on: () => behaviour.ignoreRequestId,
      press() {
        behaviour.ignoreRequestId = !behaviour.ignoreRequestId;
      },
    },
    {
      id: 'entra.mfa-asked',
      group: 'faults',
      title: { en: 'MFA is asked for', fr: 'MFA exigée', ru: 'Требуется MFA' },
      on: () => behaviour.mfa === 'asked',
      press() {
        behaviour.mfa = behaviour.mfa === 'asked' ? 'satisfied' : 'asked';
      },
    },
    {
      id: 'entra.consent-missing',
      group: 'faults',
      title: { en: 'Consent is missing for Contoso', fr: 'Consentement manquant pour Contoso', ru: 'Нет согласия для Contoso' },
      on: () => withoutConsent.has(contoso),
      press() {
        if (!withoutConsent.delete(contoso)) withoutConsent.add(contoso);
      },
    },
  ];
}
