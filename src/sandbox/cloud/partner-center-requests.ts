import { z } from 'zod';
import { PARTNER } from '../world.ts';
import { header, json, parsedJson } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import { customerOf } from './partner-center-customers.ts';
import { partnerCenterRefusal } from './partner-center-errors.ts';
import { ORGANIZATION } from './partner-center-profiles.ts';
import { userWithMfa } from './partner-center-turn.ts';
import type { PartnerCenterTurn } from './partner-center-turn.ts';
import { STATUSES } from './request-book.ts';
import type { FiledRequest } from './request-book.ts';
import { CreateBody, UpdateBody, lowerFirst } from './request-bodies.ts';
import { SUPPORT_TOPICS } from './support-topics.ts';

/** Service requests of the partner, and their topics (cloud-apis 3). */
export const REQUEST_ROUTES: readonly Route<PartnerCenterTurn>[] = [
  { method: 'GET', path: /^\/v1\/servicerequests\/supporttopics$/i, handle: topics },
  { method: 'GET', path: /^\/v1\/servicerequests$/i, handle: list },
  { method: 'POST', path: /^\/v1\/servicerequests\/(?<locale>[^/]+)$/i, handle: (turn, { locale = '' }) => create(turn, locale) },
  { method: 'GET', path: /^\/v1\/servicerequests\/(?<id>[^/]+)$/i, handle: (turn, { id = '' }) => json(200, printed(find(turn, id))) },
  { method: 'PATCH', path: /^\/v1\/servicerequests\/(?<id>[^/]+)$/i, handle: (turn, { id = '' }) => update(turn, id) },
  { method: 'GET', path: /^\/v1\/customers\/(?<id>[^/]+)\/servicerequests$/i, handle: (turn, { id = '' }) => ofCustomer(turn, id) },
];

/** What Partner Center prints for a date that is not set. */
const NO_DATE = '0001-01-01T00:00:00';
const NOBODY = { organization: ORGANIZATION, contactId: null, lastName: null, firstName: null, email: null, phoneNumber: null };

function topics(turn: PartnerCenterTurn): CloudReply {
  userWithMfa(turn);
  const language = header(turn.request, 'x-locale')?.slice(0, 2).toLowerCase();
  const locale = language === 'fr' || language === 'ru' ? language : 'en';
  const items = SUPPORT_TOPICS.map(({ id, name, description }) => ({
    name: name[locale],
    description: description[locale],
    id,
    attributes: { objectType: 'SupportTopic' },
  }));
  return json(200, { totalCount: items.length, items, attributes: { objectType: 'Collection' } });
}

function create(turn: PartnerCenterTurn, agentLocale: string): CloudReply {
  userWithMfa(turn);
  const { request, state } = turn;
  if (!/^[a-z]{2}-[A-Z]{2}$/.test(agentLocale)) throw partnerCenterRefusal(turn, 400, '3000', 'The agent locale is invalid.');
  const body = bodyOf(turn, CreateBody, '3000');
  const topic = SUPPORT_TOPICS.find(({ id }) => String(id) === body.supportTopicId);
  if (topic === undefined) throw partnerCenterRefusal(turn, 400, '800002', 'Invalid input: the support topic is unknown.');

  const requestId = header(request, 'ms-requestid')?.toLowerCase();
  const known = requestId === undefined || state.behaviour.ignoreRequestId ? undefined : state.serviceRequests.byRequestId(requestId);
  const filed =
    known ??
    state.serviceRequests.file({
      requestId,
      title: body.title,
      description: body.description,
      severity: body.severity,
      supportTopicId: body.supportTopicId,
      supportTopicName: body.supportTopicName ?? topic.name.en,
      primaryContact: body.primaryContact ?? null,
      countryCode: body.countryCode ?? null,
    });
  // The answer to a creation carries no dates and no status yet.
  const fresh = { ...printed(filed), status: 'none', createdDate: NO_DATE, lastModifiedDate: NO_DATE, lastClosedDate: NO_DATE, notes: [] };
  return json(201, fresh);
}

const Filter = z.object({ Field: z.literal('Status'), Value: z.string(), Operator: z.literal('equals') });
const Page = z.object({ size: z.coerce.number().int().min(0), offset: z.coerce.number().int().min(0) });

