import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, InvalidUrl, parseFingerprint, urlFacts } from '../../src/redact/url-facts.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
const hook = (claims: object) => `https://api.open.cx/backend/hubspot/${jwt(claims)}`;

describe('urlFacts', () => {
  it.each([
    ['host case', 'https://API.Open.CX/backend/a'],
    ['default port', 'https://api.open.cx:443/backend/a'],
    ['trailing slash', 'https://api.open.cx/backend/a/'],
    ['blanks around it', ' https://api.open.cx/backend/a\n'],
  ])('makes no difference for %s', (_name, url) => {
    expect(urlFacts(url)).toEqual(urlFacts('https://api.open.cx/backend/a'));
  });

  it.each([
    ['path case', 'https://api.open.cx/backend/A'],
    ['scheme', 'http://api.open.cx/backend/a'],
    ['port', 'https://api.open.cx:8443/backend/a'],
    ['query', 'https://api.open.cx/backend/a?b=1'],
    ['second slash', 'https://api.open.cx/backend/a//'],
  ])('makes a difference for %s', (_name, url) => {
    expect(urlFacts(url).digest).not.toBe(urlFacts('https://api.open.cx/backend/a').digest);
  });

  it('tells scheme and host, and 64 hex digits for the rest', () => {
    expect(urlFacts('http://127.0.0.1:4010/hook')).toEqual({
      scheme: 'http:',
      host: '127.0.0.1:4010',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each(['', 'hook', 'localhost:3000/hook', 'ftp://example.test/hook', '"https://example.test/hook"'])(
    'refuses %j without repeating it',
    (text) => {
      expect(() => urlFacts(text)).toThrow(InvalidUrl);
      expect(() => urlFacts(text)).toThrow(/^The text is not an http or https URL\.$/);
    },
  );
});

describe('the organization of a URL', () => {
  it('is the same for two tokens of one organization', () => {
    const one = urlFacts(hook({ org_id: 'org-7', iat: 1 }));
    const other = urlFacts(hook({ org_id: 'org-7', iat: 2 }));
    expect(one.organization).toMatch(/^[0-9a-f]{64}$/);
    expect(other.organization).toBe(one.organization);
    expect(other.digest).not.toBe(one.digest);
  });

  it('differs between organizations', () => {
    expect(urlFacts(hook({ org: 'a' })).organization).not.toBe(urlFacts(hook({ org: 'b' })).organization);
  });

  it.each([
    'org',
    'org_id',
    'orgId',
    'organization',
    'organization_id',
    'organizationId',
    'organisation_id',
    'tenant',
    'tenantId',
    'https://open.cx/org_id',
  ])('is read from the claim %s', (claim) => {
    expect(urlFacts(hook({ sub: 'x', [claim]: 'org-7' })).organization).toBe(
      urlFacts(hook({ org: 'org-7' })).organization,
    );
  });

  it('is read from an object with an id, and from a number', () => {
    const named = urlFacts(hook({ org: '7' })).organization;
    expect(urlFacts(hook({ organization: { id: '7', name: 'Example' } })).organization).toBe(named);
    expect(urlFacts(hook({ org_id: 7 })).organization).toBe(named);
  });

  it('prefers the id to the name, whatever their order', () => {
    const id = urlFacts(hook({ org_id: '7' })).organization;
    expect(urlFacts(hook({ org: 'Example', org_id: '7' })).organization).toBe(id);
  });

  it('is found in a query value and in an escaped segment', () => {
    const token = jwt({ org: 'org-7' });
    const named = urlFacts(hook({ org: 'org-7' })).organization;
    expect(urlFacts(`https://example.test/hook?token=${token}`).organization).toBe(named);
    expect(urlFacts(`https://example.test/${token.replaceAll('.', '%2E')}`).organization).toBe(named);
  });

  it.each([
    ['no token', 'https://api.open.cx/backend/a.b.c'],
    ['no organization', hook({ sub: 'someone' })],
    ['an empty organization', hook({ org: '' })],
    ['a list for an organization', hook({ org: ['a'] })],
    ['a broken escape', 'https://api.open.cx/%E0%A4%A/x'],
  ])('is absent with %s', (_name, url) => {
    expect(urlFacts(url)).not.toHaveProperty('organization');
  });

  it('never throws on a valid URL', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(urlFacts(url).digest).toHaveLength(64);
      }),
    );
  });
});

describe('fingerprint', () => {
  it('can be read back', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.option(fc.string({ minLength: 1 }), { nil: undefined }), (url, org) => {
        const facts = urlFacts(`${url.replace(/[?#].*/, '')}?t=${org === undefined ? '' : jwt({ org })}`);
        expect(parseFingerprint(fingerprint(facts))).toEqual(facts);
      }),
    );
  });

  it('holds nothing of the path', () => {
    const text = fingerprint(urlFacts('https://api.open.cx/backend/hubspot/canary'));
    expect(text).toMatch(/^redacted:https:api\.open\.cx:sha256-[0-9a-f]{64}:org-none$/);
  });

  it('keeps ports and IPv6 hosts', () => {
    const facts = urlFacts('http://[::1]:4010/x');
    expect(parseFingerprint(fingerprint(facts))).toEqual(facts);
  });

  it.each(['', 'redacted:', 'https://example.test', 'redacted:https:api.open.cx:sha256-00:org-none'])(
    'is not read from %j',
    (text) => {
      expect(parseFingerprint(text)).toBeNull();
    },
  );
});
