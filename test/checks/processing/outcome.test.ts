import { describe, expect, it } from 'vitest';
import check from '../../../checks/processing/outcome.ts';
import { findingsOf, judge } from '../conversation/builders.ts';
import { journal } from './journal-builder.ts';

const judgeJournal = (over: Parameters<typeof journal>[0]) =>
  judge(check, { 'journal.events': journal(over) });

describe('processing/outcome', () => {
  it('passes when events were acted on, some skipped', () => {
    const verdict = judgeJournal({ received: 5, done: 3, skipped: [{ reason: 'outgoing', count: 2 }] });
    expect(verdict).toMatchObject({ status: 'pass', measured: '5 received, 3 done, 2 skipped, 0 failed' });
  });

  it('fails for a failed event and leads with the most frequent reason', () => {
    const verdict = judgeJournal({
      received: 9,
      done: 4,
      skipped: [{ reason: 'outgoing', count: 1 }],
      failed: [
        { reason: 'timeout', count: 1 },
        { reason: '403 MISSING_SCOPES', count: 3 },
      ],
    });
    expect(verdict.status).toBe('fail');
    expect(findingsOf(verdict)).toEqual([
      { cause: 'event-failed', details: { reason: '403 MISSING_SCOPES', count: 3, failed: 4 } },
    ]);
  });

  it('fails when all were skipped and says why in words', () => {
    const verdict = judgeJournal({
      received: 5,
      done: 0,
      skipped: [
        { reason: 'duplicate', count: 1 },
        { reason: 'owner-not-ai-user', count: 4 },
      ],
    });
    expect(findingsOf(verdict)).toEqual([
      { cause: 'event-skipped', details: { reason: 'owner-not-ai-user', count: 4, skipped: 5 } },
    ]);
    expect(verdict.summary).toContain('not assigned to the AI user');
  });

  it('shows a reason that it has no words for', () => {
    const verdict = judgeJournal({ received: 1, done: 0, skipped: [{ reason: 'constructor', count: 1 }] });
    expect(verdict.summary).toContain('because constructor.');
  });

  it('cannot tell while events are being worked on', () => {
    const verdict = judgeJournal({ received: 3, done: 0, skipped: [{ reason: 'outgoing', count: 1 }] });
    expect(verdict.status).toBe('unknown');
  });

  it('has nothing to judge in an empty journal', () => {
    expect(judgeJournal({ received: 0, done: 0 }).status).toBe('na');
  });

  it('does not judge what came for other portals, and says that it came', () => {
    const otherPortals = [{ portalId: 2002, count: 4 }];
    const none = judge(check, { 'journal.events': journal({ received: 0, done: 0, otherPortals }) });
    expect(none).toMatchObject({ status: 'na', summary: expect.stringContaining('4 of portal 2002') });
    const some = judge(check, { 'journal.events': journal({ otherPortals }) });
    expect(some).toMatchObject({
      status: 'pass',
      measured: expect.stringContaining('left out: 4 of portal 2002'),
    });
  });
});
