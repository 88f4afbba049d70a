import * as v from 'valibot';
import { securityActivitySchema } from '../../src/core/hubspot/records.ts';
import { writtenSchema } from '../../src/core/hubspot/webhook-forms.ts';
import {
  subscriptionSchema,
  throttleSchema,
  urlFactsSchema,
  type WebhookConfig,
  webhookConfigSchema,
} from '../../src/core/hubspot/webhooks.ts';
import { texts } from '../../src/core/schema.ts';
import { publicFileName } from '../../src/redact/file-name.ts';
import { countOf, events, oneOf, urlOrNone, words, yesNo } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';
import { orNull, type Redaction, redactUrl } from '../shared/redaction.ts';

/** The target's answer to one empty batch. */
const webhookAnswerSchema = v.object({ status: v.number(), host: v.string() });

/** What the files of a run hold, as one configuration, and which of them holds what. */
const webhookFileSchema = v.object({ ...webhookConfigSchema.entries, written: writtenSchema });
export type WebhookFileFacts = v.InferOutput<typeof webhookFileSchema>;

/** Which ticket events come classic (`ticket.*`) and which expanded (`object.*`). */
const ticketEventFormatSchema = v.object({ classic: texts, expanded: texts });
export type TicketEventFormat = v.InferOutput<typeof ticketEventFormatSchema>;

