import { troubleshooting } from '../../src/core/docs.ts';
import { channelName } from '../../src/core/hubspot/channels.ts';
import type { ChannelOrigin } from '../../src/core/opencx.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';

export default defineCheck({
  id: 'handoff/channel',
  title: 'The conversation began on a channel that HubSpot owns',
  causes: ['channel-not-hubspot'],
  needs: ['conversation.channel'],
  uses: ['opencx.workflowAction', 'conversation.ticket'],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    'A ticket appears by itself only when the conversation began in a HubSpot chat widget or as email through a ' +
    'HubSpot inbox. For any other channel a workflow in OpenCX has to create it on handoff, so such a channel ' +
    'is reported unless that workflow, or the ticket, is there.',
  judge(needed, used) {
    const origin = needed['conversation.channel'];
    const began = sayOrigin(origin);
    const measured = channelName(origin.channel);
    if (origin.hubspotOwned) return pass(`${began}, which HubSpot owns.`, { measured });
    if (obtained(used['opencx.workflowAction']) === true) {
      return pass(`${began}, which HubSpot does not own; a workflow creates the ticket on handoff.`, {
        measured,
      });
    }
    if (obtained(used['conversation.ticket'])) {
      return pass(`${began}, which HubSpot does not own, but the conversation has its ticket.`, { measured });
    }
    return fail(
      {
        cause: 'channel-not-hubspot',
        ...(origin.certain ? {} : { confidence: 'likely' as const }),
        details: { channel: origin.channel },
      },
      {
        summary: `${began}, which HubSpot does not own, so no ticket appears by itself.${sayMail(origin)}`,
        measured,
        expected:
          'a HubSpot chat widget, email through a HubSpot inbox, or a workflow that creates the ticket',
      },
    );
  },
});

function sayOrigin(origin: ChannelOrigin): string {
  return origin.certain
    ? `The conversation began on ${channelName(origin.channel)}`
    : `By all signs the conversation began on ${channelName(origin.channel)}`;
}

function sayMail({ channel }: ChannelOrigin): string {
  return channel === 'opencx-email' ? ' Mail to an instant.cx address never reaches HubSpot.' : '';
}
