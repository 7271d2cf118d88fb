import assert from 'node:assert/strict';
import { createSigning, type Signing } from '../../src/sandbox/signing.ts';

const NOW = Date.UTC(2026, 2, 2) / 1000;

describe('sandbox signing', () => {
  let signing: Signing;
  before(async () => {
    signing = await createSigning();
  });

  it('gives back the claims of a token it signed', () => {
    const token = signing.sign({ aud: 'x', nbf: NOW, exp: NOW + 60 });

    assert.deepEqual(signing.verify(token, NOW * 1000), { aud: 'x', nbf: NOW, exp: NOW + 60 });
  });

  it('refuses a token that is over, not begun, or without an end', () => {
    const refused = [{ exp: NOW - 60 }, { nbf: NOW + 60, exp: NOW + 120 }, { aud: 'x' }].map((claims) =>
      signing.verify(signing.sign(claims), NOW * 1000),
    );

    assert.deepEqual(refused, [undefined, undefined, undefined]);
  });

  it('refuses a token of another key, an altered one and no token at all', async () => {
    const other = await createSigning();
    const [head = '', , signature = ''] = signing.sign({ exp: NOW + 60 }).split('.');
    const altered = `${head}.${Buffer.from(JSON.stringify({ exp: NOW + 6000 })).toString('base64url')}.${signature}`;
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${altered.split('.')[1]}.`;

    const refused = [other.sign({ exp: NOW + 60 }), altered, unsigned, '', 'a.b.c', 'é'].map((token) => signing.verify(token, NOW * 1000));

    assert.deepEqual(refused, Array(6).fill(undefined));
  });
});
