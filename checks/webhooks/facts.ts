import * as v from 'valibot';
import { securityActivitySchema } from '../../src/core/hubspot/records.ts';
import {
  subscriptionSchema,
  urlFactsSchema,
  type WebhookConfig,
  webhookConfigSchema,
} from '../../src/core/hubspot/webhooks.ts';
import { texts } from '../../src/core/schema.ts';
import { countOf, events, urlOrNone, words, yesNo } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';
import { orNull, type Redaction, redactUrl } from '../shared/redaction.ts';

/** The target's answer to one empty batch. */
const webhookAnswerSchema = v.object({ status: v.number(), host: v.string() });

/** Which ticket events come classic (`ticket.*`) and which expanded (`object.*`). */
const ticketEventFormatSchema = v.object({ classic: texts, expanded: texts });
export type TicketEventFormat = v.InferOutput<typeof ticketEventFormatSchema>;

export const webhookFacts = {
  'webhooks.file': fact({
    title: 'the webhook configuration file',
    value: webhookConfigSchema,
    sources: ['file'],
    redact: redactConfig,
  }),
  'webhooks.api': fact({
    title: 'the webhook settings from the API',
    value: webhookConfigSchema,
    sources: ['live'],
    redact: redactConfig,
  }),
  'webhooks.activity': fact({
    title: 'webhook changes in the security log',
    value: v.array(securityActivitySchema),
    sources: ['live'],
    redact: 'stands',
  }),
  'webhooks.answer': fact({
    title: "the webhook target's answer",
    value: webhookAnswerSchema,
    sources: ['live'],
    redact: 'stands',
    absent: { status: 'na', summary: 'The target was not called; --probe-webhook sends it one empty batch.' },
  }),
  /** null: no target URL is set. */
  'webhooks.targetUrl': fact({
    title: 'the target URL in HubSpot',
    value: v.nullable(urlFactsSchema),
    sources: ['file', 'live', 'stated'],
    redact: orNull(redactUrl),
    ask: {
      text: "Which target URL stands in the Webhooks settings of the HubSpot app? Paste the whole of it, or say none if there is none; it is compared with OpenCX's URL and never shown or saved.",
      answer: urlOrNone,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.subscriptions': fact({
    title: 'the event subscriptions',
    value: v.array(subscriptionSchema),
    sources: ['file', 'live', 'stated'],
    redact: 'stands',
    ask: {
      text: "Which of the three events that OpenCX needs stand in the app's list of webhook subscriptions: New message and Conversation creation under Conversation, Property change under Ticket? Name every one that is listed, a paused one too; what is not listed never reaches OpenCX.",
      answer: events,
      place: (places) => places.appWebhooks(),
    },
  }),
  /** Names of the paused events among the required ones. */
  'webhooks.paused': fact({
    title: 'the paused subscriptions',
    value: texts,
    sources: ['file', 'live', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Which of these subscriptions are marked as paused in the Webhooks settings of the app? Name none if all are active; a paused one sends nothing.',
      answer: events,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.ticketProperties': fact({
    title: 'the ticket properties subscribed',
    value: texts,
    sources: ['file', 'live', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Which ticket properties are selected in the subscription "Ticket: Property change"? hs_pipeline_stage is one of them, for example; without a property it never fires.',
      answer: words,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.objectFormat': fact({
    title: 'the format of ticket events',
    value: ticketEventFormatSchema,
    sources: ['file', 'live'],
    redact: 'stands',
    absent: {
      status: 'manual',
      summary: 'No source shows whether ticket events come classic or expanded.',
      question:
        'In the subscription of the ticket event in HubSpot, is "Use expanded object support" off? It must be, because OpenCX reads only the classic ticket events.',
    },
  }),
  'webhooks.committed': fact({
    title: 'whether changes were committed',
    value: v.boolean(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Does the Webhooks page of the app, opened afresh and not for editing, show the subscriptions as you want them? Yes means that they are committed; no means that they are still a draft, or lost with it, and do not fire. For a project app: is the last change uploaded and deployed?',
      answer: yesNo,
      place: (places) => places.appWebhooks(),
    },
  }),
  /** Events per second. */
  'webhooks.throttle': fact({
    title: 'the event throttling',
    value: v.number(),
    sources: ['file', 'live', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Which number stands under event throttling in the Webhooks settings of the app? In the files of a project app it is maxConcurrentRequests; OpenCX asks for 100 or more, HubSpot starts with 10.',
      answer: countOf('events per second'),
      place: (places) => places.appWebhooks(),
    },
  }),
  /** null: OpenCX shows none. */
  'opencx.webhookUrl': fact({
    title: 'the webhook URL that OpenCX shows',
    value: v.nullable(urlFactsSchema),
    sources: ['given', 'stated'],
    redact: orNull(redactUrl),
    ask: {
      text: 'Which webhook URL does OpenCX show at the top of its HubSpot settings? Paste the whole of it, or say none if none is shown; it is compared with the one in HubSpot and never shown or saved.',
      answer: urlOrNone,
      place: (places) => places.openCxHubSpot(),
    },
  }),
};

function redactConfig({ targetUrl, ...rest }: WebhookConfig, redaction: Redaction): WebhookConfig {
  return { ...rest, ...(targetUrl !== undefined && { targetUrl: orNull(redactUrl)(targetUrl, redaction) }) };
}
