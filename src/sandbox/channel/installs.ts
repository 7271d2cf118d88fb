import type { Locale } from '../../domain/locale.ts';
import type { SandboxPerson } from '../world.ts';
import { botAccount, installationActivity, membersActivity, type Activity, type Occasion } from './activities.ts';
import type { Delivery } from './bot-line.ts';
import { personByKey, type Room, type Rooms } from './rooms.ts';

/** Who has the app, and what the bot hears when that changes. */
export interface Installs {
  /**
   * Makes sure that the team and this person's chat have the app, as when a person opens the chat for the first time.
   * The bot hears `installationUpdate` and `conversationUpdate`; what it could not be told is told at the next opening.
   */
  open(personKey: string, locale: Locale): Promise<void>;
  /** Removes the app from a person's chat. */
  uninstall(personKey: string): Promise<void>;
  /** The person blocks the app, or lets it in again. The bot is not told, just as in Teams. */
  block(personKey: string, blocked: boolean): void;
  /** Puts somebody (the guest) into the team. */
  joinTeam(personKey: string): Promise<void>;
}

interface InstallsOptions {
  readonly rooms: Rooms;
  readonly occasion: (person: SandboxPerson, room: Room, locale: Locale) => Occasion;
  readonly tell: (activity: Activity) => Promise<Delivery>;
  /** Teams promises no order of the two events. */
  readonly conversationUpdateFirst: boolean;
}

/** The admin agent who added the app to the team. */
const INSTALLER = 'camille';

export function createInstalls({ rooms, occasion, tell, conversationUpdateFirst }: InstallsOptions): Installs {
  const opening = new Map<string, Promise<void>>();

  const tellBoth = async (where: Occasion, members: readonly object[]): Promise<boolean> => {
    const activities = [installationActivity(where, 'add'), membersActivity(where, 'membersAdded', members)];
    let heard = true;
    for (const activity of conversationUpdateFirst ? activities.toReversed() : activities) {
      const delivery = await tell(activity);
      heard &&= delivery.outcome === 'answered' && delivery.status < 300;
    }
    return heard;
  };

  const install = async (where: Occasion, among: readonly Room[], members: readonly object[]): Promise<void> => {
    if (where.room.installed) return;
    // Installed before the bot hears of it: it welcomes during the event.
    for (const each of among) each.installed = true;
    if (await tellBoth(where, members)) return;
    for (const each of among) each.installed = false;
  };

  const openOnce = async (person: SandboxPerson, locale: Locale): Promise<void> => {
    const [general] = rooms.channels;
    const installer = personByKey(INSTALLER);
    if (general !== undefined) await install(occasion(installer, general, installer.locale), rooms.channels, [botAccount]);
    const chat = rooms.personal(person.key);
    await install(occasion(person, chat, locale), [chat], [botAccount, account(person)]);
  };

  return {
    async open(personKey, locale) {
      const person = personByKey(personKey);
      // One after the other, so that two pages opened at once do not install twice.
      const before = [...opening.values()];
      const own = Promise.allSettled(before).then(() => openOnce(person, locale));
      opening.set(personKey, own);
      await own;
      if (opening.get(personKey) === own) opening.delete(personKey);
    },
    async uninstall(personKey) {
      const person = personByKey(personKey);
      const chat = rooms.personal(personKey);
      chat.installed = false;
      await tell(installationActivity(occasion(person, chat, person.locale), 'remove'));
    },
    block(personKey, blocked) {
      rooms.personal(personKey).blocked = blocked;
    },
    async joinTeam(personKey) {
      const person = personByKey(personKey);
      for (const each of rooms.channels) each.members.add(personKey);
      const [general] = rooms.channels;
      const installer = personByKey(INSTALLER);
      if (general?.installed !== true) return;
      await tell(membersActivity(occasion(installer, general, installer.locale), 'membersAdded', [account(person)]));
    },
  };
}

const account = (person: SandboxPerson) => ({ id: person.accountId, aadObjectId: person.id });
