import { createHmac, randomBytes } from 'node:crypto';
import { PARTNER } from '../world.ts';

/**
 * Refresh tokens of the service account. They prove themselves, so that one which the bot stored is still good when the sandbox is started
 * again; an older one stays valid beside the newer, as Entra has it.
 */
export function newRefreshToken(): string {
  const name = randomBytes(12).toString('hex');
  return `0.sandbox.${name}.${proof(name)}`;
}

export function isRefreshToken(token: string): boolean {
  if (token === PARTNER.refreshToken) return true;
  const [prefix, mark, name = '', proven, ...rest] = token.split('.');
  return prefix === '0' && mark === 'sandbox' && rest.length === 0 && proven === proof(name);
}

function proof(name: string): string {
  return createHmac('sha256', PARTNER.clientSecret).update(name).digest('base64url');
}
