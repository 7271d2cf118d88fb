import type { Incident, IncidentPost } from '../src/domain/incident.ts';
import type { Locale } from '../src/domain/locale.ts';
import { momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { safe } from './safe-text.ts';

/** Characters of the newest post, and of each older one: longer ones are read in the admin center. */
const LATEST_LENGTH = 1500;
const OLDER_LENGTH = 450;
const OLDER_SHOWN = 4;

/** What Microsoft posted, newest first: the newest in the open, older ones folded. */
export function incidentPosts(t: Words, locale: Locale, timeZone: string, { posts, postsKnown }: Incident) {
  const [newest, ...rest] = posts.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const block = ({ at, text }: IncidentPost, length: number) => ({
    by: t('incident.posted', { moment: momentIn(locale, timeZone, at) }),
    text: text.trim() === '' ? t('incident.emptyPost') : safe(text, length, 'lines'),
  });
  if (newest === undefined) {
    return { latest: [{ by: t('incident.posts'), text: t(postsKnown ? 'incident.noPosts' : 'incident.postsUnread') }], older: [] };
  }
  const older = rest.slice(0, OLDER_SHOWN);
  const isCut = newest.text.length > LATEST_LENGTH || older.some(({ text }) => text.length > OLDER_LENGTH) || rest.length > older.length;
  const blocks = older.map((post) => block(post, OLDER_LENGTH));
  const cutRemark = isCut ? [{ by: t('incident.posts'), text: t('incident.cut') }] : [];
  return {
    latest: [block(newest, LATEST_LENGTH), ...(older.length === 0 ? cutRemark : [])],
    older:
      older.length === 0 ? [] : [{ show: t('incident.older', { count: older.length }), shown: false, posts: [...blocks, ...cutRemark] }],
  };
}
