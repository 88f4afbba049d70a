import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { maskEmail } from '../../src/redact/mask.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { fingerprint, urlFacts } from '../../src/redact/url-facts.ts';
import { runs } from '../support/proof.ts';

const TOKEN = 'pat-eu1-00000000-0000-0000-0000-000000000000';
const byLook = createRedactor([]);

/** Letters that no encoding changes, in quotes and signs that each encoding does. */
const canary = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9]{10,30}$/), fc.constantFrom('', '"', '\\', '/+?', ' é ', '&<>', '😀'))
  .map(([letters, signs]) => `${letters}${signs}${letters}`);

const around = fc.string({ maxLength: 20 });

describe('a secret of this run', () => {
  const same = (letters: string) => letters;
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it.each<[string, (secret: string) => string, (letters: string) => string]>([
    ['as given', (secret) => secret, same],
    ['percent-encoded', encodeURIComponent, same],
    ['in a URL', encodeURI, same],
    ['in JSON', (secret) => JSON.stringify({ secret }), same],
    ['in upper case', (secret) => secret.toUpperCase(), (letters) => letters.toUpperCase()],
    ['in base64', base64, (letters) => base64(letters).slice(0, 8)],
    [
      'in base64url',
      (secret) => Buffer.from(secret).toString('base64url'),
      (letters) => base64(letters).slice(0, 8),
    ],
    [
      'within base64',
      (secret) => base64(`user:${secret}@`),
      (letters) => base64(`user:${letters}`).slice(7, 15),
    ],
  ])('does not survive %s', (_name, encode, traceOf) => {
    fc.assert(
      fc.property(canary, around, around, (secret, before, after) => {
        const redactor = createRedactor([new Secret(secret)]);
        const trace = traceOf(secret.slice(0, 10));
        fc.pre(!(before + after).includes(trace));
        const text = before + encode(secret) + after;
        expect(text).toContain(trace);
        expect(redactor.findSecret(text)).not.toBeNull();
        expect(redactor.redact(text)).not.toContain(trace);
        expect(redactor.findSecret(redactor.redact(text))).toBeNull();
      }),
    );
  });

  it('does not survive in the form that it is sent in, cleaned of the faults of pasting', () => {
    const redactor = createRedactor([new Secret('"Bearer canary\u200b-0123456789" ')]);
    expect(redactor.redact('sent canary-0123456789 to HubSpot')).toBe('sent [secret] to HubSpot');
  });

  it('is a webhook URL in whole and in each long part', () => {
    const redactor = createRedactor([new Secret('https://hooks.example.test/in/canary0123456789abcdef?k=1')]);
    expect(redactor.redact('POST https://hooks.example.test/in/canary0123456789abcdef?k=1')).toBe(
      'POST [secret]',
    );
    expect(redactor.redact('host hooks.example.test, path /in/canary0123456789abcdef?k=1')).toBe(
      'host hooks.example.test, path [secret]',
    );
    expect(redactor.redact('token canary0123456789abcdef')).toBe('token [secret]');
    expect(redactor.redact('HTTPS:\\/\\/hooks.example.test\\/in\\/canary0123456789abcdef?k=1')).not.toContain(
      'canary',
    );
  });

  it('is masked whole where one secret is part of another', () => {
    const redactor = createRedactor([new Secret('canary-one'), new Secret('canary-one-and-two')]);
    expect(redactor.redact('x canary-one-and-two y')).toBe('x [secret] y');
  });

  it('is not taken from what everybody knows: a prefix, a base URL, a few letters', () => {
    const redactor = createRedactor(
      ['pat-na1-', 'ocx_live_', 'https://api.open.cx/', 'abc', ''].map((value) => new Secret(value)),
    );
    const text =
      'A token starts with pat-na1-, a key with ocx_live_; calls go to https://api.open.cx/ (abc).';
    expect(redactor.redact(text)).toBe(text);
  });

  it('is named by its kind', () => {
    expect(createRedactor([new Secret('canary-one')]).findSecret('x canary-one y')).toBe(
      'secret of this run',
    );
  });
});

