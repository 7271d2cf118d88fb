import { BotError, type ErrorCode } from '../domain/errors.ts';
import { calendarNamed } from '../domain/escalation-routing.ts';
import type { Colleague } from '../domain/roles.ts';
import { SETUP_CHECKS, type SetupCheck, type SetupFinding } from '../domain/setup-finding.ts';
import type { AccessStore } from '../ports/access-store.ts';
import type { BoardStore } from '../ports/board-store.ts';
import type { CaseClockStore } from '../ports/case-clock-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { EscalationChannel, EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { RoleDirectory } from '../ports/role-directory.ts';
import type { TeamDirectory } from '../ports/team-directory.ts';
import type { ChannelAudience } from './channel-audience.ts';
import { withinDeadline } from './deadline.ts';
import type { WhoIsOnCall } from './who-is-on-call.ts';

interface Asked {
  readonly person: Colleague;
  readonly scope: 'personal' | 'team';
  readonly conversationId: string;
}

/** Looks whether everything is there that the bot needs to work. Changes nothing, waits for nobody, shows no secret. In the order of `SETUP_CHECKS`. */
export type CheckSetup = (asked: Asked, signal: AbortSignal) => Promise<readonly SetupFinding[]>;

export interface CheckSetupDeps {
  /** Gets a token for the service account. @throws {BackEndError} */
  readonly signIn: (signal: AbortSignal) => Promise<unknown>;
  readonly roles: RoleDirectory;
  readonly teams: TeamDirectory;
  readonly customers: Pick<CustomerStore, 'refreshedAt'>;
  readonly access: Pick<AccessStore, 'refreshedAt'>;
  readonly board: Pick<BoardStore, 'counts'>;
  readonly channels: Pick<EscalationChannels, 'list' | 'byId'>;
  readonly conversations: Pick<ConversationStore, 'byId' | 'personalChatOf'>;
  readonly audience: Pick<ChannelAudience, 'of'>;
  readonly plans: Pick<PlanStore, 'current'>;
  readonly whoIsOnCall: WhoIsOnCall;
  readonly clocks: Pick<CaseClockStore, 'lastBeat'>;
  readonly files: { readonly possible: boolean };
  readonly clock: Clock;
  readonly customerRefreshMs: number;
  readonly accessRefreshMs: number;
  readonly healthIntervalMs: number;
  /** Name of the calendar that first responses are counted by; undefined: the plan's first, or none. */
  readonly responseCalendar: string | undefined;
}

type Found = Omit<SetupFinding, 'check'>;
type Look = (asked: Asked, signal: AbortSignal) => Promise<Found>;

/** An answer in a chat is awaited: what takes longer could not be told. */
const WAIT_MS = 3_000;
/** Two runs may fail before a list counts as old. */
const MISSED_RUNS = 3;
/** The sweeper looks every few seconds. */
const LONGEST_PAUSE_MS = 3 * 60_000;
const MOST_CHANNELS = 20;
const MOST_ROTAS = 50;

/** What does not pass by itself: somebody has to do something. */
const MISSING: ReadonlySet<ErrorCode> = new Set(['SIGN_IN_NEEDED', 'MFA_NEEDED', 'CONSENT_MISSING', 'FORBIDDEN', 'MISCONFIGURED']);

export function checkSetup(deps: CheckSetupDeps): CheckSetup {
  const looks = looksOf(deps);
  return (asked, signal) => Promise.all(SETUP_CHECKS.map((check) => taken(check, looks[check], asked, signal)));
}

async function taken(check: SetupCheck, look: Look, asked: Asked, signal: AbortSignal): Promise<SetupFinding> {
  try {
    return { check, ...(await withinDeadline(WAIT_MS, signal, (within) => look(asked, within))) };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return { check, state: MISSING.has(error.code) ? 'no' : 'unknown', code: error.code };
  }
}

const YES: Found = { state: 'yes' };

