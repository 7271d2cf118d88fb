import { consentInput, problemLabel, type AzureProblem, type AzureSubscription } from '../src/domain/azure-filing.ts';
import { countryName, likelyCountries } from '../src/domain/countries.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import { YES_OR_NO } from '../src/domain/severity.ts';
import { ageIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
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
  /** Those that a typed text may have meant. */
  readonly candidates: readonly AzureProblem[];
  /** False: our copy of Azure's list was never read. */
  readonly problemsKnown: boolean;
  /** The partner's own country, where the configuration says it: what the contact starts from. */
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

/** The rest is found by typing. */
const SUBSCRIPTIONS_SHOWN = 8;
const CANDIDATES_SHOWN = 4;
const CONSENTS_SHOWN = 5;

/** Inputs `azureSubscriptionId`, `azureProblemId` and `diagnosticConsent`; nothing on other routes. */
export function azureFields(t: Words, { draft, azure, problems }: AzureView) {
  if (azure === undefined) return [];
  const { subscriptions, problem, candidates } = azure;
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
      ...labelsOf(t, problems, ['azureSubscriptionId', 'azureProblemId', 'diagnosticConsent']),
      hasSubscriptions: shown.length > 0,
      subscription: chosen?.id ?? null,
      // What is searched for may not count as a value of a required input (docs/unconfirmed.md): the answer says what is missing.
      ...(more > 0
        ? { subscriptionStyle: 'filtered', subscriptionQuery: query, subscriptionRequired: null, subscriptionError: null }
        : { subscriptionStyle: 'compact', subscriptionQuery: null, subscriptionRequired: true, subscriptionError: t('words.unchosen') }),
      moreSubscriptions: more > 0 ? [{ text: t('azure.moreSubscriptions', { count: more }) }] : [],
      subscriptions: shown.map(({ id, name }) => ({ title: `${plain(name, LIMITS.listedName)} (${id.slice(0, 8)})`, value: id })),
      problem: problem?.id ?? null,
      offered: offered.map((one) => ({ title: plain(problemLabel(one), LIMITS.listedTitle), value: one.id })),
      consent: yesOrNo(draft.diagnosticConsent),
      consents: YES_OR_NO.map((value) => ({ title: t(`azure.consent.${value}`), value })),
    },
  ];
}

/** What stands in the way, with the way around it: the same report by the portal. */
export function azureObstacles(t: Words, locale: Locale, { draft, azure }: Pick<AzureView, 'draft' | 'azure'>) {
  if (azure === undefined) return [];
  const lines = obstacleLines(t, locale, azure);
  return lines.length === 0 ? [] : [{ lines: lines.map((text) => ({ text })), data: { draftId: draft.id, version: draft.version } }];
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
      ...labelsOf(t, problems, ['contactCountry', 'contactTimeZone']),
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
    { title: t('facts.azureSubscription'), value: safe(subscription?.name ?? '', LIMITS.line) },
    { title: t('facts.azureProblem'), value: azure.problem === undefined ? '' : safe(problemLabel(azure.problem), LIMITS.line) },
    { title: t('facts.diagnosticConsent'), value: consent === null ? '' : t(`azure.consentGiven.${consent}`) },
  ];
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

function yesOrNo(answer: boolean | undefined): 'yes' | 'no' | null {
  if (answer === undefined) return null;
  return answer ? 'yes' : 'no';
}