describe('secrets known by their look', () => {
  it.each([
    ['HubSpot app token', `token ${TOKEN}.`, 'token pat-eu1-[secret].'],
    ['HubSpot app token', `x=${TOKEN.slice(0, 22)}`, 'x=pat-eu1-[secret]'],
    ['OpenCX API key', 'key ocx_live_0123456789abcdef', 'key ocx_live_[secret]'],
    ['JSON Web Token', 'in eyJhbGciOiJIUzI1NiJ9.eyJvcmciOiJ4In0.c2ln', 'in [secret]'],
    ['webhook URL', 'POST https://api.open.cx/backend/hubspot/x1?y=2', 'POST https://api.open.cx/[secret]'],
    ['webhook URL', 'https://API.eu.open.cx:8443/in/x', 'https://API.eu.open.cx:8443/[secret]'],
    ['webhook URL', 'u=https%3A%2F%2Fapi.open.cx%2Fbackend%2Fx', 'u=https%3A%2F%2Fapi.open.cx%2F[secret]'],
    ['webhook URL', '{"u":"https:\\/\\/api.open.cx\\/in\\/x"}', '{"u":"https:\\/\\/api.open.cx\\/[secret]"}'],
    [
      'webhook URL',
      '"{\\"u\\":\\"https://api.open.cx/in/x\\"}"',
      '"{\\"u\\":\\"https://api.open.cx/[secret]\\"}"',
    ],
    ['Authorization header', 'Authorization: Bearer abcdefgh01234567', 'Authorization: Bearer [secret]'],
    [
      'Authorization header',
      '{"authorization":"Bearer abcdefgh01234567"}',
      '{"authorization":"Bearer [secret]"}',
    ],
    ['Authorization header', 'authorization: Basic dTpw', 'authorization: Basic [secret]'],
    [
      'Authorization header',
      'X-HubSpot-Signature-v3: qXo1PASfXKd8KLy3T8tu=',
      'X-HubSpot-Signature-v3: [secret]',
    ],
    ['cookie', 'Cookie: hubspotutk=0a1b; other=2', 'Cookie: [secret]'],
    [
      'secret parameter',
      'GET /x?hapikey=00000000-0000-0000-0000-000000000000&a=1',
      'GET /x?hapikey=[secret]&a=1',
    ],
    ['secret parameter', '{"client_secret":"aaaa0000-bbbb"}', '{"client_secret":"[secret]"}'],
    ['email address', 'from jane.doe+x@mail.example.test.', 'from j…@mail.example.test.'],
    ['email address', 'from jörg@bücher.example', 'from j…@bücher.example'],
    ['email address', 'email=jane%40example.test', 'email=j…%40example.test'],
    ['phone number', 'call +1 (555) 010-0199 now', 'call [phone number] now'],
    ['phone number', 'call 555-010-0199 or (555) 010-0199', 'call [phone number] or [phone number]'],
  ])('%s: %s', (kind, text, redacted) => {
    expect(byLook.redact(text)).toBe(redacted);
    expect(byLook.findSecret(text)).toBe(kind);
    expect(byLook.findSecret(redacted)).toBeNull();
  });

  it.each([
    'Scope crm.objects.owners.read is missing; GET /crm/v3/owners/{id} answered 403 MISSING_SCOPES.',
    'Open https://app-eu1.hubspot.com/private-apps/1020304/2011410/webhooks and click Commit changes.',
    'See https://docs.open.cx/integrations/hubspot/troubleshooting#limits and https://platform.open.cx/settings/access.',
    'Calls to https://api.open.cx failed: getaddrinfo ENOTFOUND api.open.cx',
    'The token starts with pat- (pat-na1-, pat-eu1-), ends in 0000 and came with a stray "Bearer".',
    'Remove the word Bearer in front of the token; the Authorization header carries it already.',
    'At 2026-11-22T10:00:00.000+01:00, 1,000,000 of 1000000 calls; reset 2026-11-23T05:00:00Z.',
    'Session 00000000-0000-4000-8000-000000000000, thread 3624100517, actor A-7001, hub 22761544.',
    'opencx-hubspot 0.1.0 with @hubspot/api-client@14.0.1 on node@24.21.0, took 1234567890 ms',
    'Mail to an …@instant.cx address never reaches HubSpot. Set HUBSPOT_CLIENT_SECRET or api_key.',
    'Correlation 1f3870be-274f-46c6-9ab4-31e1a1fb8a5e; digest '.concat('0123456789abcdef'.repeat(4)),
    fingerprint(urlFacts('https://api.open.cx/backend/x')),
    '+20 %, +1 more, 3 + 4 = 7, 10:00 +0100, x.y@z',
  ])('leaves ordinary text alone: %s', (text) => {
    expect(byLook.redact(text)).toBe(text);
    expect(byLook.findSecret(text)).toBeNull();
  });
});

