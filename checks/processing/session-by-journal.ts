import type { Thread } from '../../src/core/hubspot.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';
import { fail, type Judgement, pass } from '../shared/judgement.ts';
import { byFrequency, total } from './reasons.ts';

/**
 * What the journal says of a thread's session, or undefined where it leaves it open. The journal's counts are
 * of all threads together, so that nothing concluded here is more than likely.
 */
export function judgeByJournal(thread: Thread, journal: JournalSummary): Judgement | undefined {
  if (!journal.threadIds.includes(thread.id)) {
    return wasRecordingAt(journal, thread.latestMessageAt ?? thread.createdAt)
      ? sessionMissing(thread, 'no event of this thread in the journal, though events came before and after')
      : undefined;
  }
  const [mostFailed] = byFrequency(journal.failed);
  if (mostFailed === undefined && journal.done > 0) {
    return pass('The journal holds events of this thread, events were acted on, and none failed.');
  }
  // Events that were only skipped prove nothing: a session may have been made before the journal began.
  if (mostFailed !== undefined && journal.done === 0) {
    return sessionMissing(
      thread,
      `events of this thread came; none in the journal was acted on and ${total(journal.failed)} failed (${mostFailed.reason})`,
    );
  }
  return undefined;
}

function sessionMissing(thread: Thread, measured: string): Judgement {
  return fail(
    { cause: 'session-missing', confidence: 'likely', details: { threadId: thread.id } },
    {
      summary: `By the journal, thread ${thread.id} was never taken up, so it probably has no OpenCX session.`,
      measured,
      expected: 'events of the thread that were acted on',
    },
  );
}

/** Events before and after prove that the engine listened; outside of them it may just have been off. */
function wasRecordingAt(journal: JournalSummary, at: string): boolean {
  if (journal.firstAt === undefined || journal.lastAt === undefined) return false;
  const moment = Date.parse(at);
  return Date.parse(journal.firstAt) <= moment && moment <= Date.parse(journal.lastAt);
}
