import type { DeliveryFates, DeliveryLog } from '../../src/core/delivery-log.ts';
import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence, Obtained } from '../../src/core/evidence.ts';
import type { Message } from '../../src/core/hubspot/records.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';
import { questionIn } from '../facts.ts';
import { shownByAny } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import {
  type Confidence,
  fail,
  type Judgement,
  manual,
  notApplicable,
  pass,
  unknown,
} from '../shared/judgement.ts';
import { confidenceIn, obtained, untold } from '../shared/obtained.ts';
import { ANNOUNCED, isLater } from './events.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** HubSpot takes up to five minutes to follow a changed setting, so a younger message is not missed yet. */
const SETTLING_MS = 5 * 60 * 1000;

/**
 * Holds the journal against the conversation. Never confirmed: the receiver may have been off at the time, and a
 * journal does not say when it was not looking.
 */
export default defineCheck({
  id: 'webhooks/delivering',
  title: 'What happened in HubSpot arrived as events',
  causes: ['events-not-arriving', 'webhook-url-stale'],
  needs: [],
  uses: [
    'journal.events',
    'deliveries.log',
    'deliveries.fates',
    'webhooks.delivering',
    'conversation.messages',
  ],
  after: ['webhooks/registered'],
  shown: shownByAny('Events of a live test have arrived.'),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    "Compares what the journal received with the messages of the conversation that was named. Messages written while the journal was kept, in a conversation that no event ever came for, mean that HubSpot does not send them. Messages younger than five minutes are left out. Where HubSpot's own log of deliveries is given as well, what it shows as answered and the journal has not went to another address. Where neither tells it, a person is asked what HubSpot's own log of deliveries shows.",
  judge(_needed, used, mode) {
    const journal = used['journal.events'];
    const log = used['webhooks.delivering'];
    const measured =
      journal.outcome === 'ok' ? byJournal(journal.value, used['conversation.messages']) : undefined;
    const elsewhere = byFates(obtained(used['deliveries.fates']));
    if (elsewhere) return elsewhere;
    if (measured && measured.status !== 'unknown') return measured;
    const delivered = byDeliveries(obtained(used['deliveries.log']));
    if (delivered) return delivered;
    if (log.outcome === 'ok') return byLog(log);
    if (measured) return measured;
    if (journal.outcome === 'error') return untold(journal);
    return manual(
      "Neither a journal nor HubSpot's log of deliveries has been looked at.",
      questionIn(mode, 'webhooks.delivering'),
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

/** What HubSpot saw answered while the journal was kept, and the journal has not, was answered by somebody else. */
function byFates(fates: DeliveryFates | undefined): Judgement | undefined {
  if (!fates || fates.delivered === 0) return undefined;
  const { delivered, done, skipped, failed, missing, lastMissingAt } = fates;
  const measured = [
    `${delivered} events delivered and answered`,
    `${done} done here`,
    ...skipped.map(({ reason, count }) => `${count} skipped (${reason})`),
    ...failed.map(({ reason, count }) => `${count} failed (${reason})`),
    `${missing} not in the journal`,
  ].join(', ');
  if (missing === 0) {
    return pass('Every event that HubSpot delivered is in the journal.', { measured });
  }
  const last = lastMissingAt === undefined ? '' : `, the last at ${lastMissingAt}`;
  return fail(
    { cause: 'webhook-url-stale', confidence: 'likely', details: { missing } },
    {
      summary: `HubSpot delivered ${missing === 1 ? 'an event that was' : `${missing} events that were`} answered and never came to this journal${last}: they went to another address.`,
      measured,
      expected: 'every delivered event in the journal',
    },
  );
}

/** Whether the target took what was sent is told by another check, with its causes. */
function byDeliveries(log: DeliveryLog | undefined): Judgement | undefined {
  if (!log || log.deliveries === 0) return undefined;
  if (log.answered === 0) {
    return notApplicable('HubSpot sends events; deliveries/accepted tells how they were taken.');
  }
  return pass(
    `HubSpot's log shows ${log.answered === 1 ? 'a delivery that was' : `${log.answered} deliveries that were`} answered with 200.`,
    { measured: `${log.answered} of ${log.deliveries} deliveries answered` },
  );
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
