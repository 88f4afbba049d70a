import { describe, expect, test } from 'vitest';
import committed from '../../../checks/webhooks/committed.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { AFTER, arrived, BEFORE } from './samples.ts';

const UNCOMMITTED = found(false, 'stated');
const ACTIVITY = found([
  { type: 'WEBHOOK_SUBSCRIPTION_UPDATE', at: '2026-11-18T12:00:00Z' },
  { type: 'WEBHOOK_SETTINGS_UPDATE', at: '2026-11-17T12:00:00Z' },
]);

describe('webhooks/committed', () => {
  test('passes when it is stated', () => {
    const verdict = verdictOf(committed, { 'webhooks.committed': found(true, 'stated') });
    expect(verdict).toMatchObject({ status: 'pass', source: 'stated' });
  });

  test('fails when it is stated not to be', () => {
    const verdict = verdictOf(committed, { 'webhooks.committed': UNCOMMITTED });
    expect(verdict).toMatchObject({
      status: 'fail',
      findings: [{ cause: 'changes-uncommitted', confidence: 'likely' }],
    });
    expect(verdict.summary).toContain('not committed');
  });

  test('speaks of a deploy where the app is a project', () => {
    const verdict = verdictOf(committed, { 'webhooks.committed': UNCOMMITTED }, { mode: 'project-app' });
    expect(verdict).toMatchObject({ measured: 'not deployed', expected: 'deployed' });
    const open = verdictOf(committed, { 'webhooks.committed': NOT_GIVEN }, { mode: 'project-app' });
    expect(open.question).toContain('uploaded and deployed');
  });

  test.each([
    ['nobody has said', NOT_GIVEN, BEFORE, 'pass'],
    ['somebody said no before', UNCOMMITTED, AFTER, 'pass'],
    ['somebody said no after', UNCOMMITTED, BEFORE, 'fail'],
  ])('all three events arrived and %s', (_when, evidence, lastAt, status) => {
    const verdict = verdictOf(committed, {
      'webhooks.committed': evidence,
      'journal.events': arrived(lastAt),
    });
    expect(verdict.status).toBe(status);
  });

  test('does not conclude from some of the events', () => {
    const journal = arrived(AFTER, ['conversation.newMessage']);
    expect(
      causesOf(verdictOf(committed, { 'webhooks.committed': UNCOMMITTED, 'journal.events': journal })),
    ).toEqual(['changes-uncommitted']);
    expect(verdictOf(committed, { 'webhooks.committed': NOT_GIVEN, 'journal.events': journal }).status).toBe(
      'manual',
    );
  });

  test.each([
    ['the open question', NOT_GIVEN],
    ['the finding', UNCOMMITTED],
  ])('adds the last row of the security log to %s, as a hint', (_to, evidence) => {
    const { summary } = verdictOf(committed, {
      'webhooks.committed': evidence,
      'webhooks.activity': ACTIVITY,
    });
    expect(summary).toContain('WEBHOOK_SUBSCRIPTION_UPDATE at 2026-11-18T12:00:00Z');
    expect(summary).toContain('not documented');
  });

  test('never judges by the security log alone', () => {
    const verdict = verdictOf(committed, { 'webhooks.committed': NOT_GIVEN, 'webhooks.activity': ACTIVITY });
    expect(verdict).toMatchObject({ status: 'manual', findings: [] });
    expect(verdict.measured).toMatch(/^the security log last shows WEBHOOK_/);
    expect(verdictOf(committed, { 'webhooks.committed': NOT_GIVEN }).measured).toBeUndefined();
  });

  test('leaves it open when the answer could not be read', () => {
    expect(verdictOf(committed, { 'webhooks.committed': TIMED_OUT }).status).toBe('unknown');
  });
});
