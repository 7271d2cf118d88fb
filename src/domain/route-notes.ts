import { isReseller, type FilingFacts } from './filing-facts.ts';
import type { FilingRoute, Way } from './filing-route.ts';

/** Notes, important boxes and tips, each shown at the step it belongs to (B72, B73). Sentence: `routes.notes.<note>`. */
export const ROUTE_NOTES = [
  'partner-level-request',
  'own-contact',
  'azure-plan-field',
  'azure-manage-requests',
  'more-categories',
  'admin-center-view-tickets',
  'dynamics-contract',
  'dynamics-support',
  'technical-plan-may-be-asked',
  'sign-in-with-delegated-role',
  'start-from-link',
  'no-access-yet',
  'access-unknown',
  'helpdesk-in-azure',
  'provider-grants-azure',
  'us-government',
  'no-phone-filing',
  'find-publisher-contact',
  'own-plan-faq',
  'own-context',
  'english-only-target',
  'first-response-not-repair',
] as const;
export type RouteNote = (typeof ROUTE_NOTES)[number];

export interface PlacedNote {
  readonly kind: 'note' | 'important' | 'tip';
  readonly note: RouteNote;
  /** Where it is shown: beside the answer, or on the card of that step. */
  readonly at: 'answer' | 'form' | 'review' | 'hand-off';
}

interface NoteRule extends PlacedNote {
  readonly when?: (facts: FilingFacts, way: Way) => boolean;
}

/** The notes of a way, in the order of the rules. */
export function notesFor(way: Way, facts: FilingFacts): readonly PlacedNote[] {
  const rules = [...(way.kind === 'advice' ? [] : FORM_NOTES), ...ROUTE_RULES[way.route]];
  return rules.filter((rule) => rule.when?.(facts, way) ?? true).map(({ kind, note, at }) => ({ kind, note, at }));
}

/** Where a form is filled, whatever becomes of it. */
const FORM_NOTES: readonly NoteRule[] = [
  { kind: 'note', note: 'first-response-not-repair', at: 'form' }, // B58
  { kind: 'note', note: 'english-only-target', at: 'form' }, // B59
  { kind: 'note', note: 'no-phone-filing', at: 'form' }, // B49
  // Nothing is submitted without certainty (design.md 7): said before the form is filled.
  { kind: 'important', note: 'access-unknown', at: 'answer', when: ({ access }) => access === 'unknown' },
];

/** The same for every portal. */
const PORTAL_NOTES: readonly NoteRule[] = [
  // The newer page (2021) opens hand-offs to every CSP partner, the older one (2020) asks for a plan: offered, with the older rule as a note (B26).
  { kind: 'note', note: 'technical-plan-may-be-asked', at: 'answer', when: ({ plans }) => plans.length === 0 },
  // Which pages speak of this cloud, and which of its links are known, differs by topic (B10, B12).
  { kind: 'note', note: 'us-government', at: 'answer', when: ({ cloud }) => cloud === 'usgov' },
  { kind: 'note', note: 'sign-in-with-delegated-role', at: 'hand-off', when: ({ access }) => access !== 'no-relationship' }, // cloud-apis 8.3
  { kind: 'note', note: 'start-from-link', at: 'hand-off' }, // B28, B50, B51
];

const AZURE_PORTAL_NOTES: readonly NoteRule[] = [
  { kind: 'important', note: 'own-contact', at: 'form' }, // B31
  { kind: 'important', note: 'azure-plan-field', at: 'hand-off' }, // B30
  { kind: 'important', note: 'no-access-yet', at: 'answer', when: ({ access }) => access === 'no-relationship' }, // B37, B38
  { kind: 'important', note: 'provider-grants-azure', at: 'answer', when: isReseller }, // B5
  ...PORTAL_NOTES,
  { kind: 'tip', note: 'azure-manage-requests', at: 'hand-off' }, // B32
];

const DYNAMICS_TIP: NoteRule = { kind: 'tip', note: 'dynamics-support', at: 'answer', when: ({ product }) => product === 'dynamics365' }; // B53

const ROUTE_RULES: Readonly<Record<FilingRoute, readonly NoteRule[]>> = {
  'partner-center': [
    // No create call names a customer: the request is the partner's, the customer stands in its text (cloud-apis 3.1).
    { kind: 'note', note: 'partner-level-request', at: 'form', when: ({ ownTenant }) => !ownTenant },
    { kind: 'tip', note: 'own-contact', at: 'form', when: ({ ownTenant }) => !ownTenant },
    DYNAMICS_TIP,
  ],
  'azure-support': [{ kind: 'important', note: 'own-contact', at: 'form' }], // B31
  'azure-portal': AZURE_PORTAL_NOTES,
  'azure-portal-by-domain': AZURE_PORTAL_NOTES,
  'admin-center': [
    { kind: 'tip', note: 'own-contact', at: 'form' }, // B35: only the weight differs from Azure's (B72)
    { kind: 'note', note: 'dynamics-contract', at: 'answer', when: ({ product }) => product === 'dynamics365' }, // B7
    DYNAMICS_TIP,
    ...PORTAL_NOTES,
    { kind: 'tip', note: 'more-categories', at: 'hand-off' }, // B33
    { kind: 'tip', note: 'admin-center-view-tickets', at: 'hand-off' }, // B36
  ],
  'ask-provider': [
    { kind: 'note', note: 'dynamics-contract', at: 'answer', when: (_, { reason }) => reason === 'dynamics-contract-of-provider' }, // B7
    { kind: 'important', note: 'provider-grants-azure', at: 'answer', when: ({ product }) => product === 'azure' }, // B5
  ],
  'ask-admin-agent': [
    { kind: 'important', note: 'helpdesk-in-azure', at: 'answer', when: (_, { reason }) => reason === 'helpdesk-in-azure' },
  ], // B6
  'own-plan': [
    { kind: 'note', note: 'own-plan-faq', at: 'answer' }, // B52
    { kind: 'note', note: 'own-context', at: 'answer' }, // B50, B51
    DYNAMICS_TIP,
  ],
  isv: [{ kind: 'tip', note: 'find-publisher-contact', at: 'answer' }], // B40, B41
  'partner-first': [],
  'not-entitled': [
    { kind: 'note', note: 'dynamics-contract', at: 'answer', when: (_, { reason }) => reason === 'dynamics-contract' }, // B7
    DYNAMICS_TIP,
  ],
};
