import type { TurnContext } from 'botbuilder';
import { providerTextCard, TEXT_ROUTES } from '../cards/provider-text.ts';
import type { Locale } from '../src/domain/locale.ts';
import { contactOf } from './report-cards.ts';
import type { Outcome } from './report.ts';
import type { ReportSituation } from './report-situation.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** The report as a text for whoever files it instead (`report.text`), in the reader's language unless another one is wanted. The draft stays. */
export async function showProviderText(
  context: TurnContext,
  { draft, facts }: Pick<ReportSituation, 'draft' | 'facts'>,
  wanted: Locale | undefined,
): Promise<Outcome> {
  const route = TEXT_ROUTES.find((each) => each === facts?.answer.route);
  if (route === undefined || facts === undefined) return { next: 'ask' };
  const { locale, person } = turnInput(context);
  const contact = draft.contact ?? contactOf(person);
  await reply(context, providerTextCard(locale, { draft, customer: facts.customer, contact, route, textLocale: wanted ?? locale }));
  return { next: 'ended' };
}
