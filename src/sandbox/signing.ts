import { createPrivateKey, createPublicKey, generateKeyPair, randomUUID, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** What a token says. Times are seconds since 1970. */
export type Claims = Readonly<Record<string, unknown>>;

/** The public key as a key set (JWKS) lists it. */
interface PublicJwk {
  readonly kty: string;
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** Signs and checks the sandbox's tokens (JWT, RS256) with one key pair, made at start. */
export interface Signing {
  readonly jwk: PublicJwk;
  /** The claims as a signed JWT, just as given: `iat`, `nbf` and `exp` are the caller's. */
  sign(claims: Claims): string;
  /** What a token says, when this key signed it and it is in force now; undefined otherwise. */
  verify(token: string, nowMs?: number): Claims | undefined;
}

/** Clocks of one machine agree; a little is left for rounding. */
const SKEW_SECONDS = 5;

/** A key pair for one run of the sandbox. */
export async function createSigning(): Promise<Signing> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const privateKey = createPrivateKey(pair.privateKey);
  const publicKey = createPublicKey(pair.publicKey);
  const { kty = 'RSA', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const jwk: PublicJwk = { kty, use: 'sig', alg: 'RS256', kid: randomUUID(), n, e };
  const header = encode({ typ: 'JWT', alg: 'RS256', kid: jwk.kid });

  return {
    jwk,

    sign(claims) {
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${signBytes('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },

    verify(token, nowMs = Date.now()) {
      const [head = '', body = '', signature = '', ...rest] = token.split('.');
      if (rest.length > 0 || head !== header) return undefined;
      if (!verifyBytes('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'))) return undefined;
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
      const now = nowMs / 1000;
      const inForce = typeof claims['exp'] === 'number' && claims['exp'] > now - SKEW_SECONDS;
      const begun = typeof claims['nbf'] !== 'number' || claims['nbf'] <= now + SKEW_SECONDS;
      return inForce && begun ? claims : undefined;
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