/** Secrets of every kind, and what can stand about them, in them and between them. */
const fragment = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    TOKEN,
    'canary-0123456789',
    'ocx_live_0123456789',
    'Authorization: ',
    'Bearer ',
    'eyJhbGciOiJIUzI1NiJ9.eyJvcmciOiJ4In0.c2ln',
    'https://api.open.cx/',
    'jane@example.test',
    '@',
    '.',
    '/',
    ' ',
    '[secret]',
    '+15550100199',
    '%40',
    '…',
    'cookie: a=b',
    'hapikey=0123456789',
    '(555) 010-0199',
    '\n',
    ';',
    'x',
    '7',
  ),
);

describe('redact', () => {
  it('changes nothing when it is done again, and leaves nothing to find', () => {
    const redactor = createRedactor([new Secret('canary-0123456789')]);
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (fragments) => {
        const once = redactor.redact(fragments.join(''));
        expect(redactor.redact(once)).toBe(once);
        expect(redactor.findSecret(once)).toBeNull();
      }),
      { numRuns: runs(5000) },
    );
  });
});

describe('redactIn', () => {
  const text = fc.array(fragment, { maxLength: 4 }).map((fragments) => fragments.join(''));
  const harmless = fc.constantFrom(
    '',
    'x',
    '7',
    '.',
    'Authorization: ',
    'Bearer',
    '0123456789',
    '@',
    'canary-',
  );
  const texts = fc.array(fc.oneof({ weight: 6, arbitrary: harmless }, text), { maxLength: 8 });

  it('masks in each text of a document what is masked in it by itself', () => {
    const redactor = createRedactor([new Secret('canary-0123456789')]);
    fc.assert(
      fc.property(texts, texts, (some, others) => {
        const masked = (list: readonly string[]) => list.map((each) => redactor.redact(each));
        expect(redactor.redactIn({ some, others: [{ others }], count: 1, none: null })).toEqual({
          some: masked(some),
          others: [{ others: masked(others) }],
          count: 1,
          none: null,
        });
      }),
      { numRuns: runs(20_000) },
    );
  });
});

describe('maskEmail', () => {
  it.each([
    ['jane@example.test', 'j…@example.test'],
    ['j@example.test', '…@example.test'],
    ['😀x@example.test', '😀…@example.test'],
    ['no address', '…'],
  ])('%s -> %s', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });
});

describe('secrets that become known later', () => {
  const names = Array.from(
    { length: 300 },
    (_, index) => `canary-${index.toString(36).padStart(4, '0')}-Ünder`,
  );

  it('are masked from then on, however many there are', () => {
    const redactor = createRedactor([new Secret('canary-first')]);
    const text = names.map((name) => `x ${name.toUpperCase()} y`).join('\n');
    expect(redactor.findSecret(text)).toBeNull();
    redactor.learn(names.map((name) => new Secret(name)));
    expect(redactor.redact(text)).toBe(names.map(() => 'x [secret] y').join('\n'));
    expect(redactor.redact('canary-first')).toBe('[secret]');
  });

  it('leave the letters around them where they were, whatever their case comes to', () => {
    const redactor = createRedactor([]);
    redactor.learn([new Secret('canary-\u0130stanbul')]);
    expect(redactor.redact('\u0130\u0130 CANARY-\u0130STANBUL \u0130')).toBe('\u0130\u0130 [secret] \u0130');
    expect(redactor.redact('canary-x')).toBe('canary-x');
  });
});
