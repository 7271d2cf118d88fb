import type { PostParts } from './issue-posts.ts';

/** One post of a seed: its parts, or content as it is on the wire. */
export interface PostSeed extends Omit<PostParts, 'nextUpdateAt' | 'startedAt' | 'endedAt'> {
  /** Hours before now. */
  readonly before: number;
  /** The promise of the next post, in hours after this one. */
  readonly next?: number;
  readonly postType?: string | null;
  readonly contentType?: 'html' | 'text';
  readonly verbatim?: string;
}

/** An issue as it is when the sandbox starts. */
export interface Seed {
  readonly id: string;
  readonly title: string;
  readonly impact: string;
  readonly service: string;
  readonly feature: string | null;
  readonly classification: string;
  readonly status: string;
  readonly highImpact?: boolean | null;
  /** Hours before now. The issue was last changed when its last post was written. */
  readonly began: number;
  readonly ended?: number;
  /** After the first one, which says what the issue is. */
  readonly posts: readonly PostSeed[];
  readonly customers: readonly string[];
}

const QUICK = 'This quick update is designed to give the latest information on this issue.';

/** A post an hour for more than a day: what advisories that drag on look like. */
const DRAGGING_ON: readonly PostSeed[] = Array.from({ length: 28 }, (_, index) => {
  const before = 29 - index;
  if (index % 7 === 3) return { before, status: `We're re-indexing the affected content. ${QUICK}`, next: 2, postType: 'quick' };
  const done = Math.round((index / 28) * 90);
  return {
    before,
    status: `Our re-indexing of the affected content has reached ${done} percent of the affected sites. We're watching the progress and the load that it puts on search, and have no reason to change the estimate.`,
    scope: 'Impact is specific to sites whose content was changed while the faulty build was in service.',
    next: 3,
  };
});

/** What HTML can hold that must not reach a card as it is. */
const RICH_POST = [
  '<p><b>Current status:</b> We&rsquo;re deploying a fix for clients older than build 24&nbsp;&lt;&nbsp;1102 &amp; watching the joins.</p>',
  '<script>document.title = "taken over"</script><style>p { display: none }</style>',
  '<table><tr><th>Client</th><th>Joining</th></tr><tr><td>Desktop</td><td>fails for some</td></tr><tr><td>Web</td><td>works</td></tr></table>',
  '<ul><li>Use the web client meanwhile</li><li>or join by phone</li></ul>',
  '<p>See <a href="https://aka.ms/mtpm">the workaround</a>, <a href="javascript:alert(1)">this</a> and [that](https://evil.example).<img src="x" onerror="alert(1)"></p>',
].join('\n');

