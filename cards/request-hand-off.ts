import type { PlacedNote } from '../src/domain/route-notes.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { Words } from '../src/locales/words.ts';
import { noteBlocks } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { plain } from './safe-text.ts';

/** Longer than any text a hand-off can have: what is to be pasted is never cut. */
const TEXT_LENGTH = 20_000;

const STEPS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;
/** Opened by itself, a portal shows the partner's own tenant (B28, B50, B51). */
const FROM_LINK: PlacedNote = { kind: 'note', note: 'start-from-link', at: 'hand-off' };
/** Azure's important box has two points (B30, B31), for the admin center the second is a tip (B35; B72). */
const AZURE: readonly PlacedNote[] = [
  { kind: 'important', note: 'azure-plan-field', at: 'hand-off' },
  { kind: 'important', note: 'own-contact', at: 'hand-off' },
  FROM_LINK,
];
const ADMIN_CENTER: readonly PlacedNote[] = [{ kind: 'tip', note: 'own-contact', at: 'hand-off' }, FROM_LINK];
const DYNAMICS: readonly PlacedNote[] = [...ADMIN_CENTER, { kind: 'note', note: 'dynamics-contract', at: 'hand-off' }];

/** What a person does in the portal, step by step (B27–B36): link, text to copy, where Microsoft's number goes. All empty for other requests. */
export function handOffGuide(t: Words, request: ServiceRequest) {
  const { id, version, state, handOff } = request;
  const waiting = state === 'handed-off';
  const portal = isAzure(request) ? 'azure' : 'admin';
  // Without a delegated role the rights on the subscription are what counts (B38).
  const byDomain = request.route === 'azure-portal-by-domain';
  const step = (each: (typeof STEPS)[number]) =>
    byDomain && each === 'first' ? t('request.azure.firstByDomain') : t(`request.${portal}.${each}`);
  const data = { requestId: id, version };
  return {
    steps: waiting ? [{ lines: STEPS.map((each, index) => ({ text: `**${index + 1}** · ${step(each)}` })) }] : [],
    notes: waiting ? noteBlocks(t, notesFor(request)) : [],
    handOff:
      handOff === undefined
        ? []
        : [
            {
              open: t('words.openPortal', { portal: plain(handOff.link.portal, LIMITS.name) }),
              url: handOff.link.url,
              shown: false,
              text: plain(handOff.text, TEXT_LENGTH, 'lines'),
            },
          ],
    numberInput: numberInput(t, state, data),
  };
}

function isAzure({ route }: ServiceRequest): boolean {
  return route === 'azure-portal' || route === 'azure-portal-by-domain';
}

function notesFor(request: ServiceRequest): readonly PlacedNote[] {
  if (isAzure(request)) return AZURE;
  return request.product === 'dynamics365' ? DYNAMICS : ADMIN_CENTER;
}

function numberInput(t: Words, state: ServiceRequest['state'], data: { readonly requestId: string; readonly version: number }) {
  if (state === 'handed-off') return [{ save: t('request.saveNumber'), data, again: [] }];
  // The two ways out of not knowing stand side by side.
  return state === 'uncertain' ? [{ save: t('request.itWasFiled'), data, again: [{ data }] }] : [];
}
