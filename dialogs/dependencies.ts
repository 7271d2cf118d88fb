import type { AdaptiveCard } from '../cards/render.ts';
import type { Cloud, SupportPlan } from '../src/domain/cloud.ts';
import type { BotError } from '../src/domain/errors.ts';
import type { FindNearCommand, ReadCommand } from '../src/domain/command.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { SupportStatement } from '../src/domain/support-statement.ts';
import type { AccessStore } from '../src/ports/access-store.ts';
import type { AdminPortals } from '../src/ports/admin-portals.ts';
import type { AnnouncementStore } from '../src/ports/announcement-store.ts';
import type { AzureProblemStore } from '../src/ports/azure-problem-store.ts';
import type { BoardStore } from '../src/ports/board-store.ts';
import type { CasePostStore } from '../src/ports/case-post-store.ts';
import type { CaseStatistics, CaseStore } from '../src/ports/case-store.ts';
import type { CustomerStore } from '../src/ports/customer-store.ts';
import type { DeliveryLedger } from '../src/ports/delivery-ledger.ts';
import type { DeliveryStore } from '../src/ports/delivery-store.ts';
import type { DigestStore } from '../src/ports/digest-store.ts';
import type { DraftStore } from '../src/ports/draft-store.ts';
import type { EscalationChannels } from '../src/ports/escalation-channels.ts';
import type { FileDelivery } from '../src/ports/file-delivery.ts';
import type { FileReading } from '../src/ports/file-reading.ts';
import type { FollowStore } from '../src/ports/follow-store.ts';
import type { IncidentReach } from '../src/ports/incident-reach.ts';
import type { IncidentStore } from '../src/ports/incident-store.ts';
import type { JobQueue } from '../src/ports/job-queue.ts';
import type { PastRequests } from '../src/ports/past-requests.ts';
import type { PlanFile } from '../src/ports/plan-file.ts';
import type { PlanStore } from '../src/ports/plan-store.ts';
import type { PlanUploadStore } from '../src/ports/plan-upload-store.ts';
import type { PublisherStore } from '../src/ports/publisher-store.ts';
import type { RequestStore } from '../src/ports/request-store.ts';
import type { ShiftCalendar } from '../src/ports/shift-calendar.ts';
import type { ShiftStore } from '../src/ports/shift-store.ts';
import type { WriteSheet } from '../src/ports/spreadsheet.ts';
import type { TagStore } from '../src/ports/tag-store.ts';
import type { TopicStore } from '../src/ports/topic-store.ts';
import type { TurnStore } from '../src/ports/turn-store.ts';
import type { WatchReach } from '../src/ports/watch-reach.ts';
import type { WatchStore } from '../src/ports/watch-store.ts';
import type { ActOnCase } from '../src/use-cases/act-on-case.ts';
import type { AzureSubscriptions } from '../src/use-cases/azure-subscriptions.ts';
import type { AzureTicketsOf } from '../src/use-cases/azure-tickets-of.ts';
import type { CaseViews } from '../src/use-cases/case-view.ts';
import type { ChannelAudience } from '../src/use-cases/channel-audience.ts';
import type { CheckAccess } from '../src/use-cases/check-access.ts';
import type { CheckSetup } from '../src/use-cases/check-setup.ts';
import type { ChangeRequest } from '../src/use-cases/change-request.ts';
import type { ColleaguesWhoCan } from '../src/use-cases/colleagues-who-can.ts';
import type { EstateOf } from '../src/use-cases/customer-estate.ts';
import type { CustomerGate } from '../src/use-cases/customer-gate.ts';
import type { FindCustomer } from '../src/use-cases/find-customer.ts';
import type { ForeseeCase } from '../src/use-cases/foresee-case.ts';
import type { HandOverDraft } from '../src/use-cases/hand-over-draft.ts';
import type { OpenCase } from '../src/use-cases/open-case.ts';
import type { PartnerRelation } from '../src/use-cases/partner-relation.ts';
import type { PreviewEscalation } from '../src/use-cases/preview-escalation.ts';
import type { RecognisePerson } from '../src/use-cases/recognise-person.ts';
import type { RepostCase } from '../src/use-cases/repost-case.ts';
import type { ReadPlanFile } from '../src/use-cases/read-plan-file.ts';
import type { ReadRequest } from '../src/use-cases/read-request.ts';
import type { SavePlan } from '../src/use-cases/save-plan.ts';
import type { SetUpChannel } from '../src/use-cases/set-up-channel.ts';
import type { ShowHealth } from '../src/use-cases/show-health.ts';
import type { ShowIncident } from '../src/use-cases/show-incident.ts';
import type { ShowPortals } from '../src/use-cases/show-portals.ts';
import type { SubmitReport } from '../src/use-cases/submit-report.ts';
import type { WhoIsOnCall } from '../src/use-cases/who-is-on-call.ts';
import type { FindWhoIsTold } from '../src/use-cases/who-is-told.ts';

