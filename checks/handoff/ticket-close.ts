import { troubleshooting } from '../../src/core/docs.ts';
import type { PipelineStage, Ticket } from '../../src/core/hubspot/records.ts';
import { defineCheck } from '../shared/define-check.ts';
import { notApplicable, pass, unknown, warn } from '../shared/judgement.ts';

/** OpenCX waits about this long before it closes the ticket (troubleshooting page, "Limits & timing"). */
const TICKET_CLOSE_DELAY_MS = 15_000;

export default defineCheck({
  id: 'handoff/ticket-close',
  title: "A resolved conversation's ticket is closed",
  causes: ['ticket-left-open'],
  needs: ['conversation.ticket', 'conversation.ticketStages'],
  uses: ['conversation.session'],
  after: ['token/portal'],
  docs: troubleshooting('limits-timing'),
  about:
    'When OpenCX resolves a conversation it waits about 15 seconds and closes the ticket. Only the OpenCX ' +
    'session says that it did: a thread that someone closed in HubSpot says nothing about its ticket.',
  judge(needed, used) {
    const ticket = needed['conversation.ticket'];
    if (ticket === null) return notApplicable('The conversation has no ticket to close.');
    const session = used['conversation.session'];
    if (session.outcome === 'error') {
      return unknown(`Whether OpenCX resolved the conversation could not be read: ${session.error.message}`);
    }
    if (session.outcome === 'missing') {
      return notApplicable('Only the OpenCX session says whether the conversation was resolved.');
    }
    if (session.value.status !== 'closed_resolved') {
      return notApplicable('OpenCX has not resolved this conversation.');
    }

    const stage = stageOf(ticket, needed['conversation.ticketStages']);
    if (stage === undefined) {
      return unknown(`Ticket ${ticket.id} stands in a stage that none of the ticket pipelines shows.`);
    }
    const measured = `ticket ${ticket.id} is in stage "${stage.label}"`;
    if (stage.closed) return pass('The conversation is resolved and its ticket is closed.', { measured });
    const resolvedForMs = Date.parse(session.at) - Date.parse(session.value.updatedAt);
    if (resolvedForMs < TICKET_CLOSE_DELAY_MS) {
      return unknown('The conversation was resolved a moment ago. Wait half a minute and look again.', {
        measured,
      });
    }
    return warn(
      { cause: 'ticket-left-open', details: { ticketId: ticket.id, stage: stage.label } },
      {
        summary: `OpenCX resolved this conversation, and ticket ${ticket.id} is still open.`,
        measured,
        expected: 'a closed stage, about 15 seconds after the resolution',
      },
    );
  },
});

function stageOf(ticket: Ticket, stages: readonly PipelineStage[]): PipelineStage | undefined {
  return stages.find(
    ({ id, pipelineId }) =>
      id === ticket.stageId && (ticket.pipelineId === undefined || pipelineId === ticket.pipelineId),
  );
}
