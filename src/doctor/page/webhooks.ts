import type { PageSection } from './section.ts';

export const REPLIES: PageSection = {
  anchor: 'rep-replies-dont-reach-the-customer',
  title: "A rep's replies never reach the customer",
  symptom: 'replies-not-delivered',
  holds: { symptom: 1, cause: 4, fix: 5 },
  steps: [
    {
      place: 'symptom 1',
      says: 'A rep answers in HubSpot, and nothing arrives.',
      checks: ['replies/channel-reachable', 'webhooks/delivering'],
      questions: ['conversation.thread'],
    },
    {
      place: 'cause 1',
      says: 'HubSpot has no webhook to call.',
      checks: ['webhooks/registered'],
      questions: ['webhooks.targetUrl'],
    },
    {
      place: 'cause 2',
      says: 'The app listens to other events than OpenCX needs.',
      checks: ['webhooks/subscriptions', 'webhooks/object-format'],
      questions: ['webhooks.subscriptions', 'webhooks.objectFormat'],
    },
    {
      place: 'cause 3',
      says: 'Changes of the subscriptions are still a draft.',
      checks: ['webhooks/committed'],
      questions: ['webhooks.committed'],
    },
    {
      place: 'cause 4',
      says: 'HubSpot calls an outdated URL.',
      checks: ['webhooks/target-url'],
      questions: ['webhooks.targetUrl', 'opencx.webhookUrl'],
    },
    {
      place: 'fix 1',
      says: "The app's webhook settings are opened in HubSpot.",
      checks: ['webhooks/registered'],
      questions: ['webhooks.targetUrl'],
    },
    {
      place: 'fix 2',
      says: 'New messages, new conversations and ticket changes are subscribed, and fire.',
      checks: ['webhooks/subscriptions', 'webhooks/paused'],
      questions: ['webhooks.subscriptions', 'webhooks.paused'],
    },
    {
      place: 'fix 2',
      says: 'Ticket changes name the properties that matter.',
      checks: ['webhooks/ticket-properties'],
      questions: ['webhooks.ticketProperties'],
    },
    {
      place: 'fix 3',
      says: 'The edited subscriptions were committed; a draft does nothing.',
      checks: ['webhooks/committed'],
      questions: ['webhooks.committed'],
    },
    {
      place: 'fix 4',
      says: 'The URL in HubSpot is the one that OpenCX has now.',
      checks: ['webhooks/target-url'],
      questions: ['webhooks.targetUrl', 'opencx.webhookUrl'],
    },
    {
      place: 'fix 5',
      says: 'The rep wrote to the customer; a comment for colleagues stays in HubSpot.',
      checks: ['replies/public'],
    },
  ],
};

export const DELIVERED: PageSection = {
  anchor: 'webhook-shows-delivered-in-hubspot-but-nothing-happens',
  title: 'HubSpot delivers, and nothing comes of it',
  symptom: 'delivered-but-ignored',
  holds: { symptom: 1, cause: 2, fix: 3 },
  steps: [
    {
      place: 'symptom 1',
      says: "HubSpot's log shows deliveries, and OpenCX does not act on them.",
      checks: ['processing/outcome', 'webhooks/reachable'],
      questions: ['journal.events', 'webhooks.answer'],
    },
    {
      place: 'cause 1',
      says: 'The URL in HubSpot is outdated.',
      checks: ['webhooks/target-url'],
      questions: ['webhooks.targetUrl', 'opencx.webhookUrl'],
    },
    {
      place: 'cause 2',
      says: 'The URL in HubSpot belongs to another OpenCX organization.',
      checks: ['webhooks/target-org'],
    },
    {
      place: 'fix 1',
      says: 'The URL is taken from OpenCX as it stands there now.',
      checks: ['webhooks/target-url'],
      questions: ['opencx.webhookUrl'],
    },
    {
      place: 'fix 2',
      says: 'The app calls that URL.',
      checks: ['webhooks/target-url', 'webhooks/target-org'],
      questions: ['webhooks.targetUrl'],
    },
    {
      place: 'fix 3',
      says: 'A conversation begun as a test is taken up by OpenCX.',
      checks: ['processing/outcome', 'processing/session', 'webhooks/delivering'],
      questions: ['journal.events', 'conversation.session'],
      cannot: 'No conversation is begun from here; what became of one that you began is looked at.',
    },
  ],
};

export const SYNC: PageSection = {
  anchor: 'replies-not-syncing-full-checklist',
  title: 'The whole checklist for replies that do not sync',
  symptom: 'replies-not-syncing',
  holds: { symptom: 1, step: 7 },
  steps: [
    {
      place: 'symptom 1',
      says: 'The handoff made its ticket, and replies lead to nothing.',
      checks: ['handoff/ticket', 'processing/outcome'],
    },
    {
      place: 'step 1',
      says: 'OpenCX left its comment on the conversation: summary, sentiment, language, link to the session.',
      checks: ['handoff/comment'],
    },
    {
      place: 'step 2',
      says: 'The app subscribes to all three events.',
      checks: ['webhooks/subscriptions', 'webhooks/paused'],
      questions: ['webhooks.subscriptions', 'webhooks.paused'],
    },
    {
      place: 'step 3',
      says: 'What was added or edited there was committed.',
      checks: ['webhooks/committed'],
      questions: ['webhooks.committed'],
    },
    {
      place: 'step 4',
      says: 'Throttling allows 100 events per second or more; with the 10 of a new app a burst loses some.',
      checks: ['webhooks/throttle'],
      questions: ['webhooks.throttle'],
    },
    {
      place: 'step 5',
      says: 'HubSpot and OpenCX show the same webhook URL.',
      checks: ['webhooks/target-url'],
      questions: ['webhooks.targetUrl', 'opencx.webhookUrl'],
    },
    {
      place: 'step 6',
      says: 'The reply is a public one.',
      checks: ['replies/public'],
    },
    {
      place: 'step 7',
      says: 'The channel still leads to the customer.',
      checks: ['replies/channel-reachable', 'handoff/contact-email'],
      questions: ['conversation.contactEmail'],
      cannot:
        'Whether a phone is switched on or a chat window is open is seen from nowhere; a message that failed to go out is.',
    },
  ],
};
