import { needsWayWithoutRights, type AccessFinding, type Verdict } from '../src/domain/access-findings.ts';
import { isOwnTenant, type Customer, type CustomerAccess } from '../src/domain/customer.ts';
import { ROLES_AS_OF } from '../src/domain/entra-role.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { PartnerRole } from '../src/domain/roles.ts';
import { ageIn, dayIn, momentIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { evidenceText, nextSteps, type Telling } from './access-words.ts';
import layout from './access.json' with { type: 'json' };
import { badge, type Tone } from './badge.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { ACCESS_TONES } from './customer.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface AccessView {
  readonly customer: Customer;
  readonly roles: readonly PartnerRole[];
  readonly access: CustomerAccess;
  readonly findings: readonly AccessFinding[];
  /** When relationships and assignments were read. */
  readonly readAt: Date | undefined;
  /** Why there is nothing newer. */
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  /** Everybody with a role is let in, by setting. */
  readonly gateOpen: boolean;
  readonly applicationId: string;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = { yes: 'good', no: 'attention', unknown: 'plain' };

/** Whether this person has the access: each step with its verdict, the evidence, and who does what now. Actions `access.…`, `admin.withoutRights`. */
export function accessCard(locale: Locale, view: AccessView): AdaptiveCard {
  const t = words(locale);
  const { customer, access, failure, readAt, now, timeZone } = view;
  const telling: Telling = { t, locale, timeZone, now, tenantId: customer.tenantId, applicationId: view.applicationId };
  const own = isOwnTenant(customer);
  const overall = own ? badge(t('customer.ownTenant'), 'accent') : badge(t(`customer.access.${access}`), ACCESS_TONES[access]);
  return render(locale, {
    fallbackText: t('words.labelled', { label: plain(customer.name, LIMITS.name), text: overall.text }),
    eyebrow: t('access.eyebrow'),
    title: safe(customer.name, LIMITS.name),
    badge: overall,
    rolesText: t('access.yourRoles', { roles: view.roles.map((role) => t(`roles.${role}`)).join(', ') }),
    remarks: [...(own ? [{ text: t('customer.ownTenantText') }] : []), ...(view.gateOpen ? [{ text: t('access.gateOpen') }] : [])],
    failures:
      failure === undefined
        ? []
        : [
            {
              what: t(`errors.${failure.code}.what`),
              means: readAt === undefined ? t('access.neverRead') : t('access.lastKnown', { age: ageIn(locale, readAt, now) }),
              quote: t('words.quote', { id: safe(failure.errorId, LIMITS.line) }),
            },
          ],
    findings: view.findings.map((finding) => ({
      heading: t(`access.${finding.about}.title`),
      badge: badge(t(`access.verdicts.${finding.verdict}`), toneOf(finding)),
      text: evidenceText(telling, finding),
      next: nextSteps(telling, finding).map((text, index) => ({ text: index === 0 ? t('access.next', { text }) : text })),
    })),
    sources: own
      ? []
      : [
          { text: t('access.rolesSource', { date: dayIn(locale, ROLES_AS_OF) }) },
          ...(readAt === undefined
            ? []
            : [{ text: t('words.updated', { age: ageIn(locale, readAt, now), moment: momentIn(locale, timeZone, readAt) }) }]),
        ],
    buttons: buttons(view),
  });

  function buttons({ findings }: AccessView): readonly Button[] {
    const { tenantId } = customer;
    return [
      button(t('access.check'), 'access.check', { tenantId }),
      ...(needsWayWithoutRights(findings)
        ? [button(t('access.withoutRights'), 'admin.withoutRights', { tenantId }, { style: 'positive' })]
        : [commandButton(t, 'health', { tenantId }), commandButton(t, 'report', { tenantId })]),
      button(t('access.checkOther'), 'access.choose', {}),
      button(t('access.endingSoon'), 'access.ending', { page: 0 }),
    ];
  }
}

/** What is neither good nor bad by itself is only told. */
function toneOf({ about, verdict }: AccessFinding): Tone {
  return about === 'azure-only' || about === 'indirect' ? 'plain' : VERDICT_TONES[verdict];
}
