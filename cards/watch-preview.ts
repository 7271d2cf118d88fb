import type { Locale } from '../src/domain/locale.ts';
import { customersNamed, outlookOf } from '../src/domain/watch-outlook.ts';
import type { Watch, WatchPlace } from '../src/domain/watch.ts';
import { clockTime, weekdayIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';
import { outcomeText } from './watch-words.ts';

const TAGS_SHOWN = 3;

/** What happens when, line by line: nobody shall find out in the night that nothing is told (pitfall 27). */
export function outlookLines(t: Words, locale: Locale, place: WatchPlace, now: Date): readonly { readonly text: string }[] {
  const zone = place.timeZone ?? 'UTC';
  const hits = customersNamed(place);
  const text = (highImpact: boolean): string => outcomeText(t, locale, zone, outlookOf(place, hits, { highImpact }, now));
  const [ordinary, high] = [text(false), text(true)];
  const said: readonly (readonly [when: string, what: string] | undefined)[] = [
    [t('watches.outlook.now'), ordinary],
    high === ordinary ? undefined : [t('watches.outlook.high'), high],
    // Without a watch nothing waits, and no list or tag could take in anybody.
    ...(place.watches.length === 0
      ? []
      : [
          quietHours(t, place, zone),
          [t('watches.outlook.advisory'), advisories(t, place)] as const,
          [t('watches.outlook.newCustomer'), newCustomers(t, place)] as const,
        ]),
    place.toldOfUnseen ? [t('watches.outlook.unseen'), t('watches.outlook.told')] : undefined,
    [t('watches.outlook.digest'), digest(t, locale, place, zone)],
  ];
  return said.flatMap((line) =>
    line === undefined ? [] : [{ text: t('watches.outlook.row', { when: `**${line[0]}**`, what: line[1] }) }],
  );
}

function quietHours(t: Words, { quiet, highImpactRings }: WatchPlace, zone: string): readonly [string, string] | undefined {
  if (quiet === undefined) return undefined;
  const [from, to] = [clockTime(quiet.from), clockTime(quiet.to)];
  const what = t(highImpactRings ? 'watches.outlook.waitsNotHigh' : 'watches.outlook.waits', { to });
  return [t('watches.outlook.quiet', { from, to, zone: plain(zone, LIMITS.listedName) }), what];
}

function advisories(t: Words, { watches }: WatchPlace): string {
  const fitting = watches.filter(({ classification }) => classification !== 'incident');
  if (fitting.length === 0) return t('watches.outlook.notTold');
  return t(fitting.some(({ mode }) => mode === 'ring') ? 'watches.outlook.told' : 'watches.outlook.recorded');
}

/** Whether a customer that comes later is watched (pitfall 30). */
function newCustomers(t: Words, { watches }: WatchPlace): string {
  if (watches.some(({ customers }) => customers.kind === 'all')) return t('watches.outlook.included');
  const tags = watches.flatMap(tagOf);
  if (tags.length === 0) return t('watches.outlook.notIncluded');
  return t('watches.outlook.withTag', {
    tags: tags
      .slice(0, TAGS_SHOWN)
      .map((tag) => safe(`#${tag}`, LIMITS.listedName))
      .join(', '),
  });
}

const tagOf = ({ customers }: Watch): readonly string[] => (customers.kind === 'tag' ? [customers.tag] : []);

function digest(t: Words, locale: Locale, { digest: kind, digestAt, watches }: WatchPlace, zone: string): string {
  if (kind === 'none')
    return t(watches.some(({ mode }) => mode === 'record') ? 'watches.outlook.noDigestRecorded' : 'watches.outlook.noDigest');
  const values = { time: clockTime(digestAt.minute), zone: plain(zone, LIMITS.listedName) };
  return t(`watches.outlook.${kind}`, kind === 'daily' ? values : { ...values, weekday: weekdayIn(locale, digestAt.weekday) });
}
