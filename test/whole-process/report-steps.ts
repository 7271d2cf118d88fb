import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { buttonsOf, textsOf } from './card-reading.ts';
import type { Lane } from './lane-on.ts';
import type { Person, Shown } from './person.ts';

/** A complete report of a commercial matter, ready to be sent: the review card. */
export async function reviewOfCommercialReport(person: Person): Promise<Shown> {
  const form = await beginning(person, 'report Contoso Wrong amount on the invoice of October');
  return person.presses(form, 'report.answer', { ...IMPACT_INPUTS.little, topicId: '90000001' });
}

/** A complete report that a person has to file in the Azure portal, ready to be handed over: the review card. */
export async function reviewOfAzureReport(person: Person): Promise<Shown> {
  const first = await beginning(person, 'report Trey Research Azure virtual machines are down');
  // Whoever has the helpdesk role alone is in a support group here (B6).
  const health = offers(first, 'report.inSupportGroup') ? await person.presses(first, 'report.inSupportGroup') : first;
  const form = await person.presses(health, 'report.answer', { criterion: 'service-down', tried: 'Started them again' });
  return person.presses(form, 'report.answer', { ...IMPACT_INPUTS.stopped });
}

/** A complete report for Azure Support, ready to be sent: the review card. */
export async function reviewOfAzureTicket(person: Person, { database }: Lane): Promise<Shown> {
  const listed = database.kysely.selectFrom('azure_problem').select('id').where('service', '=', 'Virtual Machine running Windows');
  const { id } = await listed.orderBy('name').limit(1).executeTakeFirstOrThrow();
  const health = await beginning(person, 'report Contoso Azure virtual machines are down');
  const form = await person.presses(health, 'report.answer', { criterion: 'service-down', tried: 'Started them again' });
  const azure = { azureSubscriptionId: 'Production', azureProblemId: id, diagnosticConsent: 'no' };
  return person.presses(form, 'report.answer', { ...IMPACT_INPUTS.stopped, ...azure });
}

/** The first card of a report. */
async function beginning(person: Person, sentence: string): Promise<Shown> {
  let card = await person.asks(sentence);
  // A turn that a crash cut short keeps its person waiting until its lease ends; the bot asks to send the message again.
  while (!offers(card, 'report.answer') && !offers(card, 'report.inSupportGroup')) card = await person.asks(sentence);
  return card;
}

function offers({ card }: Shown, wanted: string): boolean {
  return buttonsOf(card).some(({ verb }) => verb === wanted);
}

/** A turn that a crash cut short keeps its person waiting until its lease ends: half a minute has gone by. `killedDuringSubmit` waits for it. */
export async function deadTurnsOver({ database }: Lane): Promise<void> {
  const now = new Date();
  await database.kysely.updateTable('turn_lease').set({ until: now }).where('until', '>', now).execute();
}

/** Presses the button until the bot serves it: a turn cut short keeps its person waiting until its lease ends. Gives the reference. */
export async function submitted(person: Person, review: Shown): Promise<string> {
  for (;;) {
    const answer = await person.invokes(review, 'report.submit');
    if (!answer.ok) throw new Error(`The press failed: ${answer.reason}`);
    if (answer.body.type.endsWith('card.adaptive')) return referenceOf({ ...review, card: answer.body.value as Shown['card'] });
  }
}

/** The reference of what the person submitted last. */
export async function newestRequest({ database }: Lane, { id }: Person): Promise<string | undefined> {
  const rows = database.kysely.selectFrom('service_request').select('reference').where('person_id', '=', id);
  return (await rows.orderBy('created_at', 'desc').limit(1).executeTakeFirst())?.reference;
}

export async function withinPatience<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(otherwise)), 60_000);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export function referenceOf({ card }: Shown): string {
  return /PSR-[0-9A-Z]{6}/.exec(textsOf(card))?.[0] ?? '';
}
