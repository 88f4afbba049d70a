import * as v from 'valibot';
import {
  actorSchema,
  channelAccountSchema,
  contactSchema,
  messageSchema,
  pipelineStageSchema,
  threadSchema,
  ticketSchema,
} from '../../src/core/hubspot/records.ts';
import { sessionSchema } from '../../src/core/opencx.ts';
import { pointer, yesNo } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';
import { each, orNull, redactActor } from '../shared/redaction.ts';
import { redactContact, redactMessage, redactSession, redactThread, redactTicket } from './redaction.ts';

const SESSION_QUESTION =
  'Is there a session for this conversation in the OpenCX inbox? If so, give its id with --session (an OpenCX API key is needed to read it).';

export const conversationFacts = {
  'conversation.session': fact({
    title: 'the OpenCX session',
    value: sessionSchema,
    sources: ['live'],
    redact: redactSession,
    askedOf: 'opencx',
    ask: {
      text: SESSION_QUESTION,
      answer: pointer,
      place: (places) => places.openCxInbox(),
    },
    absent: { status: 'manual', summary: 'No OpenCX session was named.', question: SESSION_QUESTION },
  }),
  'conversation.thread': fact({
    title: 'the conversation',
    value: threadSchema,
    sources: ['live'],
    redact: redactThread,
    ask: {
      text: "Which HubSpot conversation shows the problem? Give its thread id: the number at the end of the address when it is open in HubSpot's inbox.",
      answer: pointer,
      place: (places) => places.conversation(undefined),
    },
  }),
  /** Newest first; the newest page is enough for every rule. */
  'conversation.messages': fact({
    title: 'the messages',
    value: v.array(messageSchema),
    sources: ['live'],
    redact: each(redactMessage),
  }),
  /** null: nobody is assigned. */
  'conversation.owner': fact({
    title: 'who the conversation is assigned to',
    value: v.nullable(actorSchema),
    sources: ['live'],
    redact: orNull(redactActor),
  }),
  'conversation.ticket': fact({
    title: 'the ticket',
    value: v.nullable(ticketSchema),
    sources: ['live'],
    redact: orNull(redactTicket),
  }),
  'conversation.contact': fact({
    title: 'the contact',
    value: v.nullable(contactSchema),
    sources: ['live'],
    redact: orNull(redactContact),
  }),
  'conversation.channelAccount': fact({
    title: 'the channel account',
    value: channelAccountSchema,
    sources: ['live'],
    redact: 'stands',
  }),
  'conversation.ticketStages': fact({
    title: 'the ticket pipelines',
    value: v.array(pipelineStageSchema),
    sources: ['live'],
    redact: 'stands',
  }),
  'opencx.assistMode': fact({
    title: 'Assist Mode',
    value: v.boolean(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Is Assist Mode on for the channel of this conversation? Yes means that the AI writes drafts as internal comments, whoever owns the conversation; no means that it answers the customer, and only while the AI user owns the conversation.',
      answer: yesNo,
      place: () => ({ where: 'OpenCX: the AI settings of the channel' }),
    },
  }),
};
