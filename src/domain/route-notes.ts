import type { SupportPlan } from './cloud.ts';
import { isReseller, type FilingFacts } from './filing-facts.ts';
import type { FilingRoute, Way } from './filing-route.ts';
import type { Product } from './product.ts';

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
  'what-is-covered',
  'relationship-is-yours',
  'priority-on-major',
  'technical-plan-may-be-asked',
  'start-from-link',
  'no-access-yet',
  'access-unknown',
  'helpdesk-in-azure',
  'provider-grants-azure',
  'no-subscription-seen',
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
  readonly at: 'answer' | 'form' | 'hand-off';
}

/** Shown beside the answer or on the form. */
interface NoteRule extends PlacedNote {
  readonly at: 'answer' | 'form';
  readonly when?: (facts: FilingFacts, way: Way) => boolean;
}

/** The notes of a way, in the order of the rules. */
export function notesFor(way: Way, facts: FilingFacts): readonly PlacedNote[] {
  const rules = [...(way.kind === 'advice' ? [] : FORM_NOTES), ...ROUTE_RULES[way.route]];
  return rules.filter((rule) => rule.when?.(facts, way) ?? true).map(({ kind, note, at }) => ({ kind, note, at }));
}

/** Where a form is filled, whatever becomes of it. */
const FORM_NOTES: readonly NoteRule[] = [
  // B58; of technical matters the answer on the card before has said it.
  { kind: 'note', note: 'first-response-not-repair', at: 'form', when: (_, { route }) => route === 'partner-center' },
  { kind: 'note', note: 'english-only-target', at: 'form' }, // B59
  { kind: 'note', note: 'no-phone-filing', at: 'form' }, // B49
  { kind: 'note', note: 'priority-on-major', at: 'answer', when: ({ nature }) => nature === 'break-fix' }, // B43
  // Nothing is submitted without certainty (design.md 7): said before the form is filled.
  { kind: 'important', note: 'access-unknown', at: 'answer', when: ({ access }) => access === 'unknown' },
];

/** The plans by which the older page opens technical issues to partners. */
const TECHNICAL_PLANS: ReadonlySet<SupportPlan> = new Set(['partner-cloud-support', 'advanced', 'premier', 'unified']);

/** The same for every portal. */
const PORTAL_NOTES: readonly NoteRule[] = [
  // The newer page (2021) opens hand-offs to every CSP partner, the older one (2020) asks for a plan: offered, with the older rule as a note (B26).
  {
    kind: 'note',
    note: 'technical-plan-may-be-asked',
    at: 'answer',
    when: ({ plans }) => !plans.some((plan) => TECHNICAL_PLANS.has(plan)),
  },
  // Which pages speak of this cloud, and which of its links are known, differs by topic (B10, B12).
  { kind: 'note', note: 'us-government', at: 'answer', when: ({ cloud }) => cloud === 'usgov' },
];

const NO_SUBSCRIPTION: NoteRule = {
  kind: 'important',
  note: 'no-subscription-seen',
  at: 'answer',
  when: ({ noSubscriptionSeen }) => noSubscriptionSeen === true,
};

const AZURE_PORTAL_NOTES: readonly NoteRule[] = [
  { kind: 'important', note: 'own-contact', at: 'form' }, // B31
  { kind: 'important', note: 'no-access-yet', at: 'answer', when: ({ access }) => access === 'no-relationship' }, // B37, B38
  { kind: 'important', note: 'provider-grants-azure', at: 'answer', when: isReseller }, // B5
  NO_SUBSCRIPTION,
  ...PORTAL_NOTES,
];

const COVERED: NoteRule = { kind: 'note', note: 'what-is-covered', at: 'answer' }; // B42
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
  ],
  'ask-provider': [
    { kind: 'note', note: 'dynamics-contract', at: 'answer', when: (_, { reason }) => reason === 'dynamics-contract-of-provider' }, // B7
    { kind: 'important', note: 'provider-grants-azure', at: 'answer', when: ({ product }) => product === 'azure' }, // B5
  ],
  'ask-admin-agent': [
    NO_SUBSCRIPTION,
    { kind: 'important', note: 'helpdesk-in-azure', at: 'answer', when: (_, { reason }) => reason === 'helpdesk-in-azure' },
  ], // B6
  'own-plan': [
    COVERED,
    { kind: 'note', note: 'own-plan-faq', at: 'answer' }, // B52
    { kind: 'note', note: 'own-context', at: 'answer' }, // B50, B51
    DYNAMICS_TIP,
  ],
  isv: [COVERED, { kind: 'tip', note: 'find-publisher-contact', at: 'answer' }], // B40, B41
  'partner-first': [{ kind: 'note', note: 'relationship-is-yours', at: 'answer' }], // B68
  'not-entitled': [
    { kind: 'note', note: 'dynamics-contract', at: 'answer', when: (_, { reason }) => reason === 'dynamics-contract' }, // B7
    DYNAMICS_TIP,
  ],
};

/** Opened by itself, a portal shows the partner's own tenant (B28, B50, B51). */
const FROM_LINK: PlacedNote = { kind: 'note', note: 'start-from-link', at: 'hand-off' };
/** Azure's important box has two points (B30, B31), for the admin center the second is a tip (B35; B72). */
const IN_AZURE: readonly PlacedNote[] = [
  { kind: 'important', note: 'azure-plan-field', at: 'hand-off' },
  { kind: 'important', note: 'own-contact', at: 'hand-off' },
  FROM_LINK,
  { kind: 'tip', note: 'azure-manage-requests', at: 'hand-off' }, // B32
];
const IN_ADMIN_CENTER: readonly PlacedNote[] = [
  { kind: 'tip', note: 'own-contact', at: 'hand-off' },
  FROM_LINK,
  { kind: 'tip', note: 'more-categories', at: 'hand-off' }, // B33
  { kind: 'tip', note: 'admin-center-view-tickets', at: 'hand-off' }, // B36
];

/** What is said while a person files it in a portal, beside the steps there. */
export function handOffNotes({ route, product }: { readonly route: FilingRoute; readonly product: Product }): readonly PlacedNote[] {
  if (route === 'azure-portal' || route === 'azure-portal-by-domain') return IN_AZURE;
  if (route !== 'admin-center') return [];
  return product === 'dynamics365' ? [...IN_ADMIN_CENTER, { kind: 'note', note: 'dynamics-contract', at: 'hand-off' }] : IN_ADMIN_CENTER;
}
