import type { SandboxChoice, SandboxControl } from '../controls.ts';
import type { CloudScript, Fault } from './script.ts';

export type Title = SandboxControl['title'];
type Group = SandboxControl['group'];

/** A control and what it does. */
export interface Control {
  readonly id: string;
  readonly group: Group;
  readonly title: Title;
  /** Missing for buttons. */
  readonly on?: () => boolean;
  readonly choices?: readonly SandboxChoice[];
  readonly chosen?: () => string;
  press(choice?: string): void;
}

/** A choice and what it does until it is lifted; the state of rest does nothing. */
export interface Choice extends SandboxChoice {
  begin?(): () => void;
}

/** A control of which one choice is in force, the first one at the start. */
export function choiceControl(id: string, group: Group, title: Title, choices: readonly [Choice, ...Choice[]]): Control {
  let chosen: Choice = choices[0];
  let lift: (() => void) | undefined;
  return {
    id,
    group,
    title,
    choices: choices.map((choice) => ({ id: choice.id, title: choice.title })),
    chosen: () => chosen.id,
    on: () => chosen !== choices[0],
    press(wanted = choices[0].id) {
      const next = choices.find((choice) => choice.id === wanted);
      if (next === undefined) throw new Error(`The control ${id} has no choice ${wanted}`);
      lift?.();
      chosen = next;
      lift = next.begin?.();
    },
  };
}

/** A switch that keeps something going for as long as it is on. */
export function switchControl(id: string, group: Group, title: Title, begin: () => () => void): Control {
  let lift: (() => void) | undefined;
  return {
    id,
    group,
    title,
    on: () => lift !== undefined,
    press() {
      if (lift === undefined) lift = begin();
      else {
        lift();
        lift = undefined;
      }
    },
  };
}

/** A switch that makes requests of an API fail for as long as it is on. */
export function faultSwitch(script: CloudScript, id: string, group: Group, title: Title, fault: Fault): Control {
  return switchControl(id, group, title, () => script.fault({ times: Infinity, ...fault }));
}
