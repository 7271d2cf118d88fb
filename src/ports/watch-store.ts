import type { Locale } from '../domain/locale.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import type { DigestKind, Silence, Watch, WatchPlace } from '../domain/watch.ts';

/** What an activity or the directory tells of a place. */
export interface PlaceFacts {
  readonly scope: 'personal' | 'team';
  readonly conversationId: string | undefined;
  readonly personId: string;
  readonly personName: string;
  readonly label: string | undefined;
  readonly locale: Locale;
  readonly timeZone: string | undefined;
  /** Undefined: not looked at now. */
  readonly access: { readonly mayWatch: boolean; readonly groupIds: readonly string[] } | undefined;
}

export type PlaceSettings = Pick<WatchPlace, 'highImpactRings' | 'toldOfUnseen' | 'digestAt'> & {
  readonly timeZone: string;
  readonly quiet: QuietHours | undefined;
  readonly digest: DigestKind;
};

/** The places that are told of incidents, with their watches and silences. Every change by a person is in the audit (`change_audit`, subject `watch`). */
export interface WatchStore {
  /** Brings a place in step with what is known of it; a new one begins with `defaults`. A place whose watches were all removed stays without. */
  ensure(facts: PlaceFacts, defaults: readonly Omit<Watch, 'id'>[], at: Date): Promise<WatchPlace>;
  ofConversation(conversationId: string): Promise<WatchPlace | undefined>;
  personal(personId: string): Promise<WatchPlace | undefined>;
  byId(id: string): Promise<WatchPlace | undefined>;
  /** Adds, or replaces the one of the same id. undefined when the place holds `MOST_WATCHES`, or is not of that version any more. */
  put(place: Pick<WatchPlace, 'id' | 'version'>, watch: Watch, actor: string, at: Date): Promise<WatchPlace | undefined>;
  remove(place: Pick<WatchPlace, 'id' | 'version'>, watchIds: readonly string[], actor: string, at: Date): Promise<WatchPlace | undefined>;
  set(place: Pick<WatchPlace, 'id' | 'version'>, settings: PlaceSettings, actor: string, at: Date): Promise<WatchPlace | undefined>;
  silence(place: Pick<WatchPlace, 'id' | 'version'>, silence: Silence, actor: string, at: Date): Promise<WatchPlace | undefined>;
  unsilence(place: Pick<WatchPlace, 'id' | 'version'>, silenceId: string, actor: string, at: Date): Promise<WatchPlace | undefined>;

  /** Places that can be told and have a watch, in the order of their ids, after the one given. Those of retired conversations are left out. */
  next(afterId: string | undefined, limit: number): Promise<readonly WatchPlace[]>;
  /** Ids of places that can be told and whose person was looked at before the moment, or never; the oldest first. */
  unchecked(before: Date, limit: number): Promise<readonly { readonly id: string; readonly personId: string }[]>;
  /** Takes over what was found out of a person. Gives the channels that are told nothing from now on, because it is that person's view that they had. */
  setAccess(
    personId: string,
    access: { readonly mayWatch: boolean; readonly groupIds: readonly string[] },
    at: Date,
  ): Promise<readonly Pick<WatchPlace, 'id' | 'conversationId' | 'locale'>[]>;
}
