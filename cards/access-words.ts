import type { AccessFinding } from '../src/domain/access-findings.ts';
import { daysLeft } from '../src/domain/delegated-access.ts';
import { leastRoles, roleName, type RoleAbility } from '../src/domain/entra-role.ts';
import type { Locale } from '../src/domain/locale.ts';
import { ageIn, anyOf, dayIn, momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

/** What the sentences about a customer's access are told with. */
export interface Telling {
  readonly t: Words;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
  readonly tenantId: string;
  /** Client id of the partner's application. */
  readonly applicationId: string;
}

type Of<About extends AccessFinding['about']> = Extract<AccessFinding, { about: About }>;

const ROLES_SHOWN = 6;
const GROUPS_SHOWN = 4;
/** As the interface of Partner Center wants it (cloud-apis 5.5); names of Microsoft's, the same in every language. */
const CONSENT_CALL = (tenantId: string) => `POST /v1/customers/${tenantId}/applicationconsents`;
const CONSENT_PERMISSION = 'ServiceHealth.Read.All';
/** A role of the subscription, not of the directory (cloud-apis 4.9). */
const SUPPORT_ROLE = 'Support Request Contributor';

/** What was found, with its evidence. */
export function evidenceText(telling: Telling, finding: AccessFinding): string {
  const { t, locale, now, timeZone } = telling;
  switch (finding.about) {
    case 'relationship':
      return relationshipText(telling, finding);
    case 'assignment': {
      if (finding.reason === 'not-read') return t('access.notRead');
      const { groupIds, roles, holders } = finding.held;
      if (finding.reason === 'held') return t('access.assignment.held', { count: groupIds.length, roles: roleNames(t, roles) });
      if (finding.reason !== 'not-held') return t(`access.assignment.${finding.reason}`);
      return t('access.assignment.not-held', {
        count: holders.length,
        groups: some(
          t,
          holders.map((id) => safe(id, LIMITS.listedName)),
          GROUPS_SHOWN,
        ),
      });
    }
    case 'health':
    case 'requests':
      return finding.reason === 'not-read'
        ? t('access.notRead')
        : t(`access.byRole.${finding.reason}`, { roles: roleNames(t, finding.roles) });
    case 'azure':
      return azureText(t, finding);
    case 'azure-only':
      return t(`access.azure-only.${finding.reason}`, { age: finding.readAt === undefined ? '' : ageIn(locale, finding.readAt, now) });
    case 'indirect':
      return t('access.indirect.provider', { provider: safe(finding.providerTenantId, LIMITS.listedName) });
    case 'consent': {
      const { readAt, failedSince, failure } = finding.evidence ?? {};
      return t(`access.consent.${finding.reason}`, {
        age: readAt === undefined ? '' : ageIn(locale, readAt, now),
        moment: failedSince === undefined ? t('words.unknown') : momentIn(locale, timeZone, failedSince),
        code: safe(failure?.vendorCode ?? failure?.code ?? '', LIMITS.listedName),
        what: failure === undefined ? '' : t(`errors.${failure.code}.what`),
      });
    }
  }
}

function relationshipText({ t, locale, now }: Telling, { reason, relationship }: Of<'relationship'>): string {
  if (reason === 'not-read') return t('access.notRead');
  const { endsAt, autoExtends = false, rawStatus = '' } = relationship ?? {};
  const sentence = t(`access.relationship.${reason}`, {
    until: untilText(t, locale, endsAt, now),
    date: endsAt === undefined ? t('words.unknown') : dayOf(locale, endsAt),
    status: safe(rawStatus, LIMITS.status),
  });
  const extendable = endsAt !== undefined && (reason === 'active' || reason === 'ending');
  return extendable ? `${sentence} ${t(`access.extends.${autoExtends ? 'yes' : 'no'}`)}` : sentence;
}

/** "until 4 May 2027 (12 days left)" */
export function untilText(t: Words, locale: Locale, endsAt: Date | undefined, now: Date): string {
  return endsAt === undefined ? t('access.noEnd') : t('access.until', { date: dayOf(locale, endsAt), count: daysLeft(endsAt, now) });
}

function dayOf(locale: Locale, moment: Date): string {
  return dayIn(locale, moment.toISOString().slice(0, 10));
}

/** Where the rules of filing have the sentence, it is the same here. */
function azureText(t: Words, { reason }: Of<'azure'>): string {
  switch (reason) {
    case 'subscription-decides':
      return t('access.azure.subscription-decides');
    case 'helpdesk':
      return t('routes.notes.helpdesk-in-azure');
    case 'provider':
      return t('routes.notes.provider-grants-azure');
    case 'no-role':
      return t('routes.notes.no-access-yet');
    case 'not-read':
      return t('access.notRead');
  }
}

/** Who does what now, one paragraph each; none when nothing needs to be done, or the evidence says it already. */
export function nextSteps({ t, locale, tenantId, applicationId }: Telling, finding: AccessFinding): readonly string[] {
  const ask = (ability: RoleAbility) => [t('access.byRoleNext', { roles: leastRoleNames(locale, ability) })];
  if (finding.reason === 'not-read' && finding.about !== 'azure-only') return [t('access.again')];
  switch (finding.about) {
    case 'relationship':
      return relationshipSteps(t, finding);
    case 'assignment':
      if (finding.reason === 'not-held') return [t('access.assignmentNext.join')];
      return finding.reason === 'nobody-holds' ? [t('access.assignmentNext.assign')] : [];
    case 'health':
      return finding.reason === 'no-such-role' ? ask('read-health') : [];
    case 'requests':
      return finding.reason === 'no-such-role' ? ask('open-requests') : [];
    case 'azure':
      return finding.reason === 'subscription-decides' ? [t('access.azureNext', { role: SUPPORT_ROLE })] : [];
    case 'azure-only':
      return finding.reason === 'only' ? [t('access.azureOnlyNext')] : [];
    case 'indirect':
      return [t('access.indirectNext')];
    case 'consent':
      if (finding.reason !== 'missing') return [];
      return [
        t('access.consentNext.who', { roles: leastRoleNames(locale, 'consent') }),
        t('access.consentNext.how', { call: CONSENT_CALL(tenantId), application: applicationId, permission: CONSENT_PERMISSION }),
        t('access.consentNext.conflict'),
      ];
  }
}

function relationshipSteps(t: Words, { reason, relationship }: Of<'relationship'>): readonly string[] {
  switch (reason) {
    case 'active':
    case 'not-read':
      return [];
    case 'ending':
      return relationship?.autoExtends === true ? [] : [t('access.relationshipNext.renew')];
    case 'termination-requested':
      return [t('access.relationshipNext.talk')];
    case 'being-set-up':
      return [t('access.relationshipNext.wait')];
    case 'awaiting-approval':
      return [t('access.relationshipNext.approve')];
    case 'unknown-status':
      return [t('access.relationshipNext.look')];
    case 'expired':
    case 'ended':
    case 'none':
      return [t('access.relationshipNext.ask')];
  }
}

function leastRoleNames(locale: Locale, ability: RoleAbility | 'consent'): string {
  return anyOf(locale, leastRoles(ability).map(roleName));
}

/** An id that we know no name for is shown as it is. */
function roleNames(t: Words, roleIds: readonly string[]): string {
  return some(
    t,
    roleIds.map((id) => safe(roleName(id), LIMITS.listedName)),
    ROLES_SHOWN,
  );
}

function some(t: Words, items: readonly string[], shown: number): string {
  const hidden = items.length - shown;
  return [...items.slice(0, shown), ...(hidden > 0 ? [t('words.more', { count: hidden })] : [])].join(', ');
}
