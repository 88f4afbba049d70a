import { troubleshooting } from '../../src/core/docs.ts';
import { channelAndOwner, channelName, hubspotOwned } from '../../src/core/hubspot/channels.ts';
import { QUESTIONS } from '../facts.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, manual, notApplicable, pass } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { handoffSaid } from './handoff-signs.ts';
import { isTicketMade, TICKET_SOURCES } from './ticket-made.ts';

const ACTION = 'create-hubspot-ticket-from-session';

export default defineCheck({
  id: 'handoff/workflow-action',
  title: 'For a channel that HubSpot does not own, a workflow creates the ticket on handoff',
  causes: ['workflow-action-missing'],
  needs: ['conversation.channel'],
  uses: [
    'opencx.workflowAction',
    ...TICKET_SOURCES,
    'conversation.session',
    'conversation.messages',
    'opencx.defaultUserId',
  ],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    `Conversations from OpenCX email, the widget, WhatsApp, SMS and the phone get a HubSpot ticket from the ` +
    `workflow action ${ACTION}, run on handoff. Of channels such as Facebook Messenger or Instagram OpenCX does not ` +
    `say whether they need it, so there a missing action is a possible cause at most. No API shows whether it is ` +
    `wired, so it has to be asked.`,
  judge(needed, used) {
    const { channel } = needed['conversation.channel'];
    const began = `The conversation began on ${channelAndOwner(channel)}`;
    const owned = hubspotOwned(channel);
    if (owned === 'yes') {
      return notApplicable(
        `The conversation began on ${channelName(channel)}; no workflow action is needed.`,
      );
    }
    const isWired = obtained(used['opencx.workflowAction']);
    if (isWired === true) return pass(`The action ${ACTION} runs on handoff.`);
    if (isTicketMade(used) && (owned === 'not-said' || isWired === undefined)) {
      return notApplicable('The conversation got its ticket; what created it makes no difference here.');
    }
    if (isWired === undefined) {
      return manual(
        owned === 'no' ? `${began}, so a workflow has to create the ticket.` : `${began}.`,
        QUESTIONS['opencx.workflowAction'].text,
      );
    }
    if (owned === 'not-said' && handoffSaid(used) !== 'happened') {
      return notApplicable(`${began}. No handoff is known, so nothing says that a ticket is missing.`);
    }
    return fail(
      {
        cause: 'workflow-action-missing',
        ...(owned === 'not-said' ? { confidence: 'possible' as const } : {}),
      },
      {
        summary: `${began}. No workflow runs ${ACTION} on handoff.`,
        measured: 'the action is not wired',
        expected: `${ACTION} runs on handoff`,
      },
    );
  },
});
