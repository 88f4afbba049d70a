import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Keys, refuseForeign, refuseWithoutKey } from '../../src/console/guard.ts';

const PORT = 4747;
const OWN = { host: `127.0.0.1:${PORT}` };

describe('who may ask', () => {
  it.each([
    ['the page itself', { ...OWN, origin: `http://127.0.0.1:${PORT}`, 'sec-fetch-site': 'same-origin' }],
    ['an address that was typed', { ...OWN, 'sec-fetch-site': 'none' }],
    ['the other name of this machine', { host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` }],
    ['a program that says nothing of itself', OWN],
  ] as const)('lets in %s', (_, headers) => {
    expect(refuseForeign(headers, PORT)).toBeUndefined();
  });

  it.each([
    ['a page of another site', { ...OWN, origin: 'https://evil.example.test' }],
    ['a page of another port of this machine', { ...OWN, origin: 'http://127.0.0.1:9999' }],
    ['a page without an origin, such as a file', { ...OWN, origin: 'null' }],
    ['one name of this machine on behalf of the other', { ...OWN, origin: `http://localhost:${PORT}` }],
    ['the same name over https', { ...OWN, origin: `https://127.0.0.1:${PORT}` }],
    ['another site, by what the browser says', { ...OWN, 'sec-fetch-site': 'cross-site' }],
    ['another port, by what the browser says', { ...OWN, 'sec-fetch-site': 'same-site' }],
    ['a name that was made to lead here', { host: `evil.example.test:${PORT}` }],
    ['this machine by another port', { host: '127.0.0.1:80' }],
    ['this machine without the port', { host: '127.0.0.1' }],
    ['no name at all', {}],
  ] as const)('refuses %s', (_, headers) => {
    expect(refuseForeign(headers, PORT)).toMatchObject({ status: 403 });
  });

  it('refuses whatever is not the key', () => {
    const keys = new Keys();
    expect(refuseWithoutKey({ authorization: `Bearer ${keys.key}` }, keys)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((word) => `Bearer ${word}`),
        ),
        (authorization) => {
          expect(refuseWithoutKey({ authorization }, keys)).toMatchObject({ status: 401 });
        },
      ),
    );
    for (const authorization of [`bearer ${keys.key}`, keys.key, `Bearer ${keys.key} `, 'Bearer ', undefined])
      expect(refuseWithoutKey(authorization === undefined ? {} : { authorization }, keys)).toMatchObject({
        status: 401,
      });
  });

  it('makes a key that cannot be guessed, and another one each time', () => {
    const made = Array.from({ length: 50 }, () => new Keys().key);
    expect(new Set(made).size).toBe(made.length);
    for (const key of made) expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  });

  it('takes a one-time code once, and only the newest', () => {
    const keys = new Keys();
    const [first, second] = [keys.newCode(), keys.newCode()];
    expect(keys.redeem('')).toBeUndefined();
    expect(keys.redeem(first)).toBeUndefined();
    expect(keys.redeem(second)).toBe(keys.key);
    expect(keys.redeem(second)).toBeUndefined();
  });
});
