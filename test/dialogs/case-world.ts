import { randomUUID } from 'node:crypto';
import { channelCaseCard } from '../../cards/case.ts';
import { requesterCaseCard } from '../../cards/requester-case.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { firstClocks, rulesFor } from '../../src/domain/clock-rules.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import type { SupportCase } from '../../src/domain/support-case.ts';
import type { NewCase } from '../../src/ports/case-store.ts';
import { CONTOSO, type Helpdesk } from './helpdesk.ts';
import type { User, Where } from './user.ts';

/** A case of Adele's in an experts' channel, with its cards as the bot would have posted them. */
export function caseWorld(desk: Helpdesk) {
  const { people, deps, clock } = desk;
  const channelId = `19:${randomUUID()}@thread.tacv2`;
  const where: Partial<Where> = { conversationId: channelId, scope: 'team' };

  async function setUp(locale: Locale = 'en', outsidersAllowed = false): Promise<void> {
    await deps.escalationChannels.setUp({
      conversationId: channelId,
      teamId: 'team',
      teamName: 'CSP Operations',
      name: 'Azure escalations',
      kind: 'standard',
      locale,
      timeZone: 'Europe/London',
      outsidersAllowed,
      setUpBy: { id: people.camille.id, name: people.camille.displayName },
      setUpAt: clock.now(),
    });
  }

  async function opened(some: Partial<NewCase> = {}): Promise<SupportCase> {
    const { id, displayName: name } = people.adele;
    const severity = some.severity ?? 'critical';
    return deps.cases.open(
      {
        id: randomUUID(),
        tenantId: CONTOSO.tenantId,
        customerName: CONTOSO.name,
        product: 'microsoft365',
        title: 'Users cannot send mail',
        description: 'Since nine nobody can send mail.',
        tried: 'Restarted Outlook.',
        language: 'en',
        severity,
        requester: { id, name, locale: 'en', timeZone: 'Europe/London' },
        requestId: undefined,
        issueId: undefined,
        planVersion: 0,
        policy: 'default',
        channelId,
        clocks: firstClocks(rulesFor(BUILT_IN_PLAN, 'default', severity, 'en'), clock.now()),
        ...some,
      },
      { id, name },
      clock.now(),
    );
  }

  const current = async ({ id }: SupportCase): Promise<SupportCase> => (await deps.cases.byId(id)) as SupportCase;

  /** What the job would have shown: the living card as it is now, under the same id for everybody. */
  async function showIn(of: SupportCase, ...users: readonly User[]): Promise<void> {
    const view = await deps.caseViews.channel(await current(of));
    for (const user of users) user.messages.set('the-case-card', channelCaseCard(view.locale, view));
  }

  async function showRequester(of: SupportCase, user: User): Promise<void> {
    const view = await deps.caseViews.requester(await current(of));
    user.messages.set('the-own-card', requesterCaseCard(view.locale, view));
  }

  return {
    channelId,
    setUp,
    opened,
    current,
    showIn,
    showRequester,
    /** In the experts' channel. */
    expert: (person: Colleague = people.camille, some: Partial<Where> = {}): User => desk.user(person, { ...where, ...some }),
    trail: async (of: SupportCase) => (await deps.cases.events(of.id, 50)).map(({ kind }) => kind),
  };
}
