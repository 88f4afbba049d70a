import { Signature } from '@hubspot/api-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { signV1, signV2, signV3 } from '../../../src/engine/signature/sign.ts';
import { verifySignature } from '../../../src/engine/signature/verify.ts';

const NOW = Date.parse('2026-11-20T15:00:00Z');

const path = fc.stringMatching(/^[a-z0-9/:?=&,;%@$!()*'.-]{0,40}$/);
const scenario = fc.record({
  secret: fc.uuid().map((text) => new Secret(text)),
  method: fc.constantFrom('POST', 'PUT', 'GET'),
  url: path.map((rest) => `https://engine.example.test/${rest}`),
  body: fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  at: fc.integer({ min: NOW - 300_000, max: NOW + 300_000 }),
});

/** The text with one character exchanged for another one. */
function flipped(text: string, position: number): string {
  const at = position % text.length;
  const exchanged = text[at] === 'x' ? 'y' : 'x';
  return text.slice(0, at) + exchanged + text.slice(at + 1);
}

function flippedBytes(text: string, position: number): Buffer {
  const bytes = Buffer.from(text);
  const at = position % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

describe('a signature of ours', () => {
  it('fits, and fits nothing else by a byte', () => {
    fc.assert(
      fc.property(scenario, fc.nat(), ({ secret, method, url, body, at }, position) => {
        const signature = signV3(secret, { method, url, body }, at);
        const request = { method, urls: [url], rawBody: Buffer.from(body), secret, now: NOW };
        const headers = {
          'x-hubspot-signature-v3': signature,
          'x-hubspot-request-timestamp': String(at),
        };
        const verdictOf = (changes: Partial<Parameters<typeof verifySignature>[0]>) =>
          verifySignature({ ...request, headers, ...changes }).verdict;
        const stamped = String(at);
        const digit = position % stamped.length;
        const otherStamp =
          stamped.slice(0, digit) + ((Number(stamped[digit]) + 1) % 10) + stamped.slice(digit + 1);

        expect(verdictOf({})).toBe('valid');
        expect([
          verdictOf({ rawBody: flippedBytes(body, position) }),
          verdictOf({ urls: [flipped(url, position)] }),
          verdictOf({ method: flipped(method, position) }),
          verdictOf({ secret: new Secret(flipped(secret.reveal(), position)) }),
          verdictOf({ headers: { ...headers, 'x-hubspot-request-timestamp': otherStamp } }),
          verdictOf({ headers: { ...headers, 'x-hubspot-signature-v3': flipped(signature, position) } }),
        ]).toEqual(Array(6).fill('invalid'));
      }),
    );
  });

  it('of version 1 or 2 fits nothing else by a byte either', () => {
    fc.assert(
      fc.property(scenario, fc.nat(), ({ secret, method, url, body }, position) => {
        const rawBody = Buffer.from(body);
        const versions = { v1: signV1(secret, body), v2: signV2(secret, { method, url, body }) };
        for (const [version, signature] of Object.entries(versions)) {
          const judge = (given: string, bytes: Buffer) =>
            verifySignature({
              method,
              urls: [url],
              rawBody: bytes,
              secret,
              now: NOW,
              headers: { 'x-hubspot-signature': given, 'x-hubspot-signature-version': version },
            });
          expect(judge(signature, rawBody)).toMatchObject({ verdict: 'valid', version });
          expect(judge(flipped(signature, position), rawBody).verdict).toBe('invalid');
          expect(judge(signature, flippedBytes(body, position)).verdict).toBe('invalid');
        }
      }),
    );
  });

  it("is what HubSpot's own client makes and accepts", () => {
    fc.assert(
      fc.property(scenario, ({ secret, method, url, body }) => {
        const timestamp = Date.now();
        const common = { clientSecret: secret.reveal(), requestBody: body, method, url, timestamp };
        const parts = { method, url, body };
        const accepted = [
          Signature.isValid({ ...common, signatureVersion: 'v1', signature: signV1(secret, body) }),
          Signature.isValid({ ...common, signatureVersion: 'v2', signature: signV2(secret, parts) }),
          Signature.isValid({
            ...common,
            signatureVersion: 'v3',
            signature: signV3(secret, parts, timestamp),
          }),
        ];
        expect(accepted).toEqual([true, true, true]);
      }),
    );
  });
});

it('no signature and no timestamp of whatever form makes the verifier throw or agree', () => {
  const oddText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '=', 'v3', '0'.repeat(64), '='.repeat(44), 'é'.repeat(22), 'A'.repeat(100_000)),
  );
  fc.assert(
    fc.property(
      fc.record(
        {
          'x-hubspot-signature-v3': oddText,
          'x-hubspot-signature': fc.oneof(oddText, fc.array(oddText)),
          'x-hubspot-signature-version': fc.constantFrom('v1', 'v2', 'v3', ''),
          'x-hubspot-request-timestamp': fc.constantFrom(String(NOW), '', 'soon', '9'.repeat(13)),
        },
        { requiredKeys: [] },
      ),
      (headers) => {
        const finding = verifySignature({
          method: 'POST',
          urls: ['https://engine.example.test/', 'not a URL', '%'],
          rawBody: Buffer.from('[]'),
          headers,
          secret: new Secret('client-secret-of-a-test'),
          now: NOW,
        });
        expect(finding.verdict).not.toBe('valid');
      },
    ),
  );
});
