import type { RuleGeneration } from '../../core/ids.ts';
import type { EnvelopeView, MessageView, Rule } from './rule.ts';
import { agentSender } from './rules/agent-sender.ts';
import { aiMarker } from './rules/ai-marker.ts';
import { answer } from './rules/answer.ts';
import { assistMode } from './rules/assist-mode.ts';
import { botSender } from './rules/bot-sender.ts';
import { duplicate } from './rules/duplicate.ts';
import { handedOff } from './rules/handed-off.ts';
import { helpDeskNote } from './rules/help-desk-note.ts';
import { internalComment } from './rules/internal-comment.ts';
import { newConversation } from './rules/new-conversation.ts';
import { outgoing } from './rules/outgoing.ts';
import { ownChange } from './rules/own-change.ts';
import { ownMessage } from './rules/own-message.ts';
import { ownerGate } from './rules/owner-gate.ts';
import { ownershipChange } from './rules/ownership-change.ts';
import { repRecord } from './rules/rep-record.ts';
import { repReply } from './rules/rep-reply.ts';
import { supportedType } from './rules/supported-type.ts';
import { ticketProperty } from './rules/ticket-property.ts';
import { ticketValue } from './rules/ticket-value.ts';
import { ticketing } from './rules/ticketing.ts';
import { welcomeMessage } from './rules/welcome-message.ts';

type RuleList<View extends EnvelopeView> = Readonly<Record<RuleGeneration, readonly Rule<View>[]>>;

const TICKET_CHANGE = [ticketing, ticketValue, ownChange, ticketProperty];

/** Applied as soon as an event has arrived; the first rule that does not let it pass decides. */
export const ENVELOPE_RULES: RuleList<EnvelopeView> = {
  G2: [supportedType, duplicate, internalComment, welcomeMessage, ...TICKET_CHANGE, newConversation],
  // A comment must be fetched first: under G3 a rep's is kept.
  G3: [
    supportedType,
    duplicate,
    welcomeMessage,
    ...TICKET_CHANGE,
    newConversation,
    ownershipChange,
    helpDeskNote,
  ],
};

const ANSWERING = [outgoing, aiMarker, handedOff, ownerGate, assistMode];

/** Applied, after those of the envelope, once the message has been fetched; what passes all of them is answered. */
export const MESSAGE_RULES: RuleList<MessageView> = {
  G2: [ownMessage, botSender, repReply, agentSender, ...ANSWERING],
  G3: [ownMessage, botSender, repReply, repRecord, internalComment, agentSender, ...ANSWERING],
};

export const LAST_RULE = answer;
