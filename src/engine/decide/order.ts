/**
 * The rules in the order in which they are applied, by generation of OpenCX's documented rules. Nothing else
 * knows the order; a rule itself stands in one of the files under rules/.
 */
import { RULE_GENERATIONS, type RuleGeneration } from '../../core/decision.ts';
import type { EnvelopeView, MessageView, Rule } from './rule.ts';
import { aiMarker, answer, assistMode, handedOff, outgoing, ownerGate } from './rules/answering.ts';
import { duplicate, internalComment, ownPortal, supportedType, welcomeMessage } from './rules/arrival.ts';
import {
  helpDeskNote,
  newConversation,
  ownChange,
  ownershipChange,
  ticketing,
  ticketProperty,
  ticketValue,
} from './rules/changes.ts';
import { agentSender, botSender, ownMessage, repRecord, repReply } from './rules/senders.ts';

type RuleList<View extends EnvelopeView> = Readonly<Record<RuleGeneration, readonly Rule<View>[]>>;

const TICKET_CHANGE = [ticketing, ticketValue, ownChange, ticketProperty];

/** Applied as soon as an event has arrived; the first rule that does not let it pass decides. */
export const ENVELOPE_RULES: RuleList<EnvelopeView> = {
  G2: [
    ownPortal,
    supportedType,
    duplicate,
    internalComment,
    welcomeMessage,
    ...TICKET_CHANGE,
    newConversation,
  ],
  // A comment must be fetched first: under G3 a rep's is kept.
  G3: [
    ownPortal,
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

type Told = Pick<Rule<MessageView>, 'id' | 'rule' | 'skips' | 'acts'>;

/** Each rule once, those of the older generation first. */
export const EVERY_RULE: readonly Told[] = [
  ...new Set<Told>([
    ...RULE_GENERATIONS.flatMap((generation) => [
      ...ENVELOPE_RULES[generation],
      ...MESSAGE_RULES[generation],
    ]),
    LAST_RULE,
  ]),
];
