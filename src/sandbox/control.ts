import type { SandboxChoice, SandboxControl, SandboxControls } from './controls.ts';

export type Title = SandboxControl['title'];
type Group = SandboxControl['group'];

/** A control and what it does. */
export interface Control {
  readonly id: string;
  readonly group: Group;
  readonly title: Title;
  /** What it would do now, where that changes. */
  readonly detail?: () => Title | undefined;
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

/** Controls as the strip is told of them. */
export function controlStrip(controls: readonly Control[]): SandboxControls {
  return {
    list: () =>
      controls.map(({ id, group, title, detail, on, choices, chosen }) => ({
        id,
        group,
        title,
        detail: detail?.(),
        on: on?.(),
        ...(choices === undefined || chosen === undefined ? {} : { choices, chosen: chosen() }),
      })),
    press(id, choice) {
      const control = controls.find((each) => each.id === id);
      if (control === undefined) throw new Error(`The sandbox has no control ${id}`);
      control.press(choice);
    },
  };
}

/** Several strips as one. */
export function joinedStrips(strips: readonly SandboxControls[]): SandboxControls {
  return {
    list: () => strips.flatMap((strip) => strip.list()),
    press(id, choice) {
      const of = strips.find((strip) => strip.list().some((control) => control.id === id));
      if (of === undefined) throw new Error(`The sandbox has no control ${id}`);
      of.press(id, choice);
    },
  };
}
