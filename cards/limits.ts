/** How many characters of a text a card shows: all cards together with their layout stay below 28 KB (UTF-16). */
export const LIMITS = {
  name: 100,
  /** In lists of many. */
  listedName: 60,
  listedTitle: 110,
  domain: 100,
  title: 200,
  line: 160,
  impact: 240,
  query: 80,
  status: 24,
  paragraph: 1200,
  note: 400,
  /** Of a typed text in the data of a button, which a card holds twice. */
  carried: 3000,
} as const;
