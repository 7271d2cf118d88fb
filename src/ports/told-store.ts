/** Who was told of what, so that nobody is told twice. */
export interface ToldStore {
  /** Notes that a person is told now; false when that was noted before. `occasion` names it for good, such as `ending-access 2026-11-16`. */
  note(occasion: string, personId: string, at: Date): Promise<boolean>;
  /** Takes it back: it certainly was not told. */
  takeBack(occasion: string, personId: string): Promise<void>;
}
