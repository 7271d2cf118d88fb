import {
  consentInput,
  offersRoundTheClock,
  problemChoice,
  problemLabel,
  type AzureProblem,
  type AzureSubscription,
} from '../src/domain/azure-filing.ts';
import { countryName, likelyCountries } from '../src/domain/countries.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { YES_OR_NO } from '../src/domain/severity.ts';
import { ageIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { labelsOf, type Choice } from './report-frame.ts';
import { plain, safe } from './safe-text.ts';

/** What Azure offers to file a report in and under, as known now. */
export interface AzureOffer {
  /** Of the customer; with `failure` an older list, or none. */
  readonly subscriptions: readonly AzureSubscription[];
  /** When the list was read; undefined: never. */
  readonly readAt: Date | undefined;
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  /** The chosen one, as it is offered now. */
  readonly problem: AzureProblem | undefined;
  /** The one that what was written clearly speaks of, while none is chosen. */
  readonly suggested?: AzureProblem | undefined;
  /** Those that a typed text may have meant. */
  readonly candidates: readonly AzureProblem[];
  /** That text, which is none of them. */
  readonly typed?: string | undefined;
  /** Whether this person can take it to the Azure portal; else a colleague does. */
  readonly byPortal: boolean;
  /** False: our copy of Azure's list was never read. */
  readonly problemsKnown: boolean;
  /** What the contact starts from: the partner's own, or the one of this person's latest request; undefined: to be asked. */
  readonly country: string | undefined;
  /** The person's own. */
  readonly timeZone: string;
  readonly now: Date;
}

interface AzureView {
  readonly draft: ReportDraft;
  /** undefined on other routes. */
  readonly azure?: AzureOffer | undefined;
  readonly problems: readonly FieldProblem[];
}

const AZURE_FIELDS = ['azureSubscriptionId', 'azureProblemId', 'diagnosticConsent'] as const;
const PLACE_FIELDS = ['contactCountry', 'contactTimeZone'] as const;
/** The rest is found by typing. */
const SUBSCRIPTIONS_SHOWN = 8;
const CANDIDATES_SHOWN = 4;
/** As many as the review has room for. */
const CONSENTS_SHOWN = 10;

/** Inputs `azureSubscriptionId`, `azureProblemId` and `diagnosticConsent`; nothing on other routes. */
export function azureFields(t: Words, { draft, azure, problems }: AzureView) {
  if (azure === undefined) return [];
  const { subscriptions, candidates } = azure;
  const problem = azure.problem ?? azure.suggested;
  const chosen =
    subscriptions.find(({ id }) => id === draft.azureSubscriptionId) ?? (subscriptions.length === 1 ? subscriptions[0] : undefined);
  const others = subscriptions.filter((one) => one !== chosen);
  const shown = [...(chosen === undefined ? [] : [chosen]), ...others].slice(0, SUBSCRIPTIONS_SHOWN);
  const more = subscriptions.length - shown.length;
  const query = { type: 'Data.Query', dataset: `azure-subscriptions:${draft.tenantId ?? ''}` };
  const offered = [...(problem === undefined ? [] : [problem]), ...candidates.filter(({ id }) => id !== problem?.id)].slice(
    0,
    CANDIDATES_SHOWN,
  );
  return [
    {
      ...labelsOf(t, problems, AZURE_FIELDS, AZURE_FIELDS),
      hasSubscriptions: shown.length > 0,
      subscription: chosen?.id ?? null,
      ...(more > 0 ? { subscriptionStyle: 'filtered', subscriptionQuery: query } : { subscriptionStyle: null, subscriptionQuery: null }),
      moreSubscriptions: more > 0 ? [{ text: t('azure.moreSubscriptions', { count: more }) }] : [],
      subscriptions: shown.map((one) => subscriptionChoice(t, one)),
      problem: problem === undefined ? null : problemChoice(problem.id),
      offered: offered.map((one) => ({ title: plain(problemLabel(one), LIMITS.listedTitle), value: problemChoice(one.id) })),
      problemHint: problemHint(t, azure).map((text) => ({ text })),
      consent: yesOrNo(draft.diagnosticConsent),
      consents: YES_OR_NO.map((value) => ({ title: t(`azure.consent.${value}`), value })),
    },
  ];
}

function problemHint(t: Words, { problem, suggested, candidates, typed }: AzureOffer): readonly string[] {
  if (typed !== undefined) {
    return [t(candidates.length === 0 ? 'azure.typedNothing' : 'azure.typedNear', { typed: safe(typed, LIMITS.query) })];
  }
  return problem === undefined && suggested !== undefined ? [t('azure.suggested')] : [];
}

/** What stands in the way, with the way around it: the same report by the portal. */
export function azureObstacles(t: Words, locale: Locale, { draft, azure }: Pick<AzureView, 'draft' | 'azure'>) {
  if (azure === undefined) return [];
  const lines = obstacleLines(t, locale, azure);
  const instead = t(azure.byPortal ? 'azure.byPortal' : 'azure.byColleague');
  return lines.length === 0 ? [] : [{ text: lines.join('\n\n'), instead, data: { draftId: draft.id, version: draft.version } }];
}

function obstacleLines(t: Words, locale: Locale, { subscriptions, readAt, failure, problemsKnown, now }: AzureOffer): string[] {
  const lines: string[] = [];
  if (failure !== undefined) {
    const what = t(`errors.${failure.code}.what`);
    const quote = t('words.quote', { id: safe(failure.errorId, LIMITS.line) });
    const said =
      readAt === undefined
        ? t('azure.subscriptionsNotRead', { what })
        : t('azure.subscriptionsOld', { what, age: ageIn(locale, readAt, now) });
    lines.push(`${said} ${quote}`);
  } else if (subscriptions.length === 0) lines.push(t('azure.noSubscriptions'));
  if (!problemsKnown) lines.push(t('azure.problemsNotRead'));
  return lines;
}

/** Inputs `contactCountry` and `contactTimeZone`, which Azure asks of the contact; nothing on other routes. */
export function azureContact(t: Words, locale: Locale, { draft, azure, problems }: AzureView) {
  if (azure === undefined) return undefined;
  const chosen = draft.contactCountry ?? azure.country;
  const zone = draft.contactTimeZone ?? azure.timeZone;
  const codes = [...new Set([...(chosen === undefined ? [] : [chosen]), ...likelyCountries(zone, locale)])];
  return {
    country: chosen,
    text: [chosen === undefined ? '' : countryName(chosen, locale), zone].filter((part) => part !== '').join(', '),
    inputs: {
      ...labelsOf(t, problems, PLACE_FIELDS, PLACE_FIELDS),
      country: chosen ?? null,
      countries: codes.map((code) => ({ title: countryName(code, locale), value: code })),
      zone,
      zones: [{ title: zone, value: zone }],
    },
  };
}

/** What was answered, once more. */
export function azureFacts(t: Words, { draft, azure }: Pick<AzureView, 'draft' | 'azure'>): readonly { title: string; value: string }[] {
  if (azure === undefined) return [];
  const subscription = azure.subscriptions.find(({ id }) => id === draft.azureSubscriptionId);
  const consent = yesOrNo(draft.diagnosticConsent);
  return [
    { title: t('facts.azureSubscription'), value: subscription === undefined ? '' : safe(subscriptionNamed(t, subscription), LIMITS.line) },
    { title: t('facts.azureProblem'), value: azure.problem === undefined ? '' : safe(problemLabel(azure.problem), LIMITS.line) },
    { title: t('facts.diagnosticConsent'), value: consent === null ? '' : t(`azure.consentGiven.${consent}`) },
  ];
}

/** Input `roundTheClock`, for critical ones: "no" unless the person says otherwise, as it commits colleagues. Nothing on other routes. */
export function roundTheClockInput(t: Words, { draft, azure }: Pick<AzureView, 'draft' | 'azure'>) {
  if (azure === undefined || !offersRoundTheClock(draft)) return [];
  return [
    {
      value: yesOrNo(draft.roundTheClock ?? false),
      choices: YES_OR_NO.map((value): Choice => ({ title: t(`azure.roundTheClock.${value}`), value })),
    },
  ];
}

/** How many of them are not asked for want of room, and so not given. */
export function consentsUnasked({ azure }: Pick<AzureView, 'azure'>): number {
  return Math.max((azure?.problem?.consents.length ?? 0) - CONSENTS_SHOWN, 0);
}

/** A further consent each that the chosen problem asks for: "no" unless the person says otherwise. Inputs `consent:<type>`. */
export function consentInputs(t: Words, { draft, azure }: Pick<AzureView, 'draft' | 'azure'>) {
  return (azure?.problem?.consents ?? []).slice(0, CONSENTS_SHOWN).map(({ type, description }) => ({
    id: consentInput(type),
    label: plain(description.trim() === '' ? type : description, LIMITS.impact),
    value: yesOrNo(draft.secondaryConsents?.some((consent) => consent.type === type && consent.given) ?? false),
    choices: YES_OR_NO.map((value): Choice => ({ title: t(`azure.agree.${value}`), value })),
  }));
}

/** As what is found by typing is offered. */
export function foundSubscription(locale: Locale, subscription: AzureSubscription): Choice {
  return subscriptionChoice(words(locale), subscription);
}

/** With the beginning of its id, by which those of one name are told apart. */
function subscriptionChoice(t: Words, subscription: AzureSubscription): Choice {
  const { id, name } = subscription;
  const named = `${plain(name, LIMITS.listedName)} (${id.slice(0, 8)})`;
  return { title: subscriptionNamed(t, { ...subscription, name: named }), value: id };
}

function subscriptionNamed(t: Words, { name, trouble }: Pick<AzureSubscription, 'name' | 'trouble'>): string {
  return trouble === undefined ? name : `${name} · ${t(`azure.troubles.${trouble}`)}`;
}

function yesOrNo(answer: boolean | undefined): 'yes' | 'no' | null {
  if (answer === undefined) return null;
  return answer ? 'yes' : 'no';
}
