import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { keptIn } from './kept-file.ts';
import { TicketContent } from './ticket-bodies.ts';

const Communication = z.object({
  name: z.string(),
  communicationType: z.enum(['web', 'phone']),
  /** `inbound`: from Microsoft. */
  communicationDirection: z.enum(['inbound', 'outbound']),
  sender: z.string(),
  subject: z.string(),
  body: z.string(),
  createdDate: z.string(),
});
export type Communication = z.infer<typeof Communication>;

const Ticket = z.object({
  subscriptionId: z.string(),
  name: z.string(),
  content: TicketContent,
  /** The number that people use. */
  supportTicketId: z.string(),
  status: z.enum(['Open', 'Closed', 'Updating']),
  createdDate: z.string(),
  modifiedDate: z.string(),
  /** Address of the engineer who works on it. */
  supportEngineer: z.string().nullable(),
  communications: z.array(Communication),
});
/** A support ticket as Azure keeps it. */
export type Ticket = z.infer<typeof Ticket>;

const Operation = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  /** Name of the ticket it is about. */
  ticket: z.string(),
  /** The communication it adds. */
  communication: z.string().optional(),
  startTime: z.string(),
  endTime: z.string(),
  /** What it creates at its end. */
  creates: TicketContent.optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
/** Something that Azure does in its own time. */
export type Operation = z.infer<typeof Operation>;

interface Beginning extends Omit<Operation, 'id' | 'startTime' | 'endTime'> {
  readonly seconds: number;
}

/** The support tickets created in Azure, and what is under way. Names are compared without regard to case. */
export interface TicketBook {
  /** In the order of creation. */
  all(): readonly Ticket[];
  find(subscriptionId: string, name: string): Ticket | undefined;
  /** The creation of a ticket that has not ended yet. */
  creation(subscriptionId: string, name: string): Operation | undefined;
  /** Begins an operation that takes so many seconds. */
  begin(operation: Beginning): Operation;
  operation(subscriptionId: string, id: string): Operation | undefined;
  hasEnded(operation: Operation): boolean;
  addCommunication(ticket: Ticket, communication: Omit<Communication, 'communicationType' | 'createdDate'>): Communication;
  change(ticket: Ticket, change: Partial<Pick<Ticket, 'status' | 'supportEngineer' | 'content'>>): void;
}

const Books = z.object({ tickets: z.array(Ticket), operations: z.array(Operation) });

/** An empty book, or the one kept in `file`. */
export function openTicketBook(now: () => Date, file: string | undefined): TicketBook {
  const { value: books, save } = keptIn(file, Books, { tickets: [], operations: [] });
  const { tickets, operations } = books;

  const hasEnded = ({ endTime }: Operation): boolean => new Date(endTime) <= now();
  const inBook = (subscriptionId: string, name: string) => (one: { subscriptionId: string; name: string }) =>
    one.subscriptionId === subscriptionId && one.name.toLowerCase() === name.toLowerCase();

  /** Tickets whose creation has ended come to be. */
  function settle(): readonly Ticket[] {
    const due = operations.filter((operation) => operation.creates !== undefined && hasEnded(operation));
    for (const operation of due) {
      const { subscriptionId, ticket: name, creates, endTime } = operation;
      delete operation.creates;
      if (operation.error !== undefined || creates === undefined) continue;
      tickets.push({
        subscriptionId,
        name,
        content: creates,
        supportTicketId: nextNumber(),
        status: 'Open',
        createdDate: endTime,
        modifiedDate: endTime,
        supportEngineer: null,
        communications: [],
      });
    }
    if (due.length > 0) save();
    return tickets;
  }

  /** Sixteen digits that begin with the day, as in the documented sample. */
  function nextNumber(): string {
    const day = now().toISOString().slice(2, 10).replaceAll('-', '');
    const wanted = BigInt(`${day}0010000001`);
    const last = BigInt(tickets.at(-1)?.supportTicketId ?? 0);
    return String(wanted > last ? wanted : last + 1n);
  }

  return {
    all: settle,
    find: (subscriptionId, name) => settle().find(inBook(subscriptionId, name)),
    hasEnded,
    operation: (subscriptionId, id) => operations.find((operation) => operation.subscriptionId === subscriptionId && operation.id === id),

    creation(subscriptionId, name) {
      const same = inBook(subscriptionId, name);
      return operations.find(
        (operation) =>
          operation.creates !== undefined &&
          !hasEnded(operation) &&
          same({ subscriptionId: operation.subscriptionId, name: operation.ticket }),
      );
    },

    begin({ seconds, ...operation }) {
      const start = now().getTime();
      const begun = {
        ...operation,
        id: randomUUID(),
        startTime: new Date(start).toISOString(),
        endTime: new Date(start + seconds * 1000).toISOString(),
      };
      operations.push(begun);
      save();
      return begun;
    },

    addCommunication(ticket, communication) {
      const added = { ...communication, communicationType: 'web' as const, createdDate: now().toISOString() };
      ticket.communications.push(added);
      ticket.modifiedDate = added.createdDate;
      save();
      return added;
    },

    change(ticket, change) {
      Object.assign(ticket, change, { modifiedDate: now().toISOString() });
      save();
    },
  };
}
