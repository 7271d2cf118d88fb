import { digestCard } from '../../../cards/digest.ts';
import type { DigestPost } from '../../ports/digest-post.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

interface DigestPostDeps extends ProactiveDeps {
  /** False in clouds where Teams gives bots no files. */
  readonly files: boolean;
}

export function teamsDigestPost(deps: DigestPostDeps): DigestPost {
  const conversations = proactive(deps);
  return {
    async post(to, { scope, locale, timeZone = 'UTC' }, digest) {
      const card = digestCard(locale, { ...digest, occasion: 'told', scope, files: deps.files, timeZone });
      return (await conversations.postTo(to, cardMessage(card))) !== undefined;
    },
  };
}
