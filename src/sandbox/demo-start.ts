import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { botAccount } from './channel/activities.ts';
import type { SandboxChannel } from './channel/channel.ts';
import { personByKey } from './channel/rooms.ts';
import { BOT, TEAM } from './world.ts';

/** An owner of the team, and an admin agent. */
const OWNER = 'camille';
/** In turns. */
const ON_CALL = ['camille', 'dmitri'];
const CHANNELS = TEAM.channels.filter(({ outsiders }) => outsiders.length === 0);
const [EXPERTS, OTHERS] = CHANNELS.map(({ name }) => `${TEAM.name} / ${name}`);

/** Short delays: whoever tries it out sees levels called, and targets missed, within minutes. */
const PLAN = `
rotas:
  - name: experts
    timeZone: Europe/Paris
    from: 2026-01-05
    handOverAt: 09:00
    turn: 7d
    members: [${ON_CALL.map((key) => personByKey(key).email).join(', ')}]
    channel: ${EXPERTS}
policies:
  - name: demo
    severities:
${['critical', 'moderate', 'minimal']
  .map(
    (severity, lower) => `
      ${severity}:
        acknowledge: ${3 * (lower + 1)}m
        firstResponse: ${(lower + 1) * 15}m
        resolution: ${(lower + 1) * 4}h
        warnAt: 25%
        levels:
          - { after: ${lower + 1}m, call: [{ rota: experts }] }
          - { after: ${(lower + 1) * 2}m, call: [${ON_CALL.map((key) => `{ person: ${personByKey(key).email} }`).join(', ')}] }`,
  )
  .join('')}
routes:
  - { products: [azure], channel: ${EXPERTS}, policy: demo }
  - { channel: ${OTHERS}, policy: demo }
incidents: { openCase: high-impact, severity: critical }
`;

/** The button that saves a sent plan. */
const Offer = z.object({ verb: z.literal('plan.fileSave'), data: z.unknown() });

/** What a fresh demo begins with. Once, so that what was changed since stays: `noteFile` tells a later run. @throws when it failed; the next run tries again. */
export async function beginEscalationOnce(channel: SandboxChannel, noteFile: string): Promise<void> {
  if (existsSync(noteFile)) return;
  await beginEscalation(channel);
  writeFileSync(noteFile, '', { mode: 0o600 });
}

/**
 * Done as people would do it: an owner of the team says where the experts are, and sends a plan.
 *
 * @throws when the bot answers otherwise than hoped for.
 */
export async function beginEscalation({ installs, people, rooms }: SandboxChannel, plan = PLAN): Promise<void> {
  const { locale } = personByKey(OWNER);
  await installs.open(OWNER, locale);
  const mark = `<at>${BOT.name}</at>`;
  const mention = { type: 'mention', text: mark, mentioned: botAccount } as const;
  for (const { id } of CHANNELS)
    people.say({ as: OWNER, conversation: id, text: `${mark} escalation setup`, mentions: [mention], locale: 'en' });
  await people.settled();

  people.sendFile({ as: OWNER, name: 'escalation.yaml', content: Buffer.from(plan).toString('base64'), locale });
  await people.settled();
  const answer = [...rooms.personal(OWNER).messages.values()].findLast(({ from }) => from === 'bot');
  const save = answer && offerIn(answer.cards);
  if (answer === undefined || save === undefined) throw new Error('The bot did not offer to save the plan of escalation');
  const saved = await people.invoke({ as: OWNER, message: answer.id, name: 'adaptiveCard/action', value: executed(save), locale });
  if (!saved.ok) throw new Error(`The plan of escalation was not saved: ${saved.reason}`);
}

/** Wherever on the card it is. */
function offerIn(part: unknown): z.infer<typeof Offer> | undefined {
  const offer = Offer.safeParse(part);
  if (offer.success) return offer.data;
  const within: readonly unknown[] = typeof part === 'object' && part !== null ? Object.values(part) : [];
  return within.map(offerIn).find((one) => one !== undefined);
}

/** A press as a client sends it. */
function executed({ verb, data }: z.infer<typeof Offer>) {
  return { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
}
