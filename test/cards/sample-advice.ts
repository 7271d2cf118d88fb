import { customerWordsCard } from '../../cards/customer-words.ts';
import { handedReportCard } from '../../cards/handed-report.ts';
import { providerTextCard, TEXT_ROUTES } from '../../cards/provider-text.ts';
import { statementCard } from '../../cards/statement.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import type { StatementDetails, SupportStatement } from '../../src/domain/support-statement.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const CONTOSO = data.customerNamed('Contoso');
const CONTACT = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: '+49 30 5550101' };
const LATER = new Date(now.getTime() + 2 * 3_600_000);

/** Customers' requests in every stage that they are told of. */
const STAGES: Readonly<Record<string, Partial<ServiceRequest>>> = {
  'on its way': { state: 'sending' },
  waiting: { state: 'filed', number: '1', deskStatus: 'open', responseDueAt: LATER },
  late: { state: 'filed', number: '1', deskStatus: 'open', responseDueAt: new Date(0) },
  followed: { state: 'filed', number: '1', deskStatus: undefined, responseDueAt: undefined },
  answered: { state: 'filed', number: '1', deskStatus: 'open', respondedAt: now },
  asked: { state: 'filed', number: '1', deskStatus: 'attention-needed', respondedAt: now },
  closed: { state: 'filed', number: '1', deskStatus: 'closed' },
  failed: { state: 'failed' },
};

/** As long as the administrator's file may make it. */
function detailsOf(text: string): StatementDetails {
  return {
    supported: text.slice(0, 1000),
    hours: text.slice(0, 400),
    contacts: Array.from({ length: 6 }, () => text.slice(0, 160)),
    prices: text.slice(0, 600),
    serviceLevel: 'https://www.northwindcloud.example/service-level',
    providedBy: text.slice(0, 200),
  };
}
const STATEMENT: SupportStatement = { en: detailsOf('Monday to Friday, 8:00 to 18:00.') };

const ordinary = (name: string, make: Sample['make']): Sample => ({ name, kind: 'ordinary', make });

export const ADVICE_ORDINARY: readonly Sample[] = [
  ...Object.entries(STAGES).map(([stage, over]) =>
    ordinary(`words for the customer, ${stage}`, (l) =>
      customerWordsCard(l, {
        request: data.requestOf('Mail is down', over),
        textLocale: l,
        statement: {},
        withStatement: false,
        now,
        timeZone,
      }),
    ),
  ),
  ...LOCALES.map((textLocale) =>
    ordinary(`words for the customer with the statement, ${textLocale}`, (l) =>
      customerWordsCard(l, {
        request: data.requestOf('Mail is down'),
        textLocale,
        statement: STATEMENT,
        withStatement: true,
        now,
        timeZone,
      }),
    ),
  ),
  ordinary('support statement, nothing written', (l) => statementCard(l, { statement: {}, textLocale: l })),
  ordinary('support statement, written in another language', (l) => statementCard(l, { statement: STATEMENT, textLocale: 'ru' })),
  ...(['offered', 'back', 'taken', 'taken-bare'] as const).map((occasion) =>
    ordinary(`handed report, ${occasion}`, (l) =>
      handedReportCard(l, { draft: data.draftOf('Mail is down'), customer: CONTOSO, occasion, by: 'Mei Tanaka' }),
    ),
  ),
  ordinary('handed report, hardly begun', (l) => {
    const { id, version, personId, conversationId, editing, createdAt, updatedAt } = data.draftOf('');
    const draft = { id, version, personId, conversationId, editing, createdAt, updatedAt };
    return handedReportCard(l, { draft, customer: undefined, occasion: 'offered', by: 'Mei Tanaka' });
  }),
  ...TEXT_ROUTES.map((route) =>
    ordinary(`text to send, ${route}`, (l) =>
      providerTextCard(l, { draft: data.draftOf('Mail is down'), customer: CONTOSO, contact: CONTACT, route, textLocale: l }),
    ),
  ),
];

export function adviceHostile(kind: 'nasty' | 'long', text: string): readonly Sample[] {
  const customer = data.customerNamed(text);
  const contact = { givenName: text, surname: text, email: text, phone: text };
  return [
    {
      name: `${kind} words for the customer`,
      kind,
      make: (l) =>
        customerWordsCard(l, {
          request: { ...data.requestOf(text), ownTicket: text },
          textLocale: l,
          statement: { ru: detailsOf(text) },
          withStatement: true,
          now,
          timeZone,
        }),
    },
    {
      name: `${kind} words for the customer with a contact`,
      kind,
      make: (l) =>
        customerWordsCard(l, {
          request: { ...data.requestOf(text), contact },
          textLocale: l,
          statement: {},
          withStatement: false,
          now,
          timeZone,
        }),
    },
    { name: `${kind} support statement`, kind, make: (l) => statementCard(l, { statement: { en: detailsOf(text) }, textLocale: l }) },
    {
      name: `${kind} handed report`,
      kind,
      make: (l) => handedReportCard(l, { draft: data.draftOf(text), customer, occasion: 'offered', by: text }),
    },
    {
      name: `${kind} text to send`,
      kind,
      make: (l) => providerTextCard(l, { draft: data.draftOf(text), customer, contact, route: 'ask-provider', textLocale: l }),
    },
  ];
}
