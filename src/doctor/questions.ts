import type { ConnectionMode } from '../core/ids.ts';
import { CONNECTION_MODES } from '../core/ids.ts';
import { CHANNELS, type Channel } from '../core/opencx.ts';
import type { Question, QuestionForm, QuestionKey } from '../core/question.ts';
import { REQUIRED_EVENTS, type RequiredEvent } from '../core/webhooks.ts';

const YES_NO: QuestionForm = { kind: 'yes-no' };

const MODE_NAMES: Record<ConnectionMode, string> = {
  'legacy-app': 'Legacy app (formerly private app): its token is pasted into OpenCX',
  'project-app': "Project app of HubSpot's developer platform: its static token is pasted into OpenCX",
  'service-key': 'Service key: the key is pasted into OpenCX',
  oauth: "OAuth: OpenCX's own app, connected with a HubSpot login",
};

/** As HubSpot's subscription screens call them, group first. */
const EVENT_NAMES: Record<RequiredEvent, string> = {
  'conversation.newMessage': 'Conversation: New message',
  'conversation.creation': 'Conversation: Conversation creation',
  'ticket.propertyChange': 'Ticket: Property change',
};

const CHANNEL_NAMES: Record<Channel, string> = {
  'hubspot-chat': 'HubSpot chat widget',
  'hubspot-email': 'Email to an inbox connected in HubSpot',
  'opencx-email': 'Email to an OpenCX address (also …@instant.cx)',
  widget: 'OpenCX widget',
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  phone: 'Phone',
};

/**
 * Everything that no API tells and a person can see on a screen. Each text says where to look and what the answers
 * mean, because it is also printed alone, as the open question of a `manual` verdict.
 */
export const QUESTIONS: Record<QuestionKey, Question> = {
  'connection.mode': {
    key: 'connection.mode',
    text: 'How is HubSpot connected to OpenCX: by the token of a legacy app, of a project app, or of a service key, or by OAuth? A token field filled by you means one of the first three; a HubSpot login without a token means OAuth.',
    form: { kind: 'choice', choices: choices(CONNECTION_MODES, MODE_NAMES) },
    place: (places) => places.openCxHubSpot(),
  },
  'webhooks.targetUrl': {
    key: 'webhooks.targetUrl',
    text: "Which target URL stands in the Webhooks settings of the HubSpot app? Paste the whole of it, or say none if there is none; it is compared with OpenCX's URL and never shown or saved.",
    form: { kind: 'secret-url' },
    place: (places) => places.appWebhooks(),
  },
  'webhooks.subscriptions': {
    key: 'webhooks.subscriptions',
    text: "Which of the three events that OpenCX needs stand in the app's list of webhook subscriptions: New message and Conversation creation under Conversation, Property change under Ticket? Name every one that is listed, a paused one too; what is not listed never reaches OpenCX.",
    form: { kind: 'several', choices: choices(REQUIRED_EVENTS, EVENT_NAMES) },
    place: (places) => places.appWebhooks(),
  },
  'webhooks.paused': {
    key: 'webhooks.paused',
    text: 'Which of these subscriptions are marked as paused in the Webhooks settings of the app? Name none if all are active; a paused one sends nothing.',
    form: { kind: 'several', choices: choices(REQUIRED_EVENTS, EVENT_NAMES) },
    place: (places) => places.appWebhooks(),
  },
  'webhooks.ticketProperties': {
    key: 'webhooks.ticketProperties',
    text: 'Which ticket properties are selected in the subscription "Ticket: Property change"? hs_pipeline_stage is one of them, for example; without a property it never fires.',
    form: { kind: 'words' },
    place: (places) => places.appWebhooks(),
  },
  'webhooks.committed': {
    key: 'webhooks.committed',
    text: 'Does the Webhooks page of the app, opened afresh and not for editing, show the subscriptions as you want them? Yes means that they are committed; no means that they are still a draft, or lost with it, and do not fire. For a project app: is the last change uploaded and deployed?',
    form: YES_NO,
    place: (places) => places.appWebhooks(),
  },
  'webhooks.throttle': {
    key: 'webhooks.throttle',
    text: 'Which number stands under event throttling in the Webhooks settings of the app? In the files of a project app it is maxConcurrentRequests; OpenCX asks for 100 or more, HubSpot starts with 10.',
    form: { kind: 'number' },
    place: (places) => places.appWebhooks(),
  },
  'opencx.webhookUrl': {
    key: 'opencx.webhookUrl',
    text: 'Which webhook URL does OpenCX show at the top of its HubSpot settings? Paste the whole of it, or say none if none is shown; it is compared with the one in HubSpot and never shown or saved.',
    form: { kind: 'secret-url' },
    place: (places) => places.openCxHubSpot(),
  },
  'opencx.defaultUserId': {
    key: 'opencx.defaultUserId',
    text: 'What stands in the field Default User ID of the HubSpot settings in OpenCX? Give it as it is, A-7001 or 7001, or say none if the field is empty; it names the HubSpot user in whose name the AI answers.',
    form: { kind: 'text' },
    place: (places) => places.openCxHubSpot(),
  },
  'opencx.ticketCreation': {
    key: 'opencx.ticketCreation',
    text: 'Is ticket creation for HubSpot enabled in OpenCX? An OpenCX admin can tell; no means that handoffs run without a ticket.',
    form: YES_NO,
    place: (places) => places.openCxHubSpot(),
  },
  'opencx.crmConnected': {
    key: 'opencx.crmConnected',
    text: 'Does Settings -> CRMs in OpenCX show HubSpot as connected? This is not the connection under Settings -> Integrations; no means that the CRM panel stays empty.',
    form: YES_NO,
    place: (places) => places.openCxCrms(),
  },
  'opencx.assistMode': {
    key: 'opencx.assistMode',
    text: 'Is Assist Mode on for the channel of this conversation? Yes means that the AI writes drafts as internal comments, whoever owns the conversation; no means that it answers the customer, and only while the AI user owns the conversation.',
    form: YES_NO,
    place: () => ({ where: 'OpenCX: the AI settings of the channel' }),
  },
  'opencx.workflowAction': {
    key: 'opencx.workflowAction',
    text: 'Does an OpenCX workflow that runs on handoff contain the action create-hubspot-ticket-from-session? It is what creates the ticket for conversations that did not begin on a HubSpot channel; no means that they get none.',
    form: YES_NO,
    place: (places) => places.openCxWorkflows(),
  },
  'conversation.channel': {
    key: 'conversation.channel',
    text: 'Where did the customer begin this conversation: in the HubSpot chat widget, by email to a HubSpot inbox, by email to an OpenCX address, in the OpenCX widget, by WhatsApp, by SMS or by phone? Only the first two get a ticket by themselves.',
    form: { kind: 'choice', choices: choices(CHANNELS, CHANNEL_NAMES) },
    place: (places) => places.openCxInbox(),
  },
  'conversation.contactEmail': {
    key: 'conversation.contactEmail',
    text: 'Which email address does the contact of the OpenCX session have? Say none if there is none; HubSpot finds the contact of a ticket by it.',
    form: { kind: 'text' },
    place: (places) => places.openCxInbox(),
  },
  'conversation.thread': {
    key: 'conversation.thread',
    text: "Which HubSpot conversation shows the problem? Give its thread id: the number at the end of the address when it is open in HubSpot's inbox.",
    form: { kind: 'text' },
    place: (places) => places.conversation(undefined),
  },
};

function choices<V extends string>(values: readonly V[], names: Record<V, string>) {
  return values.map((value) => ({ value, name: names[value] }));
}
