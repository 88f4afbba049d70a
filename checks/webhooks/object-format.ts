import { troubleshooting } from '../../src/core/docs.ts';
import type { Obtained } from '../../src/core/evidence.ts';
import { questionIn } from '../facts.ts';
import { shownByTicketChange } from '../proof/arrived.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, manual, notApplicable, pass } from '../shared/judgement.ts';
import { confidenceIn, untold } from '../shared/obtained.ts';
import { sentEvents, WITNESSES } from './events.ts';
import type { TicketEventFormat } from './facts.ts';
import { OPENCX_OWNS_WEBHOOKS } from './own-app.ts';

/** Expanded events beside the classic property change do no harm: OpenCX reads the one and ignores the others. */
export default defineCheck({
  id: 'webhooks/object-format',
  title: 'Ticket events come in the classic format, not as object.*',
  causes: ['expanded-object-events'],
  needs: [],
  uses: ['webhooks.objectFormat', ...WITNESSES],
  after: ['webhooks/registered'],
  shown: shownByTicketChange(
    'A ticket change that came in a live test was read, so it came in the classic format.',
  ),
  notFor: { oauth: OPENCX_OWNS_WEBHOOKS },
  symptoms: ['replies-not-delivered'],
  docs: troubleshooting('rep-replies-dont-reach-the-customer'),
  about:
    'HubSpot can send ticket events in two formats: classic as ticket.propertyChange, or expanded as object.propertyChange. OpenCX reads the classic one, so a subscription made with "Use expanded object support" delivers events that are then ignored. A ticket change that was sent in the classic format settles it.',
  judge(_needed, used, mode) {
    const format = used['webhooks.objectFormat'];
    if (format.outcome === 'ok') {
      return judgeFormat(format, sentEvents(used, format).includes(TICKET_CHANGE));
    }
    if (sentEvents(used).includes(TICKET_CHANGE))
      return pass('Ticket changes were sent in the classic format.');
    if (format.outcome === 'error') return untold(format);
    return manual(
      'No source shows whether ticket events come classic or expanded.',
      questionIn(mode, 'webhooks.objectFormat'),
    );
  },
});

const TICKET_CHANGE = 'ticket.propertyChange';

function judgeFormat(format: Obtained<TicketEventFormat>, wasSentSince: boolean): Judgement {
  const { classic, expanded } = format.value;
  if (expanded.length === 0 && classic.length === 0) {
    return notApplicable(
      'No ticket event is subscribed, so it has no format; webhooks/subscriptions tells that.',
    );
  }
  if (expanded.length === 0) return pass('Ticket events come in the classic format.');
  if (classic.includes(TICKET_CHANGE)) {
    return pass(
      `Ticket changes come in the classic format; beside them come ${expanded.join(', ')}, which OpenCX ignores.`,
    );
  }
  if (wasSentSince) return pass('Ticket changes were sent in the classic format since somebody looked.');
  return fail(
    { cause: 'expanded-object-events', confidence: confidenceIn(format), details: { events: expanded } },
    {
      summary: 'Ticket events come in the expanded format, which OpenCX does not read.',
      measured: expanded.join(', '),
      expected: TICKET_CHANGE,
    },
  );
}
