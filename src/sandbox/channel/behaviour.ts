/** What the channel can be told to do differently; tests, the fault run and the control strip set these. */
export interface ChannelBehaviour {
  /** Two writes in one conversation at the same time: the second is refused with 412, as Teams may (teams-platform.md 2.4). */
  refuseOverlaps: boolean;
  /** How long each write takes after it has been stored. */
  writeMs: number;
}

export function usualChannelBehaviour(): ChannelBehaviour {
  return { refuseOverlaps: false, writeMs: 0 };
}
