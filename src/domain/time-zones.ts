import { searchText } from './search-text.ts';

/** Every zone that this machine knows the clocks of. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const BY_KEY = new Map(ZONES.map((zone) => [zone.toLowerCase(), zone]));

/** The zone of this name, in whatever case; undefined when there is none. Older names of a zone are understood, and stay as they are. */
export function timeZoneNamed(name: string): string | undefined {
  const known = BY_KEY.get(name.toLowerCase());
  if (known !== undefined || !/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(name)) return known;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() === '' ? undefined : name;
  } catch {
    return undefined; // RangeError: there is no such zone
  }
}

/** The zone of this name, or the only one that has all its words. */
export function timeZoneMeant(text: string): string | undefined {
  const like = timeZonesLike(text, 2);
  return timeZoneNamed(text) ?? (like.length === 1 ? like[0] : undefined);
}

/** Zones whose name has all the words, or their beginnings: "paris", "new yo". */
export function timeZonesLike(text: string, limit: number): readonly string[] {
  const { words } = searchText(text);
  return ZONES.filter((zone) => {
    const parts = searchText(zone).words;
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  }).slice(0, limit);
}
