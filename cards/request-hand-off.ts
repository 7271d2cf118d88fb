import { handOffNotes } from '../src/domain/route-notes.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { Words } from '../src/locales/words.ts';
import { noteBlocks } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { pagesLine } from './microsoft-pages.ts';
import { plain } from './safe-text.ts';

/** Longer than any text a hand-off can have: what is to be pasted is never cut. */
const TEXT_LENGTH = 20_000;

const STEPS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** What a person does in the portal, step by step (B27–B36): link and text to copy. All empty for other requests. */
export function handOffGuide(t: Words, request: ServiceRequest) {
  const { state, ended, handOff } = request;
  const waiting = state === 'handed-off' && ended === undefined;
  const portal = isAzure(request) ? 'azure' : 'admin';
  // Without a delegated role the rights on the subscription are what counts (B38).
  const byDomain = request.route === 'azure-portal-by-domain';
  const step = (each: (typeof STEPS)[number]) =>
    byDomain && each === 'first' ? t('request.azure.firstByDomain') : t(`request.${portal}.${each}`);
  const lines = STEPS.map((each, index) => `**${index + 1}** · ${step(each)}`);
  return {
    steps: waiting ? [{ lines: [...lines, pagesLine(t, ['report-problems'])].map((text) => ({ text })) }] : [],
    notes: waiting ? noteBlocks(t, handOffNotes(request)) : [],
    handOff:
      // Found at Azure it is followed from here: nothing is to be pasted any more.
      handOff === undefined || request.azureTicket !== undefined
        ? []
        : [
            {
              open: t('words.openPortal', { portal: plain(handOff.link.portal, LIMITS.name) }),
              url: handOff.link.url,
              shown: false,
              text: plain(handOff.text, TEXT_LENGTH, 'lines'),
            },
          ],
  };
}

function isAzure({ route }: ServiceRequest): boolean {
  return route === 'azure-portal' || route === 'azure-portal-by-domain';
}
