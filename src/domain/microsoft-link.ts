import facts from './facts/microsoft-hosts.json' with { type: 'json' };

/** Microsoft's own are up to 200 characters, and ten of them have to fit on a card. */
const LONGEST = 300;

/**
 * Whether a link may stand on a button that staff trust: https, on a host of Microsoft's own portals, without a name or password in it
 * (cloud-apis 2.4).
 */
export function isMicrosoftLink(link: string): boolean {
  if (link.length > LONGEST) return false;
  const url = URL.parse(link);
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return false;
  const { hostname } = url;
  return facts.hosts.some((host) => {
    if (!host.startsWith('*')) return hostname === host || hostname.endsWith(`.${host}`);
    const end = host.slice(1);
    return hostname.endsWith(end) && /^[a-z0-9-]+$/.test(hostname.slice(0, -end.length));
  });
}
