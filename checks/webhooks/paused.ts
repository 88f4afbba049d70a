import { troubleshooting } from '../../src/core/docs.ts';
import { eventLabel, type Subscription } from '../../src/core/hubspot/webhooks.ts';
import { shownByBoth } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

export default defineCheck({
  id: 'webhooks/paused',
  title: 'None of the three subscriptions is paused',
  causes: ['subscription-paused'],
  needs: ['webhooks.paused'],
  uses: ['webhooks.subscriptions'],
  after: ['webhooks/registered'],
  shown: shownByBoth(
    'New message and Ticket: Property change have arrived in a live test, so neither is paused; Conversation creation leaves no trace in one, and nothing was missing.',
  ),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'Looks whether one of the three subscriptions that OpenCX works with is paused. A paused subscription stays in the list and looks complete, but sends nothing. Ticket: Property change is one entry for each property: it counts as paused when none of its entries is active.',
  judge(needed, used) {
    const events = [...new Set(needed['webhooks.paused'])];
    if (events.length === 0) {
      return pass(
        `No subscription that OpenCX works with is paused.${inPart(obtained(used['webhooks.subscriptions']))}`,
      );
    }
    return fail(
      { cause: 'subscription-paused', details: { events } },
      {
        summary: `Paused, so nothing is sent: ${events.map(eventLabel).join(', ')}.`,
        measured: `paused: ${events.join(', ')}`,
        expected: 'active',
      },
    );
  },
});

/** A ticket property that is paused beside active ones may be meant so, and is no finding. */
function inPart(subscriptions: readonly Subscription[] = []): string {
  const ofTickets = subscriptions.filter(({ event }) => event === 'ticket.propertyChange');
  const active = new Set(ofTickets.filter((row) => row.active).map(({ property }) => property));
  const paused = ofTickets.flatMap(({ property }) => (active.has(property) ? [] : (property ?? [])));
  if (paused.length === 0) return '';
  const names = [...new Set(paused)];
  return ` Of the ticket's properties, ${inWords(names)} ${names.length === 1 ? 'is' : 'are'} paused beside active ones: no change of ${names.length === 1 ? 'it' : 'them'} is sent.`;
}
