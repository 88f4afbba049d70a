import { troubleshooting } from '../../src/core/docs.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { sayFailure } from './failure-reasons.ts';
import { byFrequency, type CountedReason, sayReason, total } from './skip-reasons.ts';

export default defineCheck({
  id: 'processing/outcome',
  title: 'The events received were acted on',
  causes: ['event-failed', 'event-skipped'],
  needs: ['journal.events'],
  symptoms: ['delivered-but-ignored'],
  docs: troubleshooting('webhook-shows-delivered-in-hubspot-but-nothing-happens'),
  about:
    'HubSpot shows an event as delivered as soon as it is answered with 200; the work comes afterwards. The ' +
    'journal says what became of each event. Skipping some is normal; skipping all of them is what "nothing ' +
    'happens" looks like. A failed event is not tried again by itself.',
  judge(needed) {
    const journal = needed['journal.events'];
    const [mostFailed] = byFrequency(journal.failed);
    if (mostFailed !== undefined) return eventsFailed(journal, mostFailed);

    // That no event came at all is judged by webhooks/delivering.
    if (journal.received === 0) {
      return notApplicable(`The journal holds no events${elsewhere(journal)}.`);
    }
    const [mostSkipped] = byFrequency(journal.skipped);
    const isUnderWay = journal.received > journal.done + total(journal.skipped);
    if (journal.done === 0 && isUnderWay) {
      return unknown('The events received are still being worked on.', { measured: sayCounts(journal) });
    }
    if (journal.done === 0 && mostSkipped !== undefined) return eventsSkipped(journal, mostSkipped);
    return pass('Events were acted on and none failed.', { measured: sayCounts(journal) });
  },
});

function eventsFailed(journal: JournalSummary, most: CountedReason): Judgement {
  return fail(
    {
      cause: 'event-failed',
      details: { reason: most.reason, count: most.count, failed: total(journal.failed) },
    },
    {
      summary: `Events were received and their work failed, most often because ${sayFailure(most.reason)}. They are not tried again by themselves.`,
      measured: sayCounts(journal),
      expected: 'no failed events',
    },
  );
}

function eventsSkipped(journal: JournalSummary, most: CountedReason): Judgement {
  return fail(
    {
      cause: 'event-skipped',
      details: { reason: most.reason, count: most.count, skipped: total(journal.skipped) },
    },
    {
      summary: `All events received were skipped, most often because ${sayReason(most.reason)}.`,
      measured: sayCounts(journal),
      expected: 'events that are acted on',
    },
  );
}

function sayCounts(journal: JournalSummary): string {
  const skipped = total(journal.skipped);
  const failed = total(journal.failed);
  return `${journal.received} received, ${journal.done} done, ${skipped} skipped, ${failed} failed${elsewhere(journal)}`;
}

/** What came for other portals says nothing of this one. */
function elsewhere({ otherPortals = [] }: JournalSummary): string {
  const others = otherPortals.map(({ portalId, count }) => `${count} of portal ${portalId}`);
  return others.length === 0 ? '' : ` of the portal of the token; left out: ${others.join(', ')}`;
}