export const webhookFacts = {
  'webhooks.file': fact({
    title: 'the webhook configuration file',
    value: webhookFileSchema,
    sources: ['file'],
    redact: redactFile,
  }),
  'webhooks.api': fact({
    title: 'the webhook settings from the API',
    value: webhookConfigSchema,
    sources: ['live'],
    redact: redactConfig,
  }),
  'webhooks.activity': fact({
    title: 'changes of apps in the security log',
    value: v.array(securityActivitySchema),
    sources: ['live'],
    redact: 'stands',
  }),
  'webhooks.answer': fact({
    title: "the webhook target's answer",
    value: webhookAnswerSchema,
    sources: ['live'],
    redact: 'stands',
    askedOf: 'webhook-target',
    absent: {
      status: 'na',
      summary: 'Not looked at: the target was not called; --probe-webhook sends it one empty batch.',
      opens: ['--probe-webhook'],
    },
  }),
  /** null: no target URL is set. */
  'webhooks.targetUrl': fact({
    title: 'the target URL in HubSpot',
    value: v.nullable(urlFactsSchema),
    sources: ['live', 'file', 'stated'],
    redact: orNull(redactUrl),
    ask: {
      text: "Which target URL stands in the Webhooks settings of the HubSpot app? Paste the whole of it, or say none if there is none; it is compared with OpenCX's URL and never shown or saved.",
      textIn: {
        'project-app':
          "Which targetUrl stands in the webhooks file of the project, as it was last deployed? Paste the whole of it, or say none if there is none; it is compared with OpenCX's URL and never shown or saved.",
      },
      answer: urlOrNone,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.subscriptions': fact({
    title: 'the event subscriptions',
    value: v.array(subscriptionSchema),
    sources: ['live', 'file', 'stated'],
    redact: 'stands',
    ask: {
      text: "Which of the three events that OpenCX needs stand in the app's list of webhook subscriptions: New message and Conversation creation under Conversation, Property change under Ticket? Name every one that is listed, a paused one too; what is not listed never reaches OpenCX.",
      textIn: {
        'project-app':
          'Which of the three events that OpenCX needs stand in the webhooks file of the project, as it was last deployed: conversation.newMessage, conversation.creation, ticket.propertyChange? Name every one that is there, also with "active": false; what is not there never reaches OpenCX.',
      },
      answer: events,
      place: (places) => places.appWebhooks(),
    },
  }),
  /** Names of the paused events among the required ones. */
  'webhooks.paused': fact({
    title: 'the paused subscriptions',
    value: texts,
    sources: ['live', 'file', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Which of these subscriptions are marked as paused in the Webhooks settings of the app? Name none if all are active; a paused one sends nothing.',
      textIn: {
        'project-app':
          'Which of these subscriptions have "active": false in the webhooks file of the project, as it was last deployed? Name none if all are active; one that is not active sends nothing.',
      },
      answer: events,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.ticketProperties': fact({
    title: 'the ticket properties subscribed',
    value: texts,
    sources: ['live', 'file', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Which ticket properties are selected in the subscription "Ticket: Property change"? hs_pipeline_stage is one of them, for example; without a property it never fires.',
      textIn: {
        'project-app':
          'Which propertyName have the entries with ticket.propertyChange in the webhooks file of the project, as it was last deployed? hs_pipeline_stage is one of them, for example; an entry without a property never fires.',
      },
      answer: words,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.objectFormat': fact({
    title: 'the format of ticket events',
    value: ticketEventFormatSchema,
    sources: ['live', 'file', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Was the subscription "Ticket: Property change" made with "Use expanded object support" off, which gives classic events, or on, which gives expanded ones? OpenCX reads the classic ones; in a delivery they are called ticket.propertyChange, the others object.propertyChange.',
      answer: oneOf({
        classic: 'Classic: expanded object support is off, the events are called ticket.propertyChange',
        expanded: 'Expanded: it is on, the events are called object.propertyChange',
      }),
      place: (places) => places.appWebhooks(),
    },
  }),
  /** What HubSpot's log of deliveries shows for something that has just happened. */
  'webhooks.delivering': fact({
    title: "HubSpot's log of deliveries",
    value: v.picklist(['none', 'errors', 'delivered']),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: "A minute after a test message, does the app's Webhooks log show no row for it, one that failed (no 200), or one answered with 200?",
      textIn: {
        'project-app':
          'A minute after a test message, does `hs app logs --type=webhooks --since=1h`, run in the project, show no row for it, one that failed (no 200), or one answered with 200?',
      },
      answer: oneOf({
        none: 'No row: HubSpot sent nothing',
        errors: 'Rows with an error, or with another status than 200',
        delivered: 'Rows that were answered with 200',
      }),
      place: (places) => places.appDeliveries(),
    },
  }),
  'webhooks.committed': fact({
    title: 'whether changes were committed',
    value: v.boolean(),
    sources: ['live', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Does the Webhooks page of the app, opened afresh and not for editing, show the subscriptions as you want them? Yes means that they are committed; no means that they are still a draft, or lost with it, and do not fire.',
      textIn: {
        'project-app':
          'Is the last change of the webhooks file uploaded and deployed, so that the page of the project in HubSpot shows that build as the deployed one? What is only in the file on a disk, or in a build that was not deployed, has no effect.',
      },
      answer: yesNo,
      place: (places) => places.appWebhooks(),
    },
  }),
  'webhooks.throttle': fact({
    title: 'the event throttling',
    value: throttleSchema,
    sources: ['live', 'file', 'stated'],
    redact: 'stands',
    ask: {
      text: 'Which number stands under event throttling in the Webhooks settings of the app? OpenCX asks for 100 or more, HubSpot starts with 10.',
      textIn: {
        'project-app':
          'Which number is maxConcurrentRequests in the webhooks file of the project, as it was last deployed? OpenCX asks for 100 or more, HubSpot starts with 10.',
      },
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

function redactFile({ written, ...config }: WebhookFileFacts, redaction: Redaction): WebhookFileFacts {
  const named = Object.entries(written).map(([part, { file, form }]) => [
    part,
    { file: publicFileName(file), form },
  ]);
  return { ...redactConfig(config, redaction), written: Object.fromEntries(named) };
}

function redactConfig({ targetUrl, ...rest }: WebhookConfig, redaction: Redaction): WebhookConfig {
  return { ...rest, ...(targetUrl !== undefined && { targetUrl: orNull(redactUrl)(targetUrl, redaction) }) };
}
