import { troubleshooting } from '../../src/core/docs.ts';
import type { Obtained } from '../../src/core/evidence.ts';
import { eventLabel, REQUIRED_EVENTS, type Subscription } from '../../src/core/hubspot/webhooks.ts';
import { questionIn } from '../facts.ts';
import { shownByBoth } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, type Finding, fail, type Judgement, manual, pass } from '../shared/judgement.ts';
import { confidenceIn, untold } from '../shared/obtained.ts';
import { isMisplaced, missingEvents, sentEvents, WITNESSES } from './events.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

const TICKET_CHANGE = 'ticket.propertyChange';

/**
 * A paused subscription counts as subscribed: that it is paused is `webhooks/paused`. A ticket event in the expanded
 * format does not count, and is told as what it is instead of as missing; so is one in the wrong list of a file.
 */
export default defineCheck({
  id: 'webhooks/subscriptions',
  title: 'New message, Conversation creation and Ticket property change are subscribed',
  causes: ['subscription-missing', 'expanded-object-events'],
  needs: [],
  uses: ['webhooks.subscriptions', ...WITNESSES],
  shown: shownByBoth(
    'New message and Ticket: Property change have arrived in a live test, so they are subscribed; Conversation creation leaves no trace in one, and nothing was missing.',
    'All three events have arrived in a live test, so they are subscribed.',
  ),
  notFor: {
    oauth: OPENCX_OWNS_WEBHOOKS,
    'service-key':
      'A service key has no subscriptions; webhooks/registered says what that means for the integration.',
  },
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    "Looks for the three events that OpenCX works with among the subscriptions of the HubSpot app. Without New message nothing is answered, without Conversation creation new conversations stay unseen, and without Ticket property change the session does not follow the ticket. An event that was sent, by HubSpot's log of deliveries or by what the journal saw arrive, is subscribed.",
  judge(_needed, used, mode) {
    const subscriptions = used['webhooks.subscriptions'];
    if (subscriptions.outcome === 'ok') {
      return judgeSubscriptions(subscriptions, sentEvents(used, subscriptions));
    }
    if (missingEvents(sentEvents(used)).length === 0) {
      return pass('All three events were sent, so they are subscribed.');
    }
    if (subscriptions.outcome === 'error') return untold(subscriptions);
    return manual(
      'Nobody has said which events the app is subscribed to.',
      questionIn(mode, 'webhooks.subscriptions'),
    );
  },
});

function judgeSubscriptions(evidence: Obtained<Subscription[]>, sent: readonly string[]): Judgement {
  const rows = evidence.value;
  const names = rows.map(({ event }) => event);
  const wrong = rows.filter(isMisplaced);
  const right = rows.filter((row) => !isMisplaced(row)).map(({ event }) => event);

  const missing = missingEvents([...right, ...sent]);
  const expanded = missing.includes(TICKET_CHANGE) && rows.some(isExpandedTicketChange);
  const absent = missing.filter((event) => !(expanded && event === TICKET_CHANGE));
  const misplaced = absent.filter((event) => !missingEvents([...names, ...sent]).includes(event));
  const unsubscribed = absent.filter((event) => !misplaced.includes(event));

  const [first, ...rest] = findingsOf({ unsubscribed, misplaced, expanded }, confidenceIn(evidence));
  const placement = wrong.length > 0 ? ` ${placementOf(wrong)}` : '';
  if (!first) return pass(`All three events are subscribed.${placement}`);
  const sentences = [
    ...(unsubscribed.length > 0 ? [`Not subscribed: ${unsubscribed.map(eventLabel).join(', ')}.`] : []),
    ...(expanded ? [`Subscribed in the expanded format only: ${eventLabel(TICKET_CHANGE)}.`] : []),
  ];
  return fail([first, ...rest], {
    summary: `${sentences.join(' ')}${placement}`.trim(),
    measured: measuredIn(rows),
    expected: REQUIRED_EVENTS.join(', '),
  });
}

/** What HubSpot does with such a file has not been seen, so no more is said than where the event belongs. */
function placementOf(wrong: readonly Subscription[]): string {
  const places = [...new Set(wrong.map(({ event, list }) => `${eventLabel(event)} stands under ${list}`))];
  return `${places.join(', ')}; HubSpot's files hold the events of conversations under hubEvents.`;
}

function measuredIn(rows: readonly Subscription[]): string {
  const names = rows.map((row) => (isMisplaced(row) ? `${row.event} under ${row.list}` : row.event));
  return names.length > 0 ? [...new Set(names)].join(', ') : 'no subscriptions';
}

interface Amiss {
  unsubscribed: readonly string[];
  misplaced: readonly string[];
  expanded: boolean;
}

function findingsOf({ unsubscribed, misplaced, expanded }: Amiss, confidence: Confidence): Finding[] {
  const findings: Finding[] = [];
  if (unsubscribed.length + misplaced.length > 0) {
    findings.push({
      cause: 'subscription-missing',
      // That a subscription in the wrong list does not count is concluded, not seen.
      confidence: unsubscribed.length > 0 ? confidence : 'likely',
      details: {
        events: [...unsubscribed, ...misplaced],
        ...(misplaced.length > 0 && { misplaced }),
      },
    });
  }
  if (expanded) findings.push({ cause: 'expanded-object-events', confidence });
  return findings;
}

function isExpandedTicketChange({ event, objectType }: Subscription): boolean {
  return (
    event === 'object.propertyChange' && (objectType === '0-5' || objectType?.toLowerCase() === 'ticket')
  );
}
