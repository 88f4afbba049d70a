import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { causeFamilies, explained, withoutCause } from '../../src/reporters/causes.ts';
import { anyReport } from './arbitrary.ts';
import { asked, cause, check, passed, report } from './build.ts';
import { accepted, noToken, offline } from './samples.ts';

const following = (id: string, followsFrom: string | null) =>
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

describe('where there is no cause', () => {
  const odd = check('token/portal', 'fail', 'Odd.');
  const open = asked('webhooks/committed', 'Is it?');
  const untold = check('logs/unauthorized', 'unknown', 'No call was read.');
  it.each([
    [
      'everything holds',
      report({ status: 'healthy', checks: [passed('token/format')] }),
      'No cause found: every claim that was checked holds.',
    ],
    [
      'questions are left',
      report({ status: 'open', checks: [passed('token/format'), open] }),
      'No cause found so far: what could be measured holds, and the open questions below can still decide.',
    ],
    ['a failure is accepted', accepted, 'No cause found apart from failures that are accepted for now.'],
    [
      'much could not be told',
      offline,
      'No cause found, but not everything could be told; the main reason: HubSpot did not answer in time.',
    ],
    [
      'a check says by itself that it cannot tell',
      report({ status: 'incomplete', checks: [untold] }),
      'No cause found, but not everything could be told: the checks below say what is missing.',
    ],
    [
      'no documented one fits',
      report({ status: 'problems', checks: [odd] }),
      'No documented cause explains what the checks below found.',
    ],
    [
      'something is in the way',
      noToken,
      'Until that is mended, nothing can be said of what could not be asked.',
    ],
  ])('says why: %s', (_why, sample, said) => {
    expect(withoutCause(sample)).toBe(said);
  });
});

it('names the symptoms that a cause explains, and all of them as such', () => {
  const explaining = (explains: string[]) =>
    explained(cause('token-rejected', { title: '', checks: [], explains }));
  expect(explaining(['replies-not-syncing', 'crm-panel-empty'])).toBe('replies-not-syncing, crm-panel-empty');
  expect(explaining([...SYMPTOM_IDS])).toBe('every symptom');
});
