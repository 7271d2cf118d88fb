import { handedReportCard, type HandedReportView } from '../../../cards/handed-report.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ReportDraft } from '../../domain/report-draft.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { HandOverPost } from '../../ports/hand-over-post.ts';
import type { TurnStore } from '../../ports/turn-store.ts';
import type { WatchStore } from '../../ports/watch-store.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

interface HandOverPostDeps extends ProactiveDeps {
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
  readonly turns: Pick<TurnStore, 'localeOf'>;
  readonly watches: Pick<WatchStore, 'personal'>;
  readonly defaultLocale: Locale;
}

/** Reports that change hands, in the own chat of whoever has them now. */
export function teamsHandOverPost(deps: HandOverPostDeps): HandOverPost {
  const { customers, turns, watches, defaultLocale } = deps;
  const conversations = proactive(deps);

  /** As the person chose it, else as their own chat was last spoken in. */
  async function localeOf(personId: string): Promise<Locale> {
    return (await turns.localeOf(personId)) ?? (await watches.personal(personId))?.locale ?? defaultLocale;
  }

  async function post(draft: ReportDraft, occasion: 'offered' | 'back', by: string): Promise<boolean> {
    const { personId } = draft;
    return send(personId, await localeOf(personId), { draft, customer: await customerOf(draft), occasion, by });
  }

  async function customerOf({ tenantId }: ReportDraft): Promise<Customer | undefined> {
    return tenantId === undefined ? undefined : customers.byTenantId(tenantId);
  }

  async function send(personId: string, locale: Locale, view: HandedReportView): Promise<boolean> {
    return (await conversations.post(personId, cardMessage(handedReportCard(locale, view), true))) !== undefined;
  }

  return {
    offer: (draft) => post(draft, 'offered', draft.handedOverBy?.at(-1)?.personName ?? ''),
    giveBack: (draft, by) => post(draft, 'back', by),

    async taken(draft, by, { to: { personId, locale }, bare }) {
      const customer = bare ? undefined : await customerOf(draft);
      return send(personId, (await turns.localeOf(personId)) ?? locale, { draft, customer, occasion: bare ? 'taken-bare' : 'taken', by });
    },
  };
}
