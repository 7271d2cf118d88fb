import { choiceControl, type Choice, type Control, type Title } from '../control.ts';
import type { Locale } from '../../domain/locale.ts';
import { PEOPLE, type SandboxPerson } from '../world.ts';
import type { Fault, Faults } from './faults.ts';
import type { Installs } from './installs.ts';
import { personName, type Rooms } from './rooms.ts';

interface ChannelControlsOptions {
  readonly rooms: Pick<Rooms, 'personal'>;
  readonly installs: Installs;
  readonly faults: Faults;
}

/** What of the channel can be moved from the control strip: who has the app, and how Teams answers it. */
export function channelControls({ rooms, installs, faults }: ChannelControlsOptions): Control[] {
  const staff = PEOPLE.filter(({ guest, roles }) => !guest && roles.length > 0);
  return [...staff.map((person) => appOf(person, rooms, installs)), teamsFaults(faults)];
}

const APP = {
  installed: { en: 'Has the app', fr: "A l'application", ru: 'Приложение установлено' },
  blocked: { en: 'Has blocked it', fr: "L'a bloquée", ru: 'Приложение заблокировано' },
  removed: { en: 'Does not have it', fr: "Ne l'a pas", ru: 'Приложения нет' },
} as const satisfies Readonly<Record<string, Title>>;

function appOf(person: SandboxPerson, rooms: Pick<Rooms, 'personal'>, installs: Installs): Control {
  const { key, locale } = person;
  /** Being installed: the bot is told meanwhile. */
  let coming = false;
  const chosen = (): keyof typeof APP => {
    const { installed, blocked } = rooms.personal(key);
    if (!installed && !coming) return 'removed';
    return blocked ? 'blocked' : 'installed';
  };
  const install = async (language: Locale): Promise<void> => {
    coming = true;
    await installs.open(key, language);
    coming = false;
  };
  const name = personName(person);
  return {
    id: `app.${key}`,
    group: 'people',
    title: { en: name, fr: name, ru: name },
    choices: Object.entries(APP).map(([id, title]) => ({ id, title })),
    chosen,
    on: () => chosen() !== 'installed',
    press(choice = 'installed') {
      installs.block(key, choice === 'blocked');
      if (choice === 'removed' && rooms.personal(key).installed) void installs.uninstall(key);
      else if (choice !== 'removed' && chosen() === 'removed') void install(locale);
    },
  };
}

function teamsFaults(faults: Faults): Control {
  const fails = (id: string, title: Title, fault: Fault): Choice => ({
    id,
    title,
    begin: () => faults.lasting(['send', 'update', 'create'], fault),
  });
  return choiceControl('teams', 'faults', { en: 'Teams', fr: 'Teams', ru: 'Teams' }, [
    { id: 'works', title: { en: 'Takes messages', fr: 'Accepte les messages', ru: 'Принимает сообщения' } },
    fails(
      '429-wait',
      { en: '429: wait for 5 seconds', fr: '429 : attendre 5 secondes', ru: '429: подождать 5 секунд' },
      { kind: 'status', status: 429, code: 'Throttled', retryAfterSeconds: 5 },
    ),
    fails(
      '429',
      { en: '429: no time given', fr: '429 : sans délai indiqué', ru: '429: срок не указан' },
      { kind: 'status', status: 429, code: 'Throttled' },
    ),
    fails(
      '502',
      { en: '502: not reachable', fr: '502 : injoignable', ru: '502: недоступен' },
      { kind: 'status', status: 502, code: 'ServiceError' },
    ),
    fails('lost', { en: 'Answers get lost', fr: 'Les réponses se perdent', ru: 'Ответы теряются' }, { kind: 'reset', when: 'after' }),
    {
      id: 'some',
      title: { en: 'One call in five fails', fr: 'Un appel sur cinq échoue', ru: 'Каждый пятый вызов срывается' },
      begin: () => faults.share({ part: 0.2, seed: 1 }).lift,
    },
  ]);
}
