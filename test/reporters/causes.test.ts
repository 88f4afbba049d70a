import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../checks/causes.ts';
import { causeFamilies } from '../../src/reporters/causes.ts';
import { anyReport } from './arbitrary.ts';
import { cause } from './build.ts';

const following = (id: CauseId, followsFrom: CauseId | null) =>
  cause(id, { title: id, checks: [], followsFrom });

const shape = (causes: ReturnType<typeof cause>[]) =>
  causeFamilies(causes).map(({ root, consequences }) => [root.id, ...consequences.map(({ id }) => id)]);

describe('cause families', () => {
  it('fold what follows, near and far, beneath the root', () => {
    const causes = [
      following('session-missing', 'event-failed'),
      following('reply-internal', null),
      following('event-failed', 'scope-missing'),
      following('scope-missing', null),
    ];
    expect(shape(causes)).toEqual([['reply-internal'], ['scope-missing', 'session-missing', 'event-failed']]);
  });

  it('take a cause whose root was not found as a root', () => {
    expect(shape([following('session-missing', 'event-failed')])).toEqual([['session-missing']]);
  });

  it('take causes that follow from each other as roots', () => {
    const circle = [
      following('ticket-missing', 'event-failed'),
      following('event-failed', 'ticket-missing'),
      following('session-missing', 'session-missing'),
    ];
    expect(shape(circle)).toEqual([['ticket-missing'], ['event-failed'], ['session-missing']]);
  });

  it('lose no cause', () => {
    fc.assert(
      fc.property(anyReport, ({ causes }) => {
        const held = causeFamilies(causes).flatMap(({ root, consequences }) => [root, ...consequences]);
        expect(held).toHaveLength(causes.length);
        expect(new Set(held)).toEqual(new Set(causes));
      }),
    );
  });
});
