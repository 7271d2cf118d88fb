import type { ServiceRequest } from './service-request.ts';

/** A request in a table of many: without its texts. */
export type RequestLine = Pick<
  ServiceRequest,
  | 'id'
  | 'reference'
  | 'tenantId'
  | 'customerName'
  | 'product'
  | 'nature'
  | 'category'
  | 'title'
  | 'severity'
  | 'route'
  | 'state'
  | 'deskStatus'
  | 'ended'
  | 'number'
  | 'ownTicket'
  | 'personName'
  | 'createdAt'
  | 'filedAt'
  | 'responseDueAt'
  | 'respondedAt'
  | 'updatedAt'
>;
