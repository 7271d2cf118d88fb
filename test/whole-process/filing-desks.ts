import { setTimeout as wait } from 'node:timers/promises';
import { CUSTOMERS } from '../../src/sandbox/cloud/customers.ts';
import type { Matching } from '../../src/sandbox/cloud/script.ts';
import type { CloudState } from '../../src/sandbox/cloud/state.ts';
import { PARTNER } from '../../src/sandbox/world.ts';
import type { Lane, LaneOptions } from './lane-on.ts';
import type { Person, Shown } from './person.ts';
import { reviewOfAzureReport, reviewOfAzureTicket, reviewOfCommercialReport } from './report-steps.ts';

/** One request of a filing. */
export interface FilingStep {
  readonly matching: Matching;
  /** Which of those that match; the first unless told. */
  readonly which?: number;
  /** Only those after the creation are meant: others are made for other things too. */
  readonly afterCreation?: boolean;
  /** What must happen to the creation for this one to be made. */
  readonly needs?: 'an answer that is lost' | 'a creation that is lost';
}

/** A way of filing, as the faults see it. */
export interface FilingDesk {
  readonly lane: LaneOptions;
  /** Makes ready what the lane needs beside the bot. */
  prepare(lane: Lane): Promise<void>;
  review(person: Person, lane: Lane): Promise<Shown>;
  /** What makes the record; undefined where nothing is made outside. */
  readonly creation: Matching | undefined;
  /** Its requests to the cloud, given the tickets that were there before; the update of the card comes last with all of them. */
  steps(tickets: readonly { readonly name: string }[]): Readonly<Record<string, FilingStep>>;
  /** Numbers of what the back end has under a reference. */
  filed(state: CloudState, reference: string): readonly string[];
  readonly ends: 'filed' | 'handed-off';
}

const TOKEN = { api: 'login', method: 'POST', path: /oauth2\/v2\.0\/token/ } as const;
const TO_TELL = { matching: { ...TOKEN, body: /api\.botframework\.com/ } } as const;
/** Below the bot's margin, so that the tokens are requests of each filing; and nothing else is read meanwhile. */
const LANE = { accessTokenSeconds: 60, variables: { REQUEST_POLL_SECONDS: '3600', HEALTH_POLL_SECONDS: '3600' } } as const;
const nothing = (): Promise<void> => Promise.resolve();

const CREATION = { api: 'partner-center', method: 'POST', path: /^\/v1\/servicerequests\// } as const;
const LOOK_UP = { api: 'partner-center', method: 'GET', path: /^\/v1\/servicerequests\?/ } as const;

function partnerCenter(ignoresRequestId: boolean): FilingDesk {
  return {
    lane: { ...LANE, ignoresRequestId },
    prepare: nothing,
    review: reviewOfCommercialReport,
    creation: CREATION,
    steps: () => ({
      'the token for Partner Center': { matching: { ...TOKEN, body: /api\.partnercenter\.microsoft\.com/ } },
      'the creation': { matching: CREATION },
      'the look-up of the reference': { matching: LOOK_UP, needs: 'an answer that is lost' },
      'the second creation': { matching: CREATION, which: 2, needs: 'a creation that is lost' },
      "the bot's own token": { ...TO_TELL, afterCreation: true },
    }),
    filed: ({ serviceRequests }, reference) =>
      serviceRequests
        .all()
        .filter(({ title }) => title.includes(reference))
        .map(({ id }) => id),
    ends: 'filed',
  };
}

export const CONTOSO = CUSTOMERS.find(({ name }) => name === 'Contoso')?.tenantId ?? '';
const TICKET = { api: 'arm', method: 'PUT', path: /supportTickets\/csp-[^/]*$/i } as const;
const OPERATION = { api: 'arm', method: 'GET', path: /operationsStatus\//i } as const;
const PATIENCE_MS = 60_000;

function tokenForArm(tenantId: string): Matching {
  return { ...TOKEN, path: new RegExp(`^/${tenantId}/oauth2`), body: /management\.azure\.com/ };
}

const AZURE_SUPPORT: FilingDesk = {
  lane: { ...LANE, variables: { ...LANE.variables, SUPPORT_PLANS: 'premier', PARTNER_COUNTRY: 'DE' } },
  /** What requests are filed under is read by a job of the start. */
  async prepare({ database, sandbox }) {
    // Long enough to be asked for twice.
    sandbox.cloud.state.behaviour.azureCreation = { seconds: 3, retryAfterSeconds: 1 };
    const end = Date.now() + PATIENCE_MS;
    while ((await database.kysely.selectFrom('azure_problem').select('id').limit(1).executeTakeFirst()) === undefined) {
      if (Date.now() > end) throw new Error('the list of problems was not read');
      await wait(100);
    }
  },
  review: reviewOfAzureTicket,
  creation: TICKET,
  steps: (tickets) => ({
    'the token of the customer': { matching: tokenForArm(CONTOSO) },
    'the token of the partner': { matching: tokenForArm(PARTNER.tenantId) },
    'the check of the name': { matching: { api: 'arm', method: 'POST', path: /checkNameAvailability/i } },
    'the creation': { matching: TICKET },
    'the first question after it': { matching: OPERATION },
    'the second question after it': { matching: OPERATION, which: 2 },
    'the reading of the ticket': { matching: { api: 'arm', method: 'GET', path: readingOfNew(tickets.map(({ name }) => name)) } },
    'the second creation': { matching: TICKET, which: 2, needs: 'a creation that is lost' },
    "the bot's own token": { ...TO_TELL, afterCreation: true },
  }),
  filed: ({ tickets }, reference) =>
    tickets
      .all()
      .filter(({ content, name }) => name.includes(reference.toLowerCase()) || content.title.includes(reference))
      .map(({ supportTicketId }) => supportTicketId),
  ends: 'filed',
};

/** Tickets of before are read at any time, to follow them. */
function readingOfNew(known: readonly string[]): RegExp {
  const old = known.map((name) => `${name}\\b`).join('|');
  return new RegExp(`supportTickets/${old === '' ? '' : `(?!${old})`}csp-[^/?]*\\?`, 'i');
}

const PORTAL: FilingDesk = {
  lane: LANE,
  prepare: nothing,
  review: reviewOfAzureReport,
  creation: undefined,
  steps: () => ({ "the bot's own token": TO_TELL }),
  filed: () => [],
  ends: 'handed-off',
};

export const DESKS = {
  'Partner Center': partnerCenter(false),
  'Partner Center, ignoring MS-RequestId': partnerCenter(true),
  'Azure Support': AZURE_SUPPORT,
  'a portal': PORTAL,
} as const satisfies Record<string, FilingDesk>;
