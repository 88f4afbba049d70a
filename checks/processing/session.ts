import { troubleshooting } from '../../src/core/docs.ts';
import type { Contact, Thread, Ticket } from '../../src/core/hubspot/records.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';
import type { Session } from '../../src/core/opencx.ts';
import { questionIn } from '../facts.ts';
import { seconds } from '../proof/wording.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, manual, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { isNotFound, obtained } from '../shared/obtained.ts';
import { byFrequency, total } from './skip-reasons.ts';

export default defineCheck({
  id: 'processing/session',
  title: 'The conversation has an OpenCX session',
  causes: ['session-missing'],
  ofConversation: true,
  needs: [],
  uses: [
    'conversation.session',
    'conversation.thread',
    'conversation.ticket',
    'conversation.contact',
    'journal.events',
  ],
  shown: {
    by: 'proof.session',
    judge: ({ seen, ms }) =>
      seen
        ? pass('The test message of a live test has its session.', { measured: `seen after ${seconds(ms)}` })
        : notApplicable('A live test has looked for its session; proof/session-made tells what came of it.'),
  },
  after: ['token/portal'],
  symptoms: ['delivered-but-ignored', 'email-without-session'],
  docs: troubleshooting('email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created'),
  about:
    'Every conversation that OpenCX takes up gets a session in its inbox. A session can be read only by its own ' +
    'id, so it has to be named; without it the journal of the engine may show that the events of a thread ' +
    'never came or failed.',
  judge(_, used, mode) {
    const session = used['conversation.session'];
    const thread = used['conversation.thread'];
    const ticket = used['conversation.ticket'];
    if (session.outcome === 'ok') {
      return judgeLink(session.value, {
        thread: obtained(thread),
        ticket: obtained(ticket),
        contact: obtained(used['conversation.contact']),
      });
    }
    if (session.outcome === 'error') {
      // A session id that OpenCX does not know is the finding of conversation/found.
      return isNotFound(session.error)
        ? unknown('The session that was named does not exist in OpenCX.')
        : unknown(`The OpenCX session could not be read: ${session.error.message}`);
    }

    const journal = obtained(used['journal.events']);
    const knownThread = obtained(thread);
    const byJournal =
      journal !== undefined && knownThread !== undefined ? judgeByJournal(knownThread, journal) : undefined;
    return (
      byJournal ??
      manual(
        'Whether OpenCX has a session of this conversation is not known.',
        questionIn(mode, 'conversation.session'),
      )
    );
  },
});

/** What is known of the conversation on HubSpot's side. */
interface HubSpotSide {
  thread: Thread | undefined;
  ticket: Ticket | null | undefined;
  contact: Contact | null | undefined;
}

/**
 * Whether a session that exists is the session of the conversation that was named. Which of HubSpot's ids a
 * session carries is not documented, so that of the thread and that of the ticket are both taken.
 */
function judgeLink(session: Session, { thread, ticket, contact }: HubSpotSide): Judgement {
  const hubSpotIds = [thread?.id, thread?.ticketId, ticket?.id, ticket?.threadId].filter(
    (id) => id !== undefined,
  );
  if (hubSpotIds.length === 0) return pass('The OpenCX session exists.');
  if (session.ticketingId !== undefined && hubSpotIds.includes(session.ticketingId)) {
    return pass('The OpenCX session exists and points at this conversation.');
  }
  if (isSameEmail(session.contactEmail, contact?.email)) {
    return pass('The OpenCX session exists and has the same contact as this conversation.');
  }
  if (session.ticketingId !== undefined) {
    return unknown('The session that was named points at another conversation than the one that was named.', {
      measured: `the session points at ${session.ticketingSystem ?? 'an unnamed system'} ${session.ticketingId}`,
      expected: `one of ${hubSpotIds.join(', ')}`,
    });
  }
  return pass(
    'The OpenCX session exists. It names no HubSpot id, so that it is the right one is taken as given.',
  );
}

function isSameEmail(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.trim().toLowerCase() === other?.trim().toLowerCase();
}

/**
 * What the journal says of a thread's session, or undefined where it leaves it open. The journal's counts are
 * of all threads together, so that nothing concluded here is more than likely.
 */
function judgeByJournal(thread: Thread, journal: JournalSummary): Judgement | undefined {
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
