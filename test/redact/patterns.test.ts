/** What is looked for by a sign first is found as if it were not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SECRET_PATTERNS } from '../../src/redact/patterns.ts';
import { PROOF } from '../support/proof.ts';

const HOSTS = ['open.cx', 'OPEN.CX', 'platform.', 'docs.', 'www.', 'api.', 'hooks-1.', 'xopen.cx'];
const SIGNS = ['/', '\\/', '%2F', ':443', '%3A8443', '@', '%40', '.', '-', ' ', '"', '\n', 'a', '9'];

const text = fc
  .array(fc.constantFrom(...HOSTS, ...SIGNS), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

test.each(SECRET_PATTERNS.flatMap(({ kind, pattern, sign }) => (sign ? [{ kind, pattern, sign }] : [])))(
  '$kind',
  ({ pattern, sign }) => {
    let found = 0;
    fc.assert(
      fc.property(text, (given) => {
        const holdsOne = given.replace(pattern, '') !== given;
        if (!holdsOne) return;
        found += 1;
        expect(sign.test(given)).toBe(true);
      }),
      { numRuns: PROOF ? 50_000 : 2_000 },
    );
    expect(found).toBeGreaterThan(0);
  },
);
