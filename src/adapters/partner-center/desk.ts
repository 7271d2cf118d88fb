import { createHash, randomUUID } from 'node:crypto';
import type { Locale } from '../../domain/locale.ts';
import { isFiledAs, requestText, requestTitle } from '../../domain/request-text.ts';
import { searchText } from '../../domain/search-text.ts';
import type { DeskRecord, DeskStatus, ServiceRequest } from '../../domain/service-request.ts';
import { SEVERITIES, type Severity } from '../../domain/severity.ts';
import { BackEndError, BotError } from '../../domain/errors.ts';
import type { ServiceDesk } from '../../ports/service-desk.ts';
import type { PartnerCenterClient } from './client.ts';
import { partnerCenterInvalid } from './partner-center-failure.ts';
import { findInBook } from './request-pages.ts';
import { CreatedServiceRequest, ServiceRequestById, SupportTopics, UpdatedServiceRequest, type ServiceRequestBody } from './schema.ts';

const AGENT_LOCALES: Readonly<Record<Locale, string>> = { en: 'en-US', fr: 'fr-FR', ru: 'ru-RU' };
const SEVERITY_NUMBERS: Readonly<Record<string, Severity>> = { 1: 'critical', 2: 'moderate', 3: 'minimal' };
const LONGEST_TITLE = 255;
/** The newer reference's pattern of a number; anything else the back end cannot know. */
const NUMBER = /^(\d{1,10}|\d{15,16}|\d-\d{13})$/;

/** Partner-level service requests: commercial matters, billing, subscriptions, fraud. */
export function partnerCenterDesk(partnerCenter: PartnerCenterClient): ServiceDesk {
  const update = async ({ number = '' }: ServiceRequest, body: object, signal: AbortSignal): Promise<void> => {
    if (!NUMBER.test(number)) throw partnerCenterInvalid('not a number of Partner Center');
    await partnerCenter.write(
      { method: 'PATCH', path: `/servicerequests/${number}`, body, answer: UpdatedServiceRequest, requestId: randomUUID() },
      signal,
    );
  };

  const notOffered = (): Promise<never> => Promise.reject(new BotError('NOT_SUPPORTED_BY_ROUTE', 'Partner Center does not offer it'));

  return {
    routes: ['partner-center'],
    canTrack: true,
    canSetSeverity: false,

    async topics(locale, signal) {
      const { items } = await partnerCenter.get(SupportTopics, '/servicerequests/supporttopics', signal, {
        'X-Locale': AGENT_LOCALES[locale],
      });
      return items.map(({ id, name, description }) => ({ id, name, description: description ?? '' }));
    },

    async file(request, signal) {
      const { id } = await partnerCenter.write(
        {
          method: 'POST',
          path: `/servicerequests/${AGENT_LOCALES[request.language]}`,
          body: bodyOf(request),
          answer: CreatedServiceRequest,
          requestId: request.sendKey,
        },
        signal,
      );
      return { kind: 'filed', number: id };
    },

    async find({ reference }, signal) {
      const found = await findInBook(
        partnerCenter,
        ({ title, description }) => isFiledAs({ title: title ?? '', description: description ?? '' }, reference),
        signal,
      );
      return found && { kind: 'filed', number: found.id, createdAt: found.createdDate ?? undefined };
    },

    async read(request, signal) {
      const { number = '' } = request;
      if (!NUMBER.test(number)) return undefined;
      try {
        return toRecord(await partnerCenter.get(ServiceRequestById, `/servicerequests/${number}`, signal), request);
      } catch (error) {
        if (error instanceof BackEndError && error.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    },

    addNote: (request, { text }, signal) => update(request, { NewNote: { Text: text } }, signal),
    close: (request, signal) => update(request, { Status: 'closed' }, signal),
    follow: notOffered,
    // No document shows that more than a note and the status can be changed (cloud-apis 3.8).
    setSeverity: notOffered,
  };
}

function bodyOf(request: ServiceRequest): object {
  if (request.topicId === undefined) throw partnerCenterInvalid('a support topic is needed');
  const { givenName, surname, email, phone } = request.contact;
  return {
    Title: requestTitle(request, LONGEST_TITLE),
    Description: requestText(request),
    Severity: request.severity,
    SupportTopicId: request.topicId,
    PrimaryContact: { FirstName: givenName, LastName: surname, Email: email, PhoneNumber: phone ?? null },
    Attributes: { ObjectType: 'ServiceRequest' },
  };
}

function toRecord(
  { id, title, status, severity, createdDate, lastModifiedDate, notes }: ServiceRequestBody,
  { contact, personName }: ServiceRequest,
): DeskRecord {
  const ours = new Set([`${contact.givenName} ${contact.surname}`, personName].map(plainName));
  return {
    number: id,
    title: title ?? '',
    status: statusOf(status),
    severity: severityOf(severity),
    owner: undefined,
    createdAt: createdDate ?? undefined,
    updatedAt: lastModifiedDate ?? undefined,
    notes: (notes ?? []).map(({ createdByName, createdDate: at, text }) => ({
      key: noteKeyOf(at ?? undefined, text ?? ''),
      by: createdByName ?? '',
      at: at ?? undefined,
      text: text ?? '',
      // Nothing but a name tells who wrote it (cloud-apis 3.6).
      from: createdByName && ours.has(plainName(createdByName)) ? 'partner' : 'unknown',
    })),
  };
}

/** In any case and order. */
function plainName(name: string): string {
  return searchText(name).plain;
}

/** Notes have no id of their own. */
function noteKeyOf(at: Date | undefined, text: string): string {
  return createHash('sha256')
    .update(`${at?.toISOString() ?? ''} ${text}`)
    .digest('hex')
    .slice(0, 24);
}

/** Words (snake_case or PascalCase) or numbers (cloud-apis 3.7); `unknown` is none. */
function severityOf(raw: string | number | null | undefined): Severity | undefined {
  const word = String(raw ?? '').toLowerCase();
  return SEVERITY_NUMBERS[word] ?? SEVERITIES.find((severity) => severity === word);
}

/** Words (snake_case or PascalCase) or numbers (cloud-apis 3.7); `none` is a fresh one, and what is not known counts as open. */
function statusOf(raw: string | number | null | undefined): DeskStatus {
  const word = String(raw ?? '')
    .replaceAll('_', '')
    .toLowerCase();
  if (word === 'closed' || word === '2') return 'closed';
  return word === 'attentionneeded' || word === '3' ? 'attention-needed' : 'open';
}
