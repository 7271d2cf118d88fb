export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What a spreadsheet program set to the reader's language takes as the end of a cell. */
  readonly separator: ',' | ';';
}

/** A sheet as the bytes of a CSV file that spreadsheet programs open as it is meant: whatever begins like a formula is text. */
export type WriteSheet = (sheet: Sheet) => Promise<Uint8Array>;
