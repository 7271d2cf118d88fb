import { resumeDraftCard } from '../../../cards/resume-draft.ts';
import type { Locale } from '../../domain/locale.ts';
import type { CustomerStore } from '../../ports/customer-store.ts';
import type { DraftStore } from '../../ports/draft-store.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

interface ReportInChatDeps extends ProactiveDeps {
  readonly drafts: Pick<DraftStore, 'byId'>;
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
}

/** Offers a report begun in a channel in the person's own chat; false when the person has no chat with the bot. @throws {BackEndError} */
type ReportInChat = (personId: string, draftId: string, reader: { readonly locale: Locale; readonly timeZone: string }) => Promise<boolean>;

export function reportInChat(deps: ReportInChatDeps): ReportInChat {
  const { drafts, customers, clock } = deps;
  const conversations = proactive(deps);
  return async (personId, draftId, { locale, timeZone }) => {
    const draft = await drafts.byId(draftId);
    if (draft === undefined || draft.personId !== personId) return false;
    const { tenantId } = draft;
    const customer = tenantId === undefined ? undefined : await customers.byTenantId(tenantId);
    const card = resumeDraftCard(locale, { draft, customer, now: clock.now(), timeZone });
    return (await conversations.post(personId, cardMessage(card, true))) !== undefined;
  };
}
