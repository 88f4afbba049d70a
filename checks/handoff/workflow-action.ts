import { troubleshooting } from '../../src/core/docs.ts';
import { channelName } from '../../src/core/hubspot/channels.ts';
import { QUESTIONS } from '../facts.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, manual, notApplicable, pass } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';

const ACTION = 'create-hubspot-ticket-from-session';

export default defineCheck({
  id: 'handoff/workflow-action',
  title: 'For a channel that HubSpot does not own, a workflow creates the ticket on handoff',
  causes: ['workflow-action-missing'],
  needs: ['conversation.channel'],
  uses: ['opencx.workflowAction', 'conversation.ticket'],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    `Conversations from OpenCX email, the widget, WhatsApp, SMS and the phone get a HubSpot ticket from the ` +
    `workflow action ${ACTION}, run on handoff. No API shows whether it is wired, so it has to be asked.`,
  judge(needed, used) {
    const origin = needed['conversation.channel'];
    if (origin.hubspotOwned) {
      return notApplicable(
        `The conversation began on ${channelName(origin.channel)}; no workflow action is needed.`,
      );
    }
    const isWired = obtained(used['opencx.workflowAction']);
    if (isWired === true) return pass(`The action ${ACTION} runs on handoff.`);
    if (isWired === false) {
      return fail('workflow-action-missing', {
        summary: `The conversation began on ${channelName(origin.channel)}, and no workflow runs ${ACTION} on handoff.`,
        measured: 'the action is not wired',
        expected: `${ACTION} runs on handoff`,
      });
    }
    if (obtained(used['conversation.ticket'])) {
      return notApplicable('The conversation has its ticket; what created it makes no difference here.');
    }
    return manual(
      `The conversation began on ${channelName(origin.channel)}, which needs a workflow to create the ticket.`,
      QUESTIONS['opencx.workflowAction'].text,
    );
  },
});
