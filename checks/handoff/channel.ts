import { troubleshooting } from '../../src/core/docs.ts';
import { channelAndOwner, channelName, hubspotOwned } from '../../src/core/hubspot/channels.ts';
import type { ChannelOrigin } from '../../src/core/opencx.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { isTicketMade, TICKET_SOURCES } from './ticket-made.ts';

export default defineCheck({
  id: 'handoff/channel',
  title: 'The conversation began on a channel that HubSpot owns',
  causes: ['channel-not-hubspot'],
  needs: ['conversation.channel'],
  uses: ['opencx.workflowAction', ...TICKET_SOURCES],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    'A ticket appears by itself only when the conversation began in a HubSpot chat widget or as email through a ' +
    'HubSpot inbox. OpenCX names its own email and widget, WhatsApp, SMS and the phone as channels that HubSpot ' +
    'does not own: there a workflow in OpenCX has to create the ticket on handoff, so such a channel is reported ' +
    'unless that workflow, or the ticket, is there. Of other channels OpenCX says nothing, and neither does this check.',
  judge(needed, used) {
    const origin = needed['conversation.channel'];
    const { channel } = origin;
    const began = `${sayBegan(origin)} ${channelAndOwner(channel)}`;
    const measured = channelName(channel);
    const owned = hubspotOwned(channel);
    if (owned === 'yes') return pass(`${began}.`, { measured });
    if (obtained(used['opencx.workflowAction']) === true) {
      return pass(`${began}; a workflow creates the ticket on handoff.`, { measured });
    }
    if (isTicketMade(used)) {
      return pass(`${began}, but the conversation got its ticket.`, { measured });
    }
    if (owned === 'not-said') {
      return notApplicable(
        `${began}, so whether a ticket appears by itself cannot be told from the channel.`,
      );
    }
    // A workflow that nobody was asked about may make the ticket, whatever the channel.
    const isSure = origin.certain && obtained(used['opencx.workflowAction']) === false;
    return fail(
      {
        cause: 'channel-not-hubspot',
        ...(isSure ? {} : { confidence: 'likely' as const }),
        details: { channel },
      },
      {
        summary: `${began}, so no ticket appears by itself.${sayMail(origin)}`,
        measured,
        expected:
          'a HubSpot chat widget, email through a HubSpot inbox, or a workflow that creates the ticket',
      },
    );
  },
});

function sayBegan({ certain }: ChannelOrigin): string {
  return certain ? 'The conversation began on' : 'By all signs the conversation began on';
}

function sayMail({ channel }: ChannelOrigin): string {
  return channel === 'opencx-email' ? ' Mail to an instant.cx address never reaches HubSpot.' : '';
}
