import { troubleshooting } from '../../src/core/docs.ts';
import { eventLabel } from '../../src/core/hubspot/webhooks.ts';
import { shownByTicketChange } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** Which properties matter is not documented, so any selection is taken as a selection. */
export default defineCheck({
  id: 'webhooks/ticket-properties',
  title: 'The ticket subscription has properties selected',
  causes: ['ticket-properties-unselected'],
  needs: ['webhooks.ticketProperties'],
  uses: ['webhooks.subscriptions'],
  after: ['webhooks/registered'],
  shown: shownByTicketChange('A ticket property has arrived in a live test, so one is selected.'),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'Looks which ticket properties are selected for Ticket: Property change. HubSpot sends the event only for the selected ones, so with none selected no ticket change ever arrives. Which ones OpenCX wants is not documented; the ticket status (hs_pipeline_stage) is the one that its examples show.',
  judge(needed, used) {
    const properties = [...new Set(needed['webhooks.ticketProperties'])];
    if (properties.length > 0) {
      return pass(`Ticket properties are selected: ${properties.join(', ')}.`, {
        measured: properties.join(', '),
      });
    }
    const subscriptions = obtained(used['webhooks.subscriptions']);
    if (subscriptions && !subscriptions.some(({ event }) => event === 'ticket.propertyChange')) {
      return notApplicable(
        `${eventLabel('ticket.propertyChange')} is not subscribed, so there is nothing to select properties for; webhooks/subscriptions tells that.`,
      );
    }
    return fail('ticket-properties-unselected', {
      summary: `${eventLabel('ticket.propertyChange')} has no property selected, so it never fires.`,
      measured: 'no property selected',
      expected: 'at least one ticket property, such as hs_pipeline_stage',
    });
  },
});
