/** How many calls within how many milliseconds. */
export interface Window {
  readonly calls: number;
  readonly ms: number;
}

/** The calls of late, as several sliding windows see them. */
export interface Meter {
  /** How long until one more call fits; undefined when it fits now. */
  waitMs(at: number): number | undefined;
  add(at: number): void;
}

/** Calls that left every window are forgotten once there are so many of them. */
const FORGET_AFTER = 256;

/** Each window remembers where in the list of calls it begins, so that a call costs the same however many there were before. */
export function createMeter(windows: readonly Window[]): Meter {
  let times: number[] = [];
  const starts = windows.map(() => 0);

  const forget = (): void => {
    const passed = Math.min(...starts, times.length);
    if (passed < FORGET_AFTER) return;
    times = times.slice(passed);
    for (const index of starts.keys()) starts[index] = (starts[index] ?? 0) - passed;
  };

  return {
    waitMs(at) {
      for (const [index, { calls, ms }] of windows.entries()) {
        let start = starts[index] ?? 0;
        while ((times[start] ?? Infinity) <= at - ms) start += 1;
        starts[index] = start;
        const oldest = times[start];
        if (oldest !== undefined && times.length - start >= calls) return oldest + ms - at;
      }
      forget();
      return undefined;
    },
    add(at) {
      times.push(at);
    },
  };
}
