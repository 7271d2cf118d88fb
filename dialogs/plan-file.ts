import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import { planFileProblemsCard } from '../cards/plan-file-problems.ts';
import { planChangesCard, planFileEndCard } from '../cards/plan-file.ts';
import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { offerFile, type MadeFile } from './offered-file.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'plans' | 'planFile' | 'escalationChannels'>;
type Saving = Pick<DialogDependencies, 'planUploads' | 'savePlan'>;

const PlanFileAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('plan.file') }),
  z.object({ verb: z.literal('plan.fileSave'), id: z.guid() }),
  z.object({ verb: z.literal('plan.fileDiscard'), id: z.guid() }),
]);

/** `plan.file` offers the plan as a file; `plan.fileSave` and `plan.fileDiscard` answer what a sent one would change. */
export async function actOnPlanFile(
  context: TurnContext,
  deps: Needs & Saving & Pick<DialogDependencies, 'files'>,
  pressed: CardAction,
): Promise<void> {
  const action = readAction(PlanFileAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (action.verb === 'plan.file') {
    const file = await planFile(context, deps);
    return file === undefined ? undefined : offerFile(context, deps, file);
  }
  if (!(await permitted(context, 'set-up-escalation'))) return;
  const { person, locale, now } = turnInput(context);
  const plan = await deps.planUploads.find(person.id, action.id, now);
  if (action.verb === 'plan.fileDiscard') {
    await deps.planUploads.forget(person.id, action.id);
    await reply(context, planFileEndCard(locale, 'discarded'));
  } else if (plan === undefined) await reply(context, planFileEndCard(locale, 'gone'));
  else await save(context, deps, plan, action.id);
}

async function save(context: TurnContext, deps: Saving, plan: EscalationPlan, uploadId: string): Promise<void> {
  const { person, locale, now } = turnInput(context);
  const saved = await deps.savePlan(plan, person.id, now);
  await deps.planUploads.forget(person.id, uploadId);
  switch (saved.outcome) {
    case 'saved':
      await reply(context, planFileEndCard(locale, { version: saved.plan.version }));
      return;
    case 'outdated':
      await reply(context, planFileEndCard(locale, 'stale'));
      return;
    case 'problems': {
      // A channel went meanwhile.
      const found = saved.problems.map((problem) => ({ line: undefined, problem: { ...problem, content: plan } }));
      await reply(context, planFileProblemsCard(locale, found));
    }
  }
}

/** The plan as a file, for whoever may change it; undefined when the reason why not has been shown. */
export async function planFile(context: TurnContext, deps: Needs): Promise<MadeFile | undefined> {
  if (!(await permitted(context, 'set-up-escalation'))) return undefined;
  const [plan, channels] = await Promise.all([deps.plans.current(), deps.escalationChannels.list()]);
  const text = deps.planFile.write(plan, channels);
  const rows = text.trimEnd().split('\n');
  const sheet = { name: `escalation-plan-${plan.version}.yaml`, rows };
  return { of: { kind: 'plan' }, sheet, bytes: Buffer.from(text, 'utf8'), total: rows.length, data: {}, verb: 'plan.file' };
}

/** A file that a person sent: says what is wrong with it, or what it would change. It changes nothing before somebody says so. */
export async function importPlanFile(
  context: TurnContext,
  deps: Pick<DialogDependencies, 'readPlanFile' | 'planUploads'>,
  text: string,
): Promise<void> {
  if (!(await permitted(context, 'set-up-escalation'))) return;
  const { person, locale, now, signal } = turnInput(context);
  const read = await deps.readPlanFile(text, signal);
  if (read.outcome === 'problems') {
    await reply(context, planFileProblemsCard(locale, read.problems));
    return;
  }
  const uploadId = randomUUID();
  const { plan, differences, remarks } = read;
  if (differences.length > 0) await deps.planUploads.keep(person.id, { id: uploadId, plan }, now);
  await reply(context, planChangesCard(locale, { uploadId, plan, differences, remarks }));
}