/** Everything the dialogs use. Each ability takes the part it needs. */
export interface DialogDependencies {
  readonly customers: CustomerStore;
  readonly drafts: DraftStore;
  readonly requests: RequestStore;
  readonly topics: TopicStore;
  readonly turns: Pick<TurnStore, 'setLocale' | 'localeOf'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly portals: AdminPortals;
  readonly publishers: PublisherStore;
  readonly gate: CustomerGate;
  readonly checkAccess: CheckAccess;
  readonly endingAccess: Pick<AccessStore, 'ending' | 'refreshedAt'>;
  readonly findCustomer: FindCustomer;
  /** Reads a line as if it had been typed. */
  readonly readCommand: ReadCommand;
  readonly nearCommand: FindNearCommand;
  readonly showHealth: ShowHealth;
  readonly incidents: Pick<IncidentStore, 'byId' | 'byIds'>;
  readonly incidentReach: IncidentReach;
  readonly follows: FollowStore;
  /** What was announced of an incident, and what became of it. */
  readonly announcements: Pick<AnnouncementStore, 'current'>;
  readonly deliveries: Pick<DeliveryStore, 'foundCard'>;
  readonly ledger: DeliveryLedger;
  readonly board: BoardStore;
  /** How often each customer's health is read. */
  readonly healthIntervalMs: number;
  readonly tags: TagStore;
  readonly watches: WatchStore;
  readonly watchReach: WatchReach;
  readonly whoIsTold: FindWhoIsTold;
  readonly digests: Pick<DigestStore, 'incidents' | 'hits'>;
  /** How this partner escalates. */
  readonly plans: PlanStore;
  /** The experts' channels. */
  readonly escalationChannels: EscalationChannels;
  readonly savePlan: SavePlan;
  readonly previewEscalation: PreviewEscalation;
  readonly planFile: Pick<PlanFile, 'write'>;
  readonly readPlanFile: ReadPlanFile;
  readonly planUploads: PlanUploadStore;
  readonly setUpChannel: SetUpChannel;
  readonly checkSetup: CheckSetup;
  readonly writeSheet: WriteSheet;
  readonly files: FileDelivery;
  readonly fileReading: FileReading;
  readonly showIncident: ShowIncident;
  readonly showPortals: ShowPortals;
  /** What a customer subscribes to; undefined: not known. */
  readonly estateOf: EstateOf;
  readonly readRequest: ReadRequest;
  readonly changeRequest: ChangeRequest;
  readonly submitReport: SubmitReport;
  /** What Azure requests are filed in and under. */
  readonly azureSubscriptions: AzureSubscriptions;
  /** Of the contact in the person's latest request to Azure. */
  readonly lastCountry: PastRequests['lastCountry'];
  readonly azureProblems: Pick<AzureProblemStore, 'best' | 'byId' | 'search' | 'refreshedAt'>;
  /** What is open there, whoever filed it. */
  readonly azureTicketsOf: AzureTicketsOf;
  readonly cases: CaseStore;
  readonly caseStatistics: CaseStatistics;
  readonly openCase: OpenCase;
  readonly actOnCase: ActOnCase;
  /** What the cards of a case show. */
  readonly caseViews: CaseViews;
  readonly casePosts: Pick<CasePostStore, 'foundCard'>;
  readonly repostCase: RepostCase;
  readonly recognise: RecognisePerson;
  readonly colleaguesWhoCan: ColleaguesWhoCan;
  readonly handOver: HandOverDraft;
  readonly whoIsOnCall: WhoIsOnCall;
  readonly shifts: ShiftStore;
  readonly shiftCalendar: ShiftCalendar;
  /** Where a case would go and whom it would call. */
  readonly foreseeCase: ForeseeCase;
  readonly partner: PartnerFacts;
  /** How the partner stands to a customer: decides who files. */
  readonly relationTo: PartnerRelation;
  /** What the administrator has written for customers. */
  readonly supportStatement: SupportStatement;
  readonly audience: Pick<ChannelAudience, 'of'>;
  /** The person's own chat with the bot. */
  readonly ownChat: {
    exists(personId: string): Promise<boolean>;
    /** False when there is no such chat any more. */
    show(personId: string, card: AdaptiveCard): Promise<boolean>;
  };
  /** Shows a draft in the person's own chat with the bot; false when there is none or it cannot be reached. */
  startInPersonalChat(personId: string, draftId: string, reader: { readonly locale: Locale; readonly timeZone: string }): Promise<boolean>;
  /** Logs a failure that is shown inside a card, and gives the id to quote. */
  noteFailure(failure: BotError): string;
}

/** What the configuration says of the partner, as far as filing depends on it. */
export interface PartnerFacts {
  readonly plans: readonly SupportPlan[];
  readonly cloud: Cloud;
  /** Azure Support takes requests by its API (setting AZURE_SUPPORT_API). */
  readonly azureSupportApi: boolean;
  readonly helpdeskFilesCommercial: boolean;
  /** Of the partner's staff, ISO 3166-1 alpha-2: what the contact of an Azure request starts from. */
  readonly country: string | undefined;
  /** Client id of the partner's application, to which each customer consents. */
  readonly applicationId: string;
}
