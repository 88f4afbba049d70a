import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** Expanded events beside the classic property change do no harm: OpenCX reads the one and ignores the others. */
export default defineCheck({
  id: 'webhooks/object-format',
  title: 'Ticket events come in the classic format, not as object.*',
  causes: ['expanded-object-events'],
  needs: ['webhooks.objectFormat'],
  after: ['webhooks/registered'],
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'HubSpot can send ticket events in two formats: classic as ticket.propertyChange, or expanded as object.propertyChange. OpenCX reads the classic one, so a subscription made with "Use expanded object support" delivers events that are then ignored.',
  judge(needed) {
    const { classic, expanded } = needed['webhooks.objectFormat'];
    if (expanded.length === 0 && classic.length === 0) {
      return notApplicable(
        'No ticket event is subscribed, so it has no format; webhooks/subscriptions tells that.',
      );
    }
    if (expanded.length === 0) return pass('Ticket events come in the classic format.');
    if (classic.includes('ticket.propertyChange')) {
      return pass(
        `Ticket changes come in the classic format; beside them come ${expanded.join(', ')}, which OpenCX ignores.`,
      );
    }
    return fail(
      { cause: 'expanded-object-events', details: { events: expanded } },
      {
        summary: 'Ticket events come in the expanded format, which OpenCX does not read.',
        measured: expanded.join(', '),
        expected: 'ticket.propertyChange',
      },
    );
  },
});
