import { watchFormCard, WATCH_PROBLEMS, type WatchFormView } from '../../cards/watch-form.ts';
import { SETTING_PROBLEMS, watchSettingsCard } from '../../cards/watch-settings.ts';
import { SILENCE_PROBLEMS, watchSilenceCard, type WatchSilenceView } from '../../cards/watch-silence.ts';
import { watchToldCard, type ShownTold, type WatchToldView } from '../../cards/watch-told.ts';
import type { ShownSilence, ShownWatch } from '../../cards/watch-words.ts';
import { watchesCard, type WatchesView, type WatchRemark } from '../../cards/watches.ts';
import { WATCH_SERVICES } from '../../src/domain/watch-services.ts';
import type { WatchPlace } from '../../src/domain/watch.ts';
import { aPlace, aWatch } from '../support/watches.ts';
import type { Sample } from './sample-cards.ts';
import * as data from './sample-data.ts';

const { NOW: now, TIME_ZONE: timeZone } = data;
const CONTOSO = data.customerNamed('Contoso');
const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);

const PLACE = aPlace({ timeZone, checkedAt: now, quiet: { from: 1320, to: 420 }, digest: 'daily' });
const CHANNEL = aPlace({
  scope: 'team',
  timeZone,
  checkedAt: now,
  label: 'Incidents',
  toldOfUnseen: true,
  highImpactRings: false,
  quiet: { from: 540, to: 660 },
  digest: 'weekly',
  watches: [
    aWatch({ customers: { kind: 'tag', tag: 'Gold', key: 'gold' }, services: ['Exchange Online'], askSeen: true }),
    aWatch({ classification: 'all', mode: 'record', customers: { kind: 'list', tenantIds: ['a', 'b'] } }),
  ],
});
const WATCHES: readonly ShownWatch[] = [
  { ...aWatch(), customers: { kind: 'all' } },
  { ...aWatch({ services: ['Exchange Online', 'Microsoft Teams'], askSeen: true }), customers: { kind: 'tag', tag: 'Gold' } },
  {
    ...aWatch({ classification: 'all', mode: 'record' }),
    customers: { kind: 'list', names: ['Contoso', 'Fabrikam', 'Litware', 'Tailspin', 'Woodgrove'], total: 9, hidden: 2 },
  },
  { ...aWatch({ classification: 'advisory' }), customers: { kind: 'list', names: [], total: 1, hidden: 1 } },
];
const SILENCES: readonly ShownSilence[] = [
  { id: 's1', customer: CONTOSO, service: 'Exchange Online', until: at('18:00'), personName: 'Adele Vance' },
  { id: 's2', customer: 'hidden', service: undefined, until: at('19:00'), personName: 'Mei Tanaka' },
  { id: 's3', customer: undefined, service: undefined, until: at('20:00'), personName: 'Adele Vance' },
];
export const WATCHES_VIEW: WatchesView = {
  place: PLACE,
  watches: WATCHES.slice(0, 1),
  silences: [],
  remark: undefined,
  stopping: false,
  now,
  offset: 0,
  limit: 5,
  total: 1,
};
const REMARKS: readonly WatchRemark[] = [
  { name: 'added', open: 0, filter: undefined, untagged: 'Gold' },
  { name: 'added', open: 3, filter: { tag: 'Gold' }, untagged: undefined },
  { name: 'added', open: 1, filter: undefined, untagged: undefined },
  { name: 'silenced', until: at('18:00') },
  ...(['exists', 'changed', 'removed', 'stillTold', 'notNamed', 'set', 'unsilenced', 'stale', 'full', 'silencesFull'] as const).map(
    (name) => ({ name }),
  ),
];

export const WATCH_FORM: WatchFormView = {
  place: PLACE,
  watchId: undefined,
  written: { customers: 'all', tag: undefined, listed: [], services: [], classification: 'incident', mode: 'ring', askSeen: false },
  hidden: 0,
  services: WATCH_SERVICES,
  tags: ['Gold', 'VIP'],
  problem: undefined,
};
const CHANGED_FORM: WatchFormView = {
  ...WATCH_FORM,
  watchId: 'w1',
  written: {
    ...WATCH_FORM.written,
    customers: 'list',
    tag: 'Silver',
    listed: [CONTOSO, data.customerNamed('Fabrikam')],
    services: ['Exchange Online', 'Some Service'],
    classification: 'all',
    mode: 'record',
    askSeen: true,
  },
  hidden: 3,
};
const SILENCE: WatchSilenceView = {
  place: PLACE,
  customer: undefined,
  service: undefined,
  length: 'hour',
  day: '',
  time: '',
  services: WATCH_SERVICES,
  problem: undefined,
};
const told = (some: Partial<ShownTold['place']>, verdict: ShownTold['verdict'], services: readonly string[] = []): ShownTold => ({
  place: { scope: 'personal', personName: 'Adele Vance', label: undefined, timeZone, ...some },
  verdict,
  services,
});
const RINGS = { kind: 'tell', askSeen: false } as const;
const WHO: WatchToldView = {
  customer: CONTOSO,
  counts: { ring: 12, quiet: 3, silence: 1, 'record-only': 2, access: 1 },
  channels: [told({ scope: 'team', label: 'Incidents' }, RINGS), told({ scope: 'team' }, RINGS, ['Exchange Online'])],
  chats: [
    told({}, { kind: 'muted', reason: 'quiet', until: at('22:00') }),
    told({ personName: 'Mei Tanaka' }, { kind: 'muted', reason: 'silence', until: at('22:00') }),
    told({}, { kind: 'muted', reason: 'record-only', until: undefined }),
    told({}, { kind: 'muted', reason: 'access', until: undefined }),
  ],
  timeZone,
};
const NOBODY = { ring: 0, quiet: 0, silence: 0, 'record-only': 0, access: 0 };

