import type { PartnerType, SupportPlan } from '../src/domain/cloud.ts';
import type { BotError } from '../src/domain/errors.ts';
import type { AdminPortals } from '../src/ports/admin-portals.ts';
import type { CustomerStore } from '../src/ports/customer-store.ts';
import type { DraftStore } from '../src/ports/draft-store.ts';
import type { JobQueue } from '../src/ports/job-queue.ts';
import type { RequestStore } from '../src/ports/request-store.ts';
import type { TopicStore } from '../src/ports/topic-store.ts';
import type { TurnStore } from '../src/ports/turn-store.ts';
import type { ChangeRequest } from '../src/use-cases/change-request.ts';
import type { CustomerGate } from '../src/use-cases/customer-gate.ts';
import type { FindCustomer } from '../src/use-cases/find-customer.ts';
import type { ReadRequest } from '../src/use-cases/read-request.ts';
import type { ShowHealth } from '../src/use-cases/show-health.ts';
import type { SubmitReport } from '../src/use-cases/submit-report.ts';

/** Everything the dialogs use. Each ability takes the part it needs. */
export interface DialogDependencies {
  readonly customers: CustomerStore;
  readonly drafts: DraftStore;
  readonly requests: RequestStore;
  readonly topics: TopicStore;
  readonly turns: Pick<TurnStore, 'setLocale'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly portals: AdminPortals;
  readonly gate: CustomerGate;
  readonly findCustomer: FindCustomer;
  readonly showHealth: ShowHealth;
  readonly readRequest: ReadRequest;
  readonly changeRequest: ChangeRequest;
  readonly submitReport: SubmitReport;
  readonly partner: PartnerFacts;
  /** Shows a draft in the person's own chat with the bot; false when there is none or it cannot be reached. */
  startInPersonalChat(personId: string, draftId: string, timeZone: string): Promise<boolean>;
  /** Logs a failure that is shown inside a card, and gives the id to quote. */
  noteFailure(failure: BotError): string;
}

/** What the configuration says of the partner, as far as filing depends on it. */
export interface PartnerFacts {
  readonly type: PartnerType;
  readonly plans: readonly SupportPlan[];
  readonly helpdeskFilesCommercial: boolean;
}
