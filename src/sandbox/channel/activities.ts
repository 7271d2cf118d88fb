import type { Locale } from '../../domain/locale.ts';
import type { PageMention } from '../page/wire.ts';
import { BOT, PARTNER, TEAM, type SandboxPerson } from '../world.ts';
import type { KeptFile } from './drive.ts';
import { eventId, threadId } from './ids.ts';
import { personName, type Room } from './rooms.ts';

/** An activity as it goes over the wire (teams-platform.md 1.3 to 1.8). */
export type Activity = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

/** The full tag of a client's language. */
const CLIENT_LOCALES: Readonly<Record<Locale, { readonly tag: string; readonly country: string }>> = {
  en: { tag: 'en-GB', country: 'GB' },
  fr: { tag: 'fr-FR', country: 'FR' },
  ru: { tag: 'ru-RU', country: 'RU' },
};

/** Who does something, where and when, in which language of the client. */
export interface Occasion {
  readonly serviceUrl: string;
  readonly person: SandboxPerson;
  readonly room: Room;
  /** Id of the post that a channel's thread hangs on. */
  readonly thread: string | undefined;
  readonly locale: Locale;
  readonly at: Date;
}

export const botAccount = { id: `28:${BOT.appId}`, name: BOT.name } as const;

/** What a person wrote. */
export function messageActivity(occasion: Occasion, id: string, text: string, mentions: readonly PageMention[]): Activity {
  const html = mentions.reduce(
    (markup, { text: mark, mentioned }, index) =>
      markup.replace(mark, `<span itemtype="http://schema.skype.com/Mention" itemid="${index}">${escapeHtml(mentioned.name)}</span>`),
    text,
  );
  const inChannel = occasion.room.kind === 'channel';
  return {
    ...common(occasion, 'message', id),
    textFormat: 'plain',
    text: inChannel ? `${text}\n` : text,
    ...(mentions.length > 0 ? { attachments: [{ contentType: 'text/html', content: `<div>${html}</div>` }] } : {}),
    entities: [...mentions, clientInfo(occasion)],
  };
}

/** A file that a person sends (bots-filesv4): its name stands in the attachment alone. */
export function fileActivity(occasion: Occasion, id: string, { name, contentUrl, uniqueId, fileType }: KeptFile): Activity {
  const content = { downloadUrl: contentUrl, uniqueId, fileType };
  return {
    ...common(occasion, 'message', id),
    text: '',
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl, name, content },
      { contentType: 'text/html', content: '<div></div>' },
    ],
    entities: [clientInfo(occasion)],
  };
}

/** A press on a card's `Action.Submit`. `text` only for buttons that speak (`messageBack`). */
export function submitActivity(occasion: Occasion, id: string, card: string, value: unknown, text?: string): Activity {
  return {
    ...common(occasion, 'message', id),
    ...(text === undefined ? {} : { text, textFormat: 'plain' }),
    value,
    replyToId: card,
    entities: [clientInfo(occasion)],
  };
}

export function invokeActivity(occasion: Occasion, name: string, card: string, value: unknown): Activity {
  return { ...common(occasion, 'invoke', eventId()), name, value, replyToId: card, entities: [clientInfo(occasion)] };
}

/** The app is added to, or removed from, a personal chat or the team. */
export function installationActivity(occasion: Occasion, action: 'add' | 'remove'): Activity {
  const { tag } = CLIENT_LOCALES[occasion.locale];
  return {
    ...common(occasion, 'installationUpdate', eventId(), 'add the team’s names'),
    action,
    locale: tag,
    entities: [{ type: 'clientInfo', locale: tag }],
  };
}

/** Somebody, or the app, joins or leaves. */
export function membersActivity(occasion: Occasion, change: 'membersAdded' | 'membersRemoved', members: readonly object[]): Activity {
  const { channelData, ...rest } = common(occasion, 'conversationUpdate', eventId(), 'add the team’s names');
  const eventType = change === 'membersAdded' ? 'teamMemberAdded' : 'teamMemberRemoved';
  return {
    ...rest,
    [change]: members,
    // Only teams say what kind of event it is.
    channelData: occasion.room.kind === 'channel' ? { eventType, ...channelData } : channelData,
  };
}

function common(occasion: Occasion, type: string, id: string, names?: 'add the team’s names') {
  const { serviceUrl, person, room, thread, locale, at } = occasion;
  const inChannel = room.kind === 'channel';
  return {
    type,
    id,
    channelId: 'msteams',
    timestamp: at.toISOString(),
    localTimestamp: localTimestamp(at, person.timeZone),
    localTimezone: person.timeZone,
    serviceUrl,
    locale: CLIENT_LOCALES[locale].tag,
    from: { id: person.accountId, name: personName(person), aadObjectId: person.id },
    recipient: botAccount,
    conversation: {
      ...(inChannel ? { isGroup: true } : {}),
      conversationType: room.kind,
      id: thread === undefined ? room.id : threadId(room.id, thread),
      tenantId: PARTNER.tenantId,
    },
    channelData: {
      ...(inChannel ? teamData(room, names !== undefined) : {}),
      tenant: { id: PARTNER.tenantId },
    },
  };
}

function teamData(room: Room, withNames: boolean) {
  if (!withNames) {
    return { teamsTeamId: TEAM.id, teamsChannelId: room.id, team: { id: TEAM.id }, channel: { id: room.id } };
  }
  return {
    settings: { selectedChannel: { id: room.id } },
    team: { id: TEAM.id, name: TEAM.name, aadGroupId: TEAM.groupId },
    channel: { id: room.id },
  };
}

function clientInfo({ locale, person }: Occasion) {
  const { tag, country } = CLIENT_LOCALES[locale];
  return { type: 'clientInfo', locale: tag, country, platform: 'Web', timezone: person.timeZone };
}

/** `2026-11-20T13:00:00.123+01:00` */
function localTimestamp(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = /([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  const minutes = offset === null ? 0 : Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3]));
  const wallTime = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  return `${wallTime}${offset?.[0] ?? '+00:00'}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
