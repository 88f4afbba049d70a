import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Message } from '../../src/core/hubspot/records.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, fail, type Judgement, pass, unknown } from '../shared/judgement.ts';
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
  needs: ['journal.events'],
  uses: ['conversation.messages'],
  after: ['webhooks/registered'],
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'Compares what the journal received with the messages of the conversation that was named. Messages written while the journal was kept, in a conversation that no event ever came for, mean that HubSpot does not send them. Messages younger than five minutes are left out.',
  judge(needed, used) {
    const journal = needed['journal.events'];
    const unheard = unheardMessages(journal, used['conversation.messages']);
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
  },
});

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
