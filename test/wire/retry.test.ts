import { describe, expect, it } from 'vitest';
import { type ErrorKind, EvidenceFailure } from '../../src/core/evidence.ts';
import { waitBeforeNextTry } from '../../src/wire/retry.ts';

const failed = (kind: ErrorKind, sent: boolean) => ({
  sent,
  failure: new EvidenceFailure({ kind, message: 'failed' }),
});
const wait = (kind: ErrorKind, sent: boolean, repeatable: boolean) =>
  waitBeforeNextTry(failed(kind, sent), 1, repeatable, 0);

describe('waitBeforeNextTry', () => {
  it('tries again where no connection was taken in time, even what must not be sent twice', () => {
    expect(wait('timeout', false, true)).toBe(200);
    expect(wait('timeout', false, false)).toBe(200);
    expect(wait('reset', false, false)).toBe(200);
  });

  it('does not try again once a request was sent and used up its time', () => {
    expect(wait('timeout', true, true)).toBeNull();
  });

  it.each(['dns', 'tls', 'refused', 'parse', 'not-allowed'] as const)(
    'does not try again after %s',
    (kind) => {
      expect(wait(kind, false, true)).toBeNull();
    },
  );
});
