import type { SandboxControls } from '../controls.ts';
import { controlStrip } from '../control.ts';
import type { Control } from '../control.ts';
import { azureControls } from './azure-controls.ts';
import { customerControls } from './customer-controls.ts';
import { graphThrottled, partnerCenterFailed, partnerCenterRefused } from './failures.ts';
import { faultSwitch } from './fault-switch.ts';
import { healthControls } from './health-controls.ts';
import { incidentControls } from './incident-controls.ts';
import { requestControls } from './request-controls.ts';
import type { CloudScript } from './script.ts';
import type { CloudState } from './state.ts';

/** The control strip of the cloud. */
export function createControls(state: CloudState, script: CloudScript): SandboxControls {
  return controlStrip([
    ...incidentControls(state),
    ...healthControls(state, script),
    ...customerControls(state, script),
    ...requestControls(state),
    ...faultSwitches(script),
    ...azureControls(state, script),
    ...behaviourSwitches(state),
  ]);
}

function faultSwitches(script: CloudScript): Control[] {
  return [
    faultSwitch(
      script,
      'graph.throttled',
      'faults',
      { en: 'Graph is throttled', fr: 'Graph limite les appels', ru: 'Graph ограничивает запросы' },
      { api: 'graph', reply: graphThrottled(30) },
    ),
    faultSwitch(
      script,
      'partner-center.fails',
      'faults',
      { en: 'Partner Center fails', fr: "L'Espace partenaires échoue", ru: 'Центр партнёров не работает' },
      { api: 'partner-center', reply: partnerCenterFailed() },
    ),
    faultSwitch(
      script,
      'partner-center.refuses',
      'faults',
      {
        en: 'Partner Center refuses requests',
        fr: "L'Espace partenaires refuse les demandes",
        ru: 'Центр партнёров отклоняет запросы',
      },
      { api: 'partner-center', method: 'POST', reply: partnerCenterRefused() },
    ),
    faultSwitch(
      script,
      'partner-center.slow',
      'faults',
      { en: 'Partner Center is slow', fr: "L'Espace partenaires est lent", ru: 'Центр партнёров отвечает медленно' },
      { api: 'partner-center', delayMs: 8000 },
    ),
    faultSwitch(
      script,
      'partner-center.loses-answers',
      'faults',
      { en: 'Partner Center loses answers', fr: "L'Espace partenaires perd ses réponses", ru: 'Центр партнёров теряет ответы' },
      { api: 'partner-center', method: ['POST', 'PATCH'], reset: 'after' },
    ),
  ];
}

/** Switches that change how the cloud behaves. */
function behaviourSwitches({ behaviour }: CloudState): Control[] {
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
  ];
}
