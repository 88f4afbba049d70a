import { troubleshooting } from '../../src/core/docs.ts';
import type { Obtained } from '../../src/core/evidence.ts';
import { eventLabel, REQUIRED_EVENTS, type Subscription } from '../../src/core/hubspot/webhooks.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, type Finding, fail, type Judgement, manual, pass } from '../shared/judgement.ts';
import { confidenceIn, untold } from '../shared/obtained.ts';
import { arrivedEvents, missingEvents } from './events.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

const TICKET_CHANGE = 'ticket.propertyChange';

/**
 * A paused subscription counts as subscribed: that it is paused is `webhooks/paused`. A ticket event in the expanded
 * format does not count, and is told as what it is instead of as missing.
 */
export default defineCheck({
  id: 'webhooks/subscriptions',
  title: 'New message, Conversation creation and Ticket property change are subscribed',
  causes: ['subscription-missing', 'expanded-object-events'],
  needs: [],
  uses: ['webhooks.subscriptions', 'journal.events'],
  notFor: {
    oauth: OPENCX_OWNS_WEBHOOKS,
    'service-key':
      'A service key has no subscriptions; webhooks/registered says what that means for the integration.',
  },
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    'Looks for the three events that OpenCX works with among the subscriptions of the HubSpot app. Without New message nothing is answered, without Conversation creation new conversations stay unseen, and without Ticket property change the session does not follow the ticket. An event that the journal saw arrive is subscribed.',
  judge(_needed, used) {
    const subscriptions = used['webhooks.subscriptions'];
    const journal = used['journal.events'];
    if (subscriptions.outcome === 'ok') {
      return judgeSubscriptions(subscriptions, arrivedEvents(journal, subscriptions.at));
    }
    if (missingEvents(arrivedEvents(journal)).length === 0) {
      return pass('All three events have arrived, so they are subscribed.');
    }
    if (subscriptions.outcome === 'error') return untold(subscriptions);
    return manual(
      'Nobody has said which events the app is subscribed to.',
      `Which of these does the Webhooks page of the HubSpot app list: ${REQUIRED_EVENTS.map(eventLabel).join('; ')}?`,
    );
  },
});

function judgeSubscriptions(evidence: Obtained<Subscription[]>, arrived: readonly string[]): Judgement {
  const names = evidence.value.map(({ event }) => event);
  const missing = missingEvents([...names, ...arrived]);
  const expanded = missing.includes(TICKET_CHANGE) && evidence.value.some(isExpandedTicketChange);
  const absent = expanded ? missing.filter((event) => event !== TICKET_CHANGE) : missing;
  const [first, ...rest] = findingsOf(absent, expanded, confidenceIn(evidence));
  if (!first) return pass('All three events are subscribed.');
  const sentences = [
    ...(absent.length > 0 ? [`Not subscribed: ${absent.map(eventLabel).join(', ')}.`] : []),
    ...(expanded ? [`Subscribed in the expanded format only: ${eventLabel(TICKET_CHANGE)}.`] : []),
  ];
  return fail([first, ...rest], {
    summary: sentences.join(' '),
    measured: names.length > 0 ? [...new Set(names)].join(', ') : 'no subscriptions',
    expected: REQUIRED_EVENTS.join(', '),
  });
}

function findingsOf(absent: readonly string[], expanded: boolean, confidence: Confidence): Finding[] {
  const findings: Finding[] = [];
  if (absent.length > 0) {
    findings.push({ cause: 'subscription-missing', confidence, details: { events: absent } });
  }
  if (expanded) findings.push({ cause: 'expanded-object-events', confidence });
  return findings;
}

function isExpandedTicketChange({ event, objectType }: Subscription): boolean {
  return (
    event === 'object.propertyChange' && (objectType === '0-5' || objectType?.toLowerCase() === 'ticket')
  );
}
