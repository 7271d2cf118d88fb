import { endingAccessCard } from '../../../cards/ending-access.ts';
import type { Locale } from '../../domain/locale.ts';
import type { EndingAccessNotice } from '../../ports/ending-access-notice.ts';
import type { TurnStore } from '../../ports/turn-store.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

interface EndingAccessNoticeDeps extends ProactiveDeps {
  readonly turns: Pick<TurnStore, 'localeOf'>;
  readonly defaultLocale: Locale;
}

export function endingAccessNotice(deps: EndingAccessNoticeDeps): EndingAccessNotice {
  const { turns, defaultLocale, clock } = deps;
  const conversations = proactive(deps);
  return {
    async tell(personId, ending) {
      const locale = (await turns.localeOf(personId)) ?? defaultLocale;
      // Outside a turn the person's time zone is not known.
      const card = endingAccessCard(locale, { occasion: 'told', ...ending, page: 0, now: clock.now(), timeZone: 'UTC' });
      return (await conversations.post(personId, cardMessage(card, true))) !== undefined;
    },
  };
}
