/**
 * Microsoft's number out of what a person typed or pasted (`#2101010050001234`, `TrackingID#2101…`, `616122292874576`, `1-1234567890123`);
 * undefined when it does not look like one. Partner Center and the portals use digits, some older systems letters and hyphens too:
 * 4–24 characters with at least four digits (cloud-apis 3.3; the portals' own forms are not documented).
 */
export function requestNumberOf(typed: string): string | undefined {
  const number = typed.replace(/^.*#/s, '').trim();
  return /^(?=(?:[^0-9]*[0-9]){4})[A-Za-z0-9][A-Za-z0-9-]{2,22}[A-Za-z0-9]$/.test(number) ? number : undefined;
}
