const MINUTES = { d: 1440, h: 60, m: 1 } as const;

/** `90m`, `2h`, `1h30m`, `1d` (24 hours). */
export const DURATION = /^(?=\d)(?:(?<d>\d{1,3})d)?(?:(?<h>\d{1,4})h)?(?:(?<m>\d{1,6})m(?:in)?)?$/;

/** Minutes of a text that fits `DURATION`. */
export function readDuration(text: string): number {
  const found = DURATION.exec(text)?.groups ?? {};
  return Object.entries(MINUTES).reduce((sum, [unit, minutes]) => sum + Number(found[unit] ?? 0) * minutes, 0);
}

/** In hours and minutes: days would be mistaken for working days. */
export function writeDuration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}m`;
  return rest === 0 ? `${hours}h` : `${hours}h${rest}m`;
}

/** `08:00`, up to `24:00`. */
export const TIME = /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/;

/** Minutes after midnight of a text that fits `TIME`. */
export function readTime(text: string): number {
  const [hour, minute] = text.split(':');
  return Number(hour) * 60 + Number(minute);
}

export const writeTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const CLOCK = String.raw`(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)`;
const SPAN = String.raw`${CLOCK}\s*[-–]\s*${CLOCK}`;

/** `09:00-12:30, 13:30-18:00`. */
export const HOURS = new RegExp(String.raw`^${SPAN}(?:\s*,\s*${SPAN})*$`);

/** Spans of a text that fits `HOURS`. */
export function readHours(text: string): { readonly from: number; readonly to: number }[] {
  return text.split(',').map((span) => {
    const [from, to] = span.split(/[-–]/);
    return { from: readTime(from?.trim() ?? ''), to: readTime(to?.trim() ?? '') };
  });
}

export const writeHours = (spans: readonly { readonly from: number; readonly to: number }[]): string =>
  spans.map(({ from, to }) => `${writeTime(from)}-${writeTime(to)}`).join(', ');
