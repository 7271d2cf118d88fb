import { z } from 'zod';
import { keptIn } from './kept-file.ts';

export const SEVERITIES = ['unknown', 'critical', 'moderate', 'minimal'] as const;
export const STATUSES = ['none', 'open', 'closed', 'attention_needed'] as const;

const Organization = z.object({ id: z.string().nullable(), name: z.string().nullable(), phoneNumber: z.string().nullable() });

const FiledRequest = z.object({
  id: z.string(),
  /** Idempotency key of its creation. */
  requestId: z.string().optional(),
  title: z.string(),
  description: z.string(),
  severity: z.enum(SEVERITIES),
  status: z.enum(STATUSES),
  supportTopicId: z.string(),
  supportTopicName: z.string().nullable(),
  primaryContact: z
    .object({
      organization: Organization,
      contactId: z.string().nullable(),
      lastName: z.string().nullable(),
      firstName: z.string().nullable(),
      email: z.string().nullable(),
      phoneNumber: z.string().nullable(),
    })
    .nullable(),
  countryCode: z.string().nullable(),
  createdDate: z.string(),
  lastModifiedDate: z.string(),
  lastClosedDate: z.string().nullable(),
  notes: z.array(z.object({ createdByName: z.string(), createdDate: z.string(), text: z.string() })),
});

/** A service request as Partner Center keeps it. */
export type FiledRequest = z.infer<typeof FiledRequest>;

type NewRequest = Omit<FiledRequest, 'id' | 'status' | 'createdDate' | 'lastModifiedDate' | 'lastClosedDate' | 'notes'>;

/** The service requests filed with Partner Center. */
export interface RequestBook {
  /** In the order of filing. */
  all(): readonly FiledRequest[];
  find(id: string): FiledRequest | undefined;
  byRequestId(requestId: string): FiledRequest | undefined;
  file(request: NewRequest): FiledRequest;
  addNote(request: FiledRequest, by: string, text: string): void;
  setStatus(request: FiledRequest, status: FiledRequest['status']): void;
}

/** An empty book, or the one kept in `file`. */
export function openRequestBook(now: () => Date, file: string | undefined): RequestBook {
  const { value: filed, save } = keptIn(file, z.array(FiledRequest), []);

  function changed(request: FiledRequest): void {
    request.lastModifiedDate = now().toISOString();
    save();
  }

  /** Fifteen digits, as in the documented sample; taken from the clock, so no number returns in a later run. */
  function nextId(): string {
    const wanted = BigInt(`6${String(now().getTime()).padStart(13, '0')}0`);
    const last = BigInt(filed.at(-1)?.id ?? 0);
    return String(wanted > last ? wanted : last + 1n);
  }

  return {
    all: () => filed,
    find: (id) => filed.find((request) => request.id === id),
    byRequestId: (requestId) => filed.find((request) => request.requestId === requestId),

    file(request) {
      const at = now().toISOString();
      const added: FiledRequest = {
        ...request,
        id: nextId(),
        status: 'open',
        createdDate: at,
        lastModifiedDate: at,
        lastClosedDate: null,
        notes: [],
      };
      filed.push(added);
      save();
      return added;
    },

    addNote(request, by, text) {
      request.notes.push({ createdByName: by, createdDate: now().toISOString(), text });
      changed(request);
    },

    setStatus(request, status) {
      request.status = status;
      request.lastClosedDate = status === 'closed' ? now().toISOString() : request.lastClosedDate;
      changed(request);
    },
  };
}
