import { switchControl } from '../control.ts';
import type { Control } from '../control.ts';
import type { Behaviour } from './behaviour.ts';
import { armFailure, armThrottled } from './failures.ts';
import { faultSwitch } from './fault-switch.ts';
import type { CloudScript } from './script.ts';
import type { CloudState } from './state.ts';

/** Switches that make Azure Support slow, unwilling or unreliable. */
export function azureControls({ behaviour }: CloudState, script: CloudScript): Control[] {
  /** Behaves so until it is switched off, then as before. */
  const behaves = (change: Partial<Behaviour>) => (): (() => void) => {
    const before = { ...behaviour };
    Object.assign(behaviour, change);
    return () => {
      for (const name of Object.keys(change) as (keyof Behaviour)[]) Object.assign(behaviour, { [name]: before[name] });
    };
  };
  return [
    switchControl(
      'azure.slow-creation',
      'faults',
      { en: 'Azure creation is slow', fr: 'Azure tarde à créer la demande', ru: 'Azure долго создаёт запрос' },
      behaves({ azureCreation: { seconds: 45, retryAfterSeconds: 5 } }),
    ),
    switchControl(
      'azure.refuses-plan',
      'faults',
      { en: 'Azure refuses the plan', fr: 'Azure refuse le contrat de support', ru: 'Azure отклоняет план поддержки' },
      behaves({ azurePlan: 'refused' }),
    ),
    switchControl(
      'azure.no-rights',
      'faults',
      { en: 'Azure subscriptions: read only', fr: 'Abonnements Azure : lecture seule', ru: 'Подписки Azure: только чтение' },
      behaves({ azureRights: 'read-only' }),
    ),
    faultSwitch(
      script,
      'azure.throttled',
      'faults',
      { en: 'Azure is throttled', fr: 'Azure limite les appels', ru: 'Azure ограничивает запросы' },
      { api: 'arm', reply: armThrottled(30) },
    ),
    faultSwitch(
      script,
      'azure.fails',
      'faults',
      { en: 'Azure fails', fr: 'Azure échoue', ru: 'Azure не работает' },
      { api: 'arm', reply: armFailure(500, 'InternalServerError', 'The server encountered an internal error.') },
    ),
    faultSwitch(
      script,
      'azure.loses-answers',
      'faults',
      { en: 'Azure loses answers', fr: 'Azure perd ses réponses', ru: 'Azure теряет ответы' },
      { api: 'arm', method: ['PUT', 'PATCH'], reset: 'after' },
    ),
  ];
}