export const SEEDS: readonly Seed[] = [
  {
    id: 'EX1083742',
    title: 'Some users see delays when receiving external email messages',
    impact: 'Email from external senders may arrive up to 40 minutes late.',
    service: 'Exchange Online',
    feature: 'E-Mail timely delivery',
    classification: 'incident',
    status: 'serviceDegradation',
    highImpact: null,
    began: 5,
    posts: [
      { before: 4, status: `We've found that a part of the transport infrastructure is short of capacity. ${QUICK}`, postType: 'quick' },
      {
        before: 2.5,
        status: "We're moving mail flow to healthy infrastructure. Queues in two of three regions are back to their usual length.",
        scope: 'Some of the mail from outside the organisation is affected.',
        next: 1.5,
      },
      {
        before: 1,
        moreInfo: 'Mail within the organisation is not delayed. Nothing is lost: what is delayed will be delivered.',
        status: 'The last region is being moved. We expect the queues to be worked off within three hours.',
        scope: 'Some of the mail from outside the organisation is affected.',
        rootCause: 'A routine update took more capacity out of service than was planned.',
        next: 3,
      },
    ],
    customers: [
      'Contoso',
      'Contoso GmbH',
      'Woodgrove Bank',
      'Litware',
      'Żubr Logistyka',
      'Азимут Логистика',
      'Tailspin Toys',
      'Tailwind Traders',
    ],
  },
  {
    id: 'TM1082216',
    title: 'Some users cannot join meetings from the desktop client',
    impact: 'Joining a scheduled meeting from the desktop client may fail; the web client is not affected.',
    service: 'Microsoft Teams',
    feature: 'Teams Components',
    // Documentation samples print PascalCase.
    classification: 'Incident',
    status: 'RestoringService',
    began: 9,
    posts: [
      { before: 6, status: "We've reproduced the failure in our own test environment.", next: 4, postType: 'Regular', contentType: 'text' },
      { before: 2, verbatim: RICH_POST },
    ],
    customers: ['Contoso', 'Contoso Énergie SAS', 'Boulangerie Lefèvre', 'Blue Yonder Airlines', 'Северный ветер', 'Alpine Ski House'],
  },
  {
    id: 'SP1079450',
    title: 'Search results in SharePoint Online may be incomplete',
    impact: 'Files changed in the last two days may be missing from search results.',
    service: 'SharePoint Online',
    feature: 'Search',
    classification: 'advisory',
    status: 'extendedRecovery',
    highImpact: false,
    began: 30,
    posts: DRAGGING_ON,
    customers: ['Contoso GmbH', 'Fabrikam', 'Bellows College', 'Müller Präzisionstechnik GmbH', 'Полярная звезда'],
  },
  {
    id: 'CR1081907',
    title: 'Users may be unable to open model-driven apps',
    impact: 'Opening a model-driven app in Dynamics 365 fails with a time-out for most users in the affected region.',
    service: 'Dynamics 365 Apps',
    feature: 'Sign-in and access',
    classification: 'incident',
    status: 'serviceInterruption',
    highImpact: true,
    began: 3,
    posts: [
      {
        before: 1.5,
        status: 'Restarting the gateways has helped for minutes only. We are taking a recent change out of service.',
        next: 1,
      },
      {
        before: 0.5,
        status: 'The change is out of service in the first of four data centers, where apps open again.',
        scope: 'Most users in the European region are affected.',
        rootCause: 'A change of the gateways does not close idle connections.',
        next: 1,
      },
    ],
    customers: ['Fabrikam', 'Adventure Works Cycles', 'Čapek Robotika s.r.o.', 'Северный ветер'],
  },
  {
    id: 'IT1080033',
    title: 'Device compliance state may be reported late',
    impact: 'Newly enrolled devices may show as not evaluated for up to eight hours.',
    service: 'Microsoft Intune',
    feature: 'Device compliance',
    classification: 'advisory',
    // Not in the documented list: clients must bear it.
    status: 'mitigationInProgress',
    highImpact: null,
    began: 20,
    posts: [
      {
        before: 4,
        status: 'Additional workers evaluate the devices that are waiting.',
        moreInfo: 'An administrator can ask a single device to check in, which evaluates it at once.',
        next: 24,
        contentType: 'text',
        postType: null,
      },
    ],
    customers: ['Contoso Énergie SAS', 'Woodgrove Bank', 'Østfjord Shipping AS', 'Humongous Insurance'],
  },
  {
    id: 'MO1082790',
    title: 'Some admins see errors in the Microsoft 365 admin center',
    impact: 'Pages of the admin center may load slowly or fail.',
    service: 'Microsoft 365 suite',
    feature: null,
    classification: 'incident',
    status: 'investigating',
    highImpact: false,
    began: 1.5,
    posts: [{ before: 0.75, status: "We're analysing network traces of the failing pages.", next: 2 }],
    customers: ['Trey Research', 'Grön Skog AB', 'Wide World Importers', 'Blue Yonder Airlines', 'Ювелирный дом «Янтарь»'],
  },
  {
    id: 'EX1071122',
    title: 'Some users could not sign in to Outlook on the web',
    impact: 'Users may have seen an error page when they opened Outlook on the web.',
    service: 'Exchange Online',
    feature: 'Sign-in',
    classification: 'Incident',
    status: 'PostIncidentReviewPublished',
    highImpact: true,
    began: 80,
    ended: 75,
    posts: [
      { before: 78, status: "We've found the change that makes sign-in fail and are reverting it.", next: 2 },
      {
        before: 75,
        finalStatus: 'The change was reverted, and users can sign in again.',
        rootCause: 'A change of how sessions are renewed.',
      },
      { before: 60, verbatim: 'A post-incident report has been published.', postType: 'strategic' },
    ],
    customers: ['Contoso', 'Fabrikam', 'Woodgrove Bank', 'Wingtip Toys'],
  },
];
