import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';

export const PARTNER_TENANT = '11111111-0000-4000-8000-000000000001';
export const CUSTOMER_TENANT = '22222222-0000-4000-8000-000000000002';

interface TokenRequest {
  readonly tenant: string;
  readonly form: Readonly<Record<string, string>>;
}

interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeEntra extends Pick<LoopbackServer, 'url' | 'stop'> {
  readonly requests: TokenRequest[];
  /** What the next requests are refused with, instead of getting a token. */
  readonly refusals: Refusal[];
  /** The tenant the person really belongs to, when it is not the one asked. */
  homeTenant?: string;
  /** Refresh tokens that have run out. */
  readonly expired: Set<string>;
}

export function refusal(status: number, error: string, number: number, more: object = {}) {
  const body = {
    error,
    error_description: `AADSTS${number}: text\r\n`,
    error_codes: [number],
    trace_id: 't',
    correlation_id: `corr-${number}`,
    ...more,
  };
  return { status, body };
}

/** A token endpoint that names its tokens by tenant, audience and number of issue, and rotates refresh tokens. */
export async function fakeEntra(expiresIn = 3600): Promise<FakeEntra> {
  const requests: TokenRequest[] = [];
  const refusals: FakeEntra['refusals'] = [];
  const expired = new Set<string>();
  const server = await loopbackServer((request, response) => {
    const tenant = request.url.split('/')[2] ?? '';
    const form = Object.fromEntries(new URLSearchParams(request.body));
    requests.push({ tenant, form });
    const idle = expired.has(form['refresh_token'] ?? '') ? refusal(400, 'invalid_grant', 700082) : undefined;
    const planned: Refusal | undefined = refusals.shift() ?? idle;
    if (planned !== undefined) return answerJson(response, planned.status, planned.body, planned.headers);
    const n = requests.length;
    const access_token = `${tenant}|${(form['scope'] ?? '').split(' ')[0]}|${n}`;
    const common = { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token };
    if (form['grant_type'] === 'client_credentials') return answerJson(response, 200, common);
    answerJson(response, 200, {
      ...common,
      scope: (form['scope'] ?? '').split(' ')[0],
      refresh_token: `refresh-${n}`,
      id_token: idToken(fake.homeTenant ?? tenant, form['client_id'] ?? '', expiresIn),
      client_info: Buffer.from(JSON.stringify({ uid: 'person', utid: PARTNER_TENANT })).toString('base64url'),
    });
  });
  const fake: FakeEntra = { url: server.url, stop: () => server.stop(), requests, refusals, expired };
  return fake;
}

function idToken(tid: string, aud: string, expiresIn: number): string {
  const exp = Math.floor(Date.now() / 1000) + expiresIn;
  const claims = { aud, iss: `https://login.microsoftonline.com/${tid}/v2.0`, oid: 'person', sub: 'person', tid, exp };
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
}
