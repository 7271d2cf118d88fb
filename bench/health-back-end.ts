import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * Microsoft as the poller sees it, in a process of its own: tokens of a real size, and for each tenant 40 services and 12 of 60 open issues. Any message from the
 * parent moves the time of change of all issues. Says its address to the parent.
 */
const SERVICES = 40;
const ISSUES = 60;
const OPEN = 12;
const TOKEN_FILL = 'x'.repeat(2500);
const SENTENCE = 'Users may be unable to open some of their items from the desktop client while the repair is under way. ';

const service = (n: number): string => `Service number ${n}`;
const overviews = JSON.stringify({
  value: Array.from({ length: SERVICES }, (_, n) => ({
    id: `Workload${n}`,
    service: service(n),
    status: n < OPEN ? 'serviceDegradation' : 'serviceOperational',
  })),
});

let changes = 0;
process.on('message', () => changes++);

function issuesOf(tenantId: string): string {
  const first = Number(tenantId.slice(-6)) % ISSUES;
  const value = Array.from({ length: OPEN }, (_, n) => {
    const id = (first + n * 5) % ISSUES;
    return {
      id: `EX${100_000 + id}`,
      title: `${SENTENCE.slice(0, 80)} (${id})`,
      service: service(id % SERVICES),
      classification: id % 3 === 0 ? 'incident' : 'advisory',
      status: 'serviceDegradation',
      startDateTime: '2026-11-20T06:40:00Z',
      lastModifiedDateTime: new Date(Date.UTC(2026, 10, 20, 8, changes)).toISOString(),
      impactDescription: SENTENCE.repeat(2),
      feature: 'Items',
      highImpact: null,
      isResolved: false,
    };
  });
  return JSON.stringify({ value });
}

function tokenFor(tenantId: string, clientId: string): string {
  const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return JSON.stringify({
    token_type: 'Bearer',
    expires_in: 3600,
    ext_expires_in: 3600,
    access_token: `${TOKEN_FILL}.${tenantId}`,
    scope: 'https://graph.microsoft.com/.default',
    refresh_token: 'refresh',
    id_token: `${part({ alg: 'none' })}.${part({ aud: clientId, oid: 'person', sub: 'person', tid: tenantId, exp })}.`,
    client_info: part({ uid: 'person', utid: tenantId }),
  });
}

const server = createServer((request, response) => {
  const answer = (body: string): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  const path = request.url ?? '';
  const tenantId = request.headers.authorization?.split('.').at(-1) ?? '';
  if (path.startsWith('/login/'))
    void text(request).then((body) => answer(tokenFor(path.split('/')[2] ?? '', new URLSearchParams(body).get('client_id') ?? '')));
  else answer(path.includes('/healthOverviews') ? overviews : issuesOf(tenantId));
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit(0));
