import * as v from 'valibot';
import { CHANNEL_CHOICES } from '../../src/core/hubspot/channels.ts';
import { channelOriginSchema } from '../../src/core/opencx.ts';
import { emailOrNone, oneOf, yesNo } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';

export const handoffFacts = {
  'conversation.channel': fact({
    title: 'the channel that the conversation began on',
    value: channelOriginSchema,
    sources: ['live', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Where did the customer begin this conversation: in the HubSpot chat widget, by email to a HubSpot inbox, by email to an OpenCX address, in the OpenCX widget, by WhatsApp, by SMS or by phone? Only the first two get a ticket by themselves.',
      answer: oneOf(CHANNEL_CHOICES),
      place: (places) => places.openCxInbox(),
    },
  }),
  /** Empty when the contact has none. */
  'conversation.contactEmail': fact({
    title: "the contact's email address",
    value: v.string(),
    sources: ['given', 'live', 'stated'],
    redact: (email, { disguise }) => disguise.email(email),
    ask: {
      text: 'Which email address does the contact of the OpenCX session have? Say none if there is none; HubSpot finds the contact of a ticket by it.',
      answer: emailOrNone,
      place: (places) => places.openCxInbox(),
    },
  }),
  'opencx.ticketCreation': fact({
    title: 'whether OpenCX creates tickets',
    value: v.boolean(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Is ticket creation for HubSpot enabled in OpenCX? An OpenCX admin can tell; no means that handoffs run without a ticket.',
      answer: yesNo,
      place: (places) => places.openCxHubSpot(),
    },
  }),
  'opencx.workflowAction': fact({
    title: 'the workflow action on handoff',
    value: v.boolean(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Does an OpenCX workflow that runs on handoff contain the action create-hubspot-ticket-from-session? It is what creates the ticket for conversations that did not begin on a HubSpot channel; no means that they get none.',
      answer: yesNo,
      place: (places) => places.openCxWorkflows(),
    },
  }),
};
