/** What a number of sends cost. */
export interface Round {
  readonly sends: number;
  readonly seconds: number;
  /** Of the sending process alone. */
  readonly cpuMs: number;
}

/** Runs `act`, which gives how many sends it made. */
export async function measured(act: () => Promise<number>): Promise<Round> {
  const begun = performance.now();
  const before = process.cpuUsage();
  const sends = await act();
  const { user, system } = process.cpuUsage(before);
  return { sends, seconds: (performance.now() - begun) / 1000, cpuMs: (user + system) / 1000 };
}