function list(turn: PartnerCenterTurn): CloudReply {
  userWithMfa(turn);
  const { query } = turn.request;
  const page = Page.safeParse({ size: query.get('size') ?? 0, offset: query.get('offset') ?? 0 });
  if (!page.success) throw partnerCenterRefusal(turn, 400, '3000', 'The page is invalid.');
  const wanted = statusWanted(turn);
  const found = turn.state.serviceRequests
    .all()
    .filter(({ status }) => wanted === undefined || status === wanted)
    .toSorted((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
  const { offset } = page.data;
  const { largestPage, offsetCounts } = turn.state.behaviour;
  const size = Math.min(page.data.size === 0 ? found.length : page.data.size, largestPage ?? Infinity);
  const start = offsetCounts === 'items' ? offset : offset * size;
  const items = found.slice(start, start + size);
  const at = (other: number) => ({ uri: `/servicerequests?size=${page.data.size}&offset=${other}`, method: 'GET', headers: [] });
  const next = offsetCounts === 'items' ? offset + size : offset + 1;
  return json(200, {
    totalCount: found.length,
    items: items.map(listed),
    links: { self: at(offset), ...(found.length > start + size ? { next: at(next) } : {}) },
    attributes: { objectType: 'Collection' },
  });
}

/** The status of `filter` (SDK) or of `Field` and `Value` (newer reference). */
function statusWanted(turn: PartnerCenterTurn): FiledRequest['status'] | undefined {
  const { query } = turn.request;
  const text =
    query.get('filter') ??
    (query.has('Field') ? JSON.stringify({ Field: query.get('Field'), Value: query.get('Value'), Operator: 'equals' }) : null);
  if (text === null) return undefined;
  const filter = Filter.safeParse(parsedJson(text));
  const status = STATUSES.find((each) => filter.success && each.replace('_', '') === filter.data.Value.toLowerCase().replace('_', ''));
  if (status === undefined)
    throw partnerCenterRefusal(turn, 400, '3000', 'The filter is invalid: only Status can be searched, with equals.');
  return status;
}

function find(turn: PartnerCenterTurn, id: string): FiledRequest {
  userWithMfa(turn);
  const found = turn.state.serviceRequests.find(id);
  if (found === undefined) throw partnerCenterRefusal(turn, 404, '1000', 'No service request matches the given id.');
  return found;
}

/** Takes a note and the status `closed`, nothing else: no document shows more. */
function update(turn: PartnerCenterTurn, id: string): CloudReply {
  const filed = find(turn, id);
  const { newNote, status } = bodyOf(turn, UpdateBody, '800002');
  if (newNote !== undefined && newNote !== null)
    turn.state.serviceRequests.addNote(filed, newNote.createdByName ?? PARTNER.name, newNote.text);
  if (status !== undefined && status !== filed.status) turn.state.serviceRequests.setStatus(filed, status);
  return turn.state.behaviour.patchAnswers === 204 ? { status: 204, headers: {}, body: '' } : json(200, printed(filed));
}

/** Requests filed in a customer's own portals, with enumerations as numbers: the documented difference to the partner's list. */
function ofCustomer(turn: PartnerCenterTurn, id: string): CloudReply {
  const { name, tenantId } = customerOf(turn, id);
  const items = [
    {
      title: `${name}: shared mailbox cannot be opened`,
      id: `1500000000000${tenantId.slice(-2)}`,
      severity: 3,
      status: 1,
      createdDate: '2026-03-02T10:01:13.02Z',
      lastModifiedDate: '2026-03-03T15:44:50.41Z',
      lastClosedDate: NO_DATE,
      notes: [],
      attributes: { objectType: 'ServiceRequest' },
    },
  ];
  return json(200, { totalCount: items.length, items, attributes: { objectType: 'Collection' } });
}

function printed(filed: FiledRequest): Record<string, unknown> {
  const { requestId: _, ...shown } = filed;
  return {
    ...shown,
    organization: ORGANIZATION,
    primaryContact: filed.primaryContact ?? NOBODY,
    lastUpdatedBy: null,
    productName: null,
    productId: '0',
    lastClosedDate: filed.lastClosedDate ?? NO_DATE,
    fileLinks: [],
    attributes: { objectType: 'ServiceRequest' },
  };
}

/** As the list prints it: without the long text and the contact, like the documented sample. */
function listed(filed: FiledRequest): Record<string, unknown> {
  const { description: _text, primaryContact: _contact, ...shown } = printed(filed);
  return shown;
}

function bodyOf<T>(turn: PartnerCenterTurn, schema: z.ZodType<T>, code: string): T {
  const body = schema.safeParse(lowerFirst(parsedJson(turn.request.body)));
  if (body.success) return body.data;
  const names = [...new Set(body.error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw partnerCenterRefusal(turn, 400, code, `Invalid property: ${names}.`);
}
