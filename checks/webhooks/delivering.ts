import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence, Obtained } from '../../src/core/evidence.ts';
import type { Message } from '../../src/core/hubspot/records.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, fail, type Judgement, manual, pass, unknown } from '../shared/judgement.ts';
import { confidenceIn, untold } from '../shared/obtained.ts';
import { isLater } from './events.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** HubSpot takes up to five minutes to follow a changed setting, so a younger message is not missed yet. */
const SETTLING_MS = 5 * 60 * 1000;

/** Messages of these types are announced as `conversation.newMessage`, whoever wrote them (HubSpot docs). */
const ANNOUNCED: readonly string[] = ['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE'];

/**
 * Holds the journal against the conversation. Never confirmed: the receiver may have been off at the time, and a
 * journal does not say when it was not looking.
 */
export default defineCheck({
  id: 'webhooks/delivering',
  title: 'What happened in HubSpot arrived as events',
  causes: ['events-not-arriving'],
  needs: [],
  uses: ['journal.events', 'webhooks.delivering', 'conversation.messages'],
  after: ['webhooks/registered'],
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    "Compares what the journal received with the messages of the conversation that was named. Messages written while the journal was kept, in a conversation that no event ever came for, mean that HubSpot does not send them. Messages younger than five minutes are left out. Where no journal tells it, a person is asked what HubSpot's own log of deliveries shows.",
  judge(_needed, used) {
    const journal = used['journal.events'];
    const log = used['webhooks.delivering'];
    const measured =
      journal.outcome === 'ok' ? byJournal(journal.value, used['conversation.messages']) : undefined;
    if (measured && measured.status !== 'unknown') return measured;
    if (log.outcome === 'ok') return byLog(log);
    if (measured) return measured;
    if (journal.outcome === 'error') return untold(journal);
    return manual(
      "Neither a journal nor HubSpot's log of deliveries has been looked at.",
      'What does the Webhooks log of the HubSpot app show for a message that was just written: no row, rows with an error, or rows that were answered with 200?',
    );
  },
});

function byJournal(journal: JournalSummary, messages: Evidence<Message[]>): Judgement {
  const unheard = unheardMessages(journal, messages);
  if (journal.received === 0) {
    if (unheard.length > 0) return notArriving(unheard, 'possible');
    return unknown(
      'The journal holds no event, and nothing is known to have happened in HubSpot while it was kept.',
    );
  }
  const { firstAt } = journal;
  const whileKept = unheard.filter(({ createdAt }) => firstAt && isLater(createdAt, firstAt));
  if (whileKept.length > 0) return notArriving(whileKept, 'likely');
  const last = journal.lastAt ? `, the last at ${journal.lastAt}` : '';
  return pass(`Events arrive: ${journal.received} so far${last}.`, {
    measured: `${journal.received} events`,
  });
}

/** A person's word. An error in the log is no word on the subscriptions: the events leave HubSpot. */
function byLog(log: Obtained<'none' | 'errors' | 'delivered'>): Judgement {
  if (log.value === 'delivered') {
    return pass("HubSpot's log shows deliveries that were answered with 200.", { measured: 'delivered' });
  }
  const [summary, measured] =
    log.value === 'none'
      ? ["HubSpot's log shows no delivery for what happened: the event was not sent.", 'no delivery']
      : [
          "HubSpot's log shows deliveries that ended in an error or were not answered with 200: the events leave HubSpot and are not taken.",
          'deliveries with an error',
        ];
  return fail(
    { cause: 'events-not-arriving', confidence: confidenceIn(log), details: { log: log.value } },
    { summary, measured, expected: 'deliveries that are answered with 200' },
  );
}

/** Messages that should have been announced by the time they were read, in threads that no event came for. */
function unheardMessages(journal: JournalSummary, messages: Evidence<Message[]>): Message[] {
  if (messages.outcome !== 'ok') return [];
  const readAt = Date.parse(messages.at);
  return messages.value.filter(
    ({ type, createdAt, threadId }) =>
      ANNOUNCED.includes(type) &&
      !journal.threadIds.includes(threadId) &&
      readAt - Date.parse(createdAt) > SETTLING_MS,
  );
}

function notArriving(unheard: readonly Message[], confidence: Confidence): Judgement {
  const count = unheard.length;
  return fail(
    { cause: 'events-not-arriving', confidence, details: { messages: count } },
    {
      summary: `The conversation has ${count === 1 ? 'a message' : `${count} messages`} in HubSpot, but no event came for it.`,
      measured: 'no event for this conversation',
      expected: 'one event for each message',
    },
  );
}
