import type { Locale } from '../domain/locale.ts';

/** A switch or button of the demo's control strip. */
export interface SandboxControl {
  readonly id: string;
  readonly group: 'incident' | 'faults';
  readonly title: Readonly<Record<Locale, string>>;
  /** A switch that is on or off; undefined for a button. */
  readonly on: boolean | undefined;
}

/** What the control strip and the tests may do to the sandbox's cloud. */
export interface SandboxControls {
  list(): readonly SandboxControl[];
  /** Presses a button, or turns a switch over. Throws for an unknown id. */
  press(id: string): void;
}
