import type { TurnContext } from 'botbuilder';
import { noticeCard } from '../cards/notice.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { beginFrom, beginWith, type EscalationBegin } from './escalate-begin.ts';
import { EscalateAction } from './escalate-data.ts';
import { showForm } from './escalate-form.ts';
import { join, submit } from './escalate-submit.ts';
import { inOwnChat } from './in-own-chat.ts';
import { notify, permitted, reply } from './reply.ts';
import { leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Parameters<typeof beginWith>[1] & Parameters<typeof submit>[1] & Pick<DialogDependencies, 'drafts' | 'ownChat'>;

/** `escalate …`: of a request, of an incident of Microsoft's, for a customer, or in the person's own words. */
export async function openEscalate(context: TurnContext, deps: Needs, text: string): Promise<void> {
  await begin(context, deps, () => beginWith(context, deps, text));
}

/** Buttons `escalate.…`: begin from another card, submit the form, join a case that is there, drop it. */
export async function actOnEscalation(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(EscalateAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (action.verb === 'escalate.begin') return begin(context, deps, () => beginFrom(context, deps, action));
  if (!(await permitted(context, 'escalate'))) return;
  // The form is shown in personal chats only.
  if (turnInput(context).scope === 'team') return notify(context, { name: 'old-card' });
  switch (action.verb) {
    case 'escalate.submit':
      return submit(context, deps, action);
    case 'escalate.join':
      return join(context, deps, action);
    case 'escalate.drop':
      await reply(context, noticeCard(turnInput(context).locale, { name: 'escalate-dropped' }));
  }
}

async function begin(context: TurnContext, deps: Needs, read: () => Promise<EscalationBegin | undefined>): Promise<void> {
  if (!(await permitted(context, 'escalate'))) return;
  // What it is escalated from stays in sight.
  leavePressed(context);
  await alone(context, deps, async () => {
    const from = await read();
    if (from !== undefined) await showForm(context, deps, from);
  });
}

/** What is written to the experts is nobody's business in a channel: there it only begins. Nothing is read for a person who has no such chat. */
async function alone(context: TurnContext, deps: Pick<Needs, 'ownChat'>, work: () => Promise<void>): Promise<void> {
  if (turnInput(context).scope === 'personal') return work();
  const reached = await inOwnChat(context, deps, work);
  await notify(context, { name: reached ? 'escalate-continues-in-chat' : 'escalate-needs-personal-chat' });
}
