import uploadHosts from './upload-hosts.json' with { type: 'json' };

/** Whether an address that a person's client named is one of Microsoft's places for files, or one on loopback that the configuration names. */
export function isFileHost(text: string, loopbackOrigins: readonly string[]): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (loopbackOrigins.includes(url.origin)) return true;
  return url.protocol === 'https:' && url.port === '' && uploadHosts.suffixes.some((suffix) => url.hostname.endsWith(`.${suffix}`));
}