function looksOf(deps: CheckSetupDeps): Readonly<Record<SetupCheck, Look>> {
  const { clock, channels, plans, conversations } = deps;
  const age = (at: Date): number => clock.now().getTime() - at.getTime();
  const fresh = (at: Date | undefined, longestMs: number): Found => ({
    state: at !== undefined && age(at) <= longestMs ? 'yes' : 'no',
    at,
  });

  return {
    'sign-in': async (_asked, signal) => {
      await deps.signIn(signal);
      return YES;
    },
    roles: async ({ person }, signal) => {
      await deps.roles.colleague(person.id, signal);
      return YES;
    },
    owners: async ({ person }, signal) => {
      // Any group does: whether it may be asked is the question.
      const [groupId] = person.groupIds;
      if (groupId === undefined) return { state: 'unknown' };
      await deps.teams.isOwner(groupId, person.id, signal);
      return YES;
    },
    customers: async () => fresh(await deps.customers.refreshedAt(), MISSED_RUNS * deps.customerRefreshMs),
    access: async () => fresh(await deps.access.refreshedAt(), MISSED_RUNS * deps.accessRefreshMs),
    health: async () => {
      const staleBefore = new Date(clock.now().getTime() - MISSED_RUNS * deps.healthIntervalMs);
      const { troubled, well, failing, oldestReadAt } = await deps.board.counts('all', {}, staleBefore);
      if (troubled + well === 0) return { state: failing > 0 ? 'no' : 'unknown', count: failing };
      return { state: 'yes', count: failing, at: oldestReadAt };
    },
    channels: async () => ({ state: (await channels.list()).length > 0 ? 'yes' : 'no' }),
    reach: async () => {
      const all = (await channels.list()).slice(0, MOST_CHANNELS);
      const gone = await where(all, async ({ conversationId }) => (await conversations.byId(conversationId)) === undefined);
      return about(all, gone);
    },
    audience: async (_asked, signal) => {
      const all = (await channels.list()).slice(0, MOST_CHANNELS);
      const read = await Promise.all(all.map(async (channel) => ({ channel, readers: await readersOf(channel, signal) })));
      const outside = read.filter(({ channel, readers }) => readers === 'outsiders' && !channel.outsidersAllowed);
      if (outside.length > 0)
        return about(
          all,
          outside.map(({ channel }) => channel),
        );
      const untold = read.filter(({ readers }) => readers === 'unknown').map(({ channel }) => channel);
      return untold.length > 0 ? { state: 'unknown', names: untold.map(nameOf) } : about(all, []);
    },
    routes: async () => {
      const [{ routes }, all] = await Promise.all([plans.current(), channels.list()]);
      const known = new Set(all.map(({ conversationId }) => conversationId));
      const astray = routes.filter(({ channelId }) => channelId === undefined || !known.has(channelId)).length;
      return { state: astray === 0 ? 'yes' : 'no', count: astray };
    },
    responses: async () => {
      const { responseCalendar: name } = deps;
      if (name === undefined || calendarNamed(await plans.current(), name) !== undefined) return YES;
      return { state: 'no', names: [name] };
    },
    rotas: async () => {
      const rotas = (await plans.current()).rotas.slice(0, MOST_ROTAS);
      if (rotas.length === 0) return { state: 'no', names: [] };
      const empty = await where(rotas, async ({ name }) => (await deps.whoIsOnCall(name, clock.now())) === undefined);
      return empty.length === 0 ? YES : { state: 'no', names: empty.map(({ name }) => name) };
    },
    clocks: async () => fresh(await deps.clocks.lastBeat(), LONGEST_PAUSE_MS),
    files: async () => ({ state: deps.files.possible ? 'yes' : 'no' }),
    here: async ({ scope, conversationId, person }) => {
      const known = scope === 'team' ? await channels.byId(conversationId) : await conversations.personalChatOf(person.id);
      return { state: known === undefined ? 'no' : 'yes' };
    },
  };

  async function readersOf({ conversationId }: EscalationChannel, signal: AbortSignal) {
    const address = await conversations.byId(conversationId);
    if (address === undefined) return 'unknown';
    return deps.audience.of({ serviceUrl: address.serviceUrl, conversationId }, signal);
  }
}

/** Without any channel there is nothing to be told of them. */
function about(all: readonly EscalationChannel[], wrong: readonly EscalationChannel[]): Found {
  if (all.length === 0) return { state: 'unknown' };
  return wrong.length === 0 ? YES : { state: 'no', names: wrong.map(nameOf) };
}

const nameOf = ({ teamName, name }: EscalationChannel): string => [teamName, name].filter((one) => one !== undefined).join(' / ');

async function where<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const found = await Promise.all(all.map(async (one) => ({ one, is: await holds(one) })));
  return found.filter(({ is }) => is).map(({ one }) => one);
}
