import type { CaseProspect, FirstCall } from '../domain/case-prospect.ts';
import type { EscalationPreview } from '../domain/escalation-preview.ts';
import type { Locale } from '../domain/locale.ts';
import type { Product } from '../domain/product.ts';
import type { Severity } from '../domain/severity.ts';
import type { Clock } from '../ports/clock.ts';
import type { EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { PreviewEscalation } from './preview-escalation.ts';

/** Says before a case is opened where it would go and whom it would call first, by severity: the way of `openCase`, asked ahead. */
export type ForeseeCase = (about: {
  readonly product: Product;
  readonly severities: readonly Severity[];
  readonly tenantId: string | undefined;
  readonly language: Locale;
}) => Promise<readonly CaseProspect[]>;

export function foreseeCase(deps: {
  readonly plans: Pick<PlanStore, 'current'>;
  readonly channels: Pick<EscalationChannels, 'byId'>;
  readonly tags: Pick<TagStore, 'of'>;
  readonly previewEscalation: PreviewEscalation;
  readonly clock: Clock;
}): ForeseeCase {
  const { plans, channels, tags, previewEscalation, clock } = deps;
  return async ({ product, severities, tenantId, language }) => {
    const [plan, given] = await Promise.all([plans.current(), tenantId === undefined ? [] : tags.of(tenantId)]);
    const now = clock.now();
    return Promise.all(
      severities.map(async (severity) => {
        const preview = await previewEscalation(plan, { product, severity, tenantId, tags: given, language }, now);
        const { channelId } = preview.route;
        return {
          severity,
          channel: channelId === undefined ? undefined : await channels.byId(channelId),
          firstCall: firstCall(preview, now),
        };
      }),
    );
  };
}

/** A channel that is called gets a post of its own, and names nobody. */
function firstCall({ moments }: EscalationPreview, now: Date): FirstCall | undefined {
  const first = moments.find(({ kind }) => kind === 'call');
  if (first === undefined) return undefined;
  const people = first.called.flatMap(({ person }) => (person === undefined ? [] : [person.name]));
  const nobodyOn = first.called.flatMap(({ target, person }) => ('rota' in target && person === undefined ? [target.rota] : []));
  return { at: first.at, atOnce: first.at <= now, people: [...new Set(people)], nobodyOn };
}