function ordinary(name: string, make: Sample['make']): Sample {
  return { name, kind: 'ordinary', make };
}

const watchesOf = (name: string, view: Partial<WatchesView>): Sample =>
  ordinary(`watches, ${name}`, (l) => watchesCard(l, { ...WATCHES_VIEW, ...view }));
const none: WatchPlace = { ...PLACE, watches: [] };

export const WATCHES_ORDINARY: readonly Sample[] = [
  watchesOf('at the beginning', {}),
  watchesOf('none', { place: none, watches: [], total: 0 }),
  watchesOf('of a channel, silences, more pages', {
    place: CHANNEL,
    watches: WATCHES,
    silences: SILENCES,
    offset: 5,
    limit: 5,
    total: 14,
  }),
  watchesOf('no zone, record only, no digest', {
    place: { ...PLACE, timeZone: undefined, digest: 'none', watches: [aWatch({ mode: 'record' })] },
  }),
  watchesOf('role lost', { place: { ...PLACE, mayWatch: false } }),
  watchesOf('role not known', { place: { ...PLACE, checkedAt: undefined } }),
  watchesOf('stopping', { stopping: true }),
  ...REMARKS.map((remark, n) => watchesOf(`remark ${n} ${remark.name}`, { remark })),
  ordinary('watch form, new', (l) => watchFormCard(l, WATCH_FORM)),
  ordinary('watch form, changed', (l) => watchFormCard(l, CHANGED_FORM)),
  ...WATCH_PROBLEMS.map((problem) => ordinary(`watch form, ${problem}`, (l) => watchFormCard(l, { ...CHANGED_FORM, problem }))),
  ordinary('watch settings', (l) => watchSettingsCard(l, { place: PLACE, zones: ['UTC'], problem: undefined })),
  ordinary('watch settings, of a channel', (l) =>
    watchSettingsCard(l, { place: { ...CHANNEL, quiet: undefined }, zones: [], problem: undefined }),
  ),
  ...SETTING_PROBLEMS.map((problem) =>
    ordinary(`watch settings, ${problem}`, (l) => watchSettingsCard(l, { place: PLACE, zones: [], problem })),
  ),
  ordinary('silence', (l) => watchSilenceCard(l, SILENCE)),
  ...SILENCE_PROBLEMS.map((problem) =>
    ordinary(`silence, ${problem}`, (l) =>
      watchSilenceCard(l, { ...SILENCE, customer: CONTOSO, service: 'Planner', length: 'at', day: '2026-11-21', time: '18:00', problem }),
    ),
  ),
  ordinary('who is told', (l) => watchToldCard(l, WHO)),
  ordinary('who is told, counted only', (l) => watchToldCard(l, { ...WHO, chats: undefined })),
  ordinary('who is told, nobody', (l) => watchToldCard(l, { ...WHO, counts: NOBODY, channels: [], chats: [] })),
];

export function watchesHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const sample = (name: string, make: Sample['make']): Sample => ({ name: `${kind} ${name}`, kind, make });
  const customer = data.customerNamed(text);
  const many = <T>(count: number, one: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => one(n));
  const word = text.slice(0, 100);
  const tag = text.slice(0, 30);
  const services = many(30, (n) => `${word.slice(0, 96)}${n}`);
  const place: WatchPlace = {
    ...CHANNEL,
    personName: text,
    label: text,
    watches: many(20, () => aWatch({ customers: { kind: 'tag', tag, key: tag }, services })),
  };
  const shown = {
    ...aWatch({ services, askSeen: true, mode: 'record' }),
    customers: { kind: 'list', names: many(50, () => text), total: 50, hidden: 3 },
  } as const;
  const silence: ShownSilence = { id: 's', customer, service: word, until: at('18:00'), personName: text };
  const row = told({ scope: 'team', label: text, personName: text }, { kind: 'muted', reason: 'silence', until: at('22:00') }, services);
  return [
    sample('watches', (l) =>
      watchesCard(l, {
        place,
        watches: many(4, () => shown),
        silences: many(5, () => silence),
        remark: { name: 'added', open: 10_000, filter: { service: word, tag }, untagged: tag },
        stopping: false,
        now,
        offset: 4,
        limit: 4,
        total: 20,
      }),
    ),
    sample('watch form', (l) =>
      watchFormCard(l, {
        ...CHANGED_FORM,
        written: {
          ...CHANGED_FORM.written,
          tag,
          services: services.slice(0, 10),
          listed: many(50, (n) => ({ ...customer, tenantId: `${customer.tenantId.slice(0, -2)}${n + 10}` })),
        },
        services,
        tags: many(25, (n) => `${tag.slice(0, 27)}${n}`),
        problem: 'too-many',
      }),
    ),
    sample('watch settings', (l) => watchSettingsCard(l, { place: { ...place, timeZone: word }, zones: [word], problem: 'no-zone' })),
    sample('silence', (l) =>
      watchSilenceCard(l, {
        ...SILENCE,
        place: { ...PLACE, timeZone: 'UTC' },
        customer,
        service: word,
        services,
        day: text.slice(0, 40),
        time: text.slice(0, 40),
        problem: 'no-moment',
      }),
    ),
    sample('who is told', (l) => watchToldCard(l, { ...WHO, customer, channels: many(10, () => row), chats: many(10, () => row) })),
  ];
}
