import type { Locale } from '../domain/locale.ts';

type Title = Readonly<Record<Locale, string>>;

/** A switch, a button or a choice of the demo's control strip. */
export interface SandboxControl {
  readonly id: string;
  readonly group: 'incident' | 'health' | 'customers' | 'requests' | 'people' | 'faults';
  readonly title: Title;
  /** What it would do now, where that changes. */
  readonly detail?: Title | undefined;
  /** A switch that is on or off; a choice that is not at rest; undefined for a button. */
  readonly on: boolean | undefined;
  /** What can be chosen, the state of rest first; missing for switches and buttons. */
  readonly choices?: readonly SandboxChoice[];
  /** The id of the choice in force. */
  readonly chosen?: string;
}

export interface SandboxChoice {
  readonly id: string;
  readonly title: Title;
}

/** What the control strip and the tests may do to the sandbox's cloud. */
export interface SandboxControls {
  list(): readonly SandboxControl[];
  /** Presses a button, turns a switch over, or chooses; without a choice it goes back to rest. Throws for an unknown id. */
  press(id: string, choice?: string): void;
}
