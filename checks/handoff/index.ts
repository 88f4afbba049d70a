/** Did a handoff make its ticket and leave its comment? */

import { area } from '../shared/area.ts';
import channel from './channel.ts';
import comment from './comment.ts';
import contactEmail from './contact-email.ts';
import { handoffProbes } from './probes.ts';
import ticket from './ticket.ts';
import ticketClose from './ticket-close.ts';
import ticketCreation from './ticket-creation.ts';
import workflowAction from './workflow-action.ts';

export const handoff = area('handoff', {
  checks: [channel, workflowAction, ticketCreation, contactEmail, ticket, comment, ticketClose],
  probes: handoffProbes,
});
