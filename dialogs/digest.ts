import type { TurnContext } from 'botbuilder';
import { digestCard } from '../cards/digest.ts';
import { digestPeriod } from '../src/domain/digest.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { offerDigestFile } from './digest-file.ts';
import { DigestAction } from './file-data.ts';
import { notify, permitted, reply } from './reply.ts';
import { leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'digests' | 'files' | 'gate' | 'watches' | 'writeSheet'>;

/** Buttons `digest.…`: the digest of this chat or channel up to now, and a digest as a file. */
export async function actOnDigest(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(DigestAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (action.verb === 'digest.csv') return offerDigestFile(context, deps, action);
  // Asked for on another card, it comes below it.
  if (action.kind === undefined) leavePressed(context);
  await showDigest(context, deps, action.kind);
}

/** What is watched here, as far as this person may see it; the digests that come by themselves stay as they are. */
async function showDigest(
  context: TurnContext,
  { digests, files, gate, watches }: Needs,
  asked: 'daily' | 'weekly' | undefined,
): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  const { locale, person, scope, conversationId, now, timeZone } = turnInput(context);
  const place = await watches.ofConversation(conversationId);
  if (place === undefined) return notify(context, { name: 'old-card' });
  const kind = asked ?? (place.digest === 'weekly' ? 'weekly' : 'daily');
  const period = digestPeriod(kind, undefined, now);
  const { rows, total } = await digests.incidents({ watches: place.watches, view: gate.view(person, now) }, period);
  await reply(
    context,
    digestCard(locale, { kind, period, incidents: rows, total, occasion: 'asked', scope, files: files.possible, timeZone }),
  );
}
