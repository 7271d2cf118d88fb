import { DEFAULT_WATCH, type Watch, type WatchPlace } from '../../src/domain/watch.ts';

/** What an installation begins with, except where said otherwise. */
export function aWatch(some: Partial<Watch> = {}): Watch {
  return {
    id: '3a7c0000-0000-4000-8000-000000000001',
    ...DEFAULT_WATCH,
    ...some,
  };
}

/** A person's own chat. */
export function aPlace(some: Partial<WatchPlace> = {}): WatchPlace {
  return {
    id: '91ace000-0000-4000-8000-000000000001',
    version: 1,
    scope: 'personal',
    conversationId: 'a:adele',
    personId: 'a0a0a0a0-0000-4000-8000-000000000001',
    personName: 'Adele Vance',
    label: undefined,
    locale: 'en',
    timeZone: 'Europe/London',
    quiet: undefined,
    highImpactRings: true,
    toldOfUnseen: false,
    digest: 'none',
    digestAt: { minute: 480, weekday: 1 },
    mayWatch: true,
    groupIds: [],
    checkedAt: undefined,
    watches: [aWatch()],
    silences: [],
    ...some,
  };
}
