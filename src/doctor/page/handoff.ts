import type { PageSection } from './section.ts';

export const TICKET: PageSection = {
  anchor: 'handoff-runs-but-no-ticket-appears',
  title: 'A handoff makes no ticket',
  symptom: 'handoff-without-ticket',
  holds: { symptom: 1, cause: 3, fix: 5 },
  steps: [
    {
      place: 'symptom 1',
      says: 'There was a handoff, and the conversation has no ticket.',
      checks: ['handoff/ticket'],
    },
    {
      place: 'cause 1',
      says: 'The customer wrote on a channel that does not belong to HubSpot.',
      checks: ['handoff/channel'],
      questions: ['conversation.channel'],
    },
    {
      place: 'cause 2',
      says: 'OpenCX is set to make no tickets.',
      checks: ['handoff/ticket-creation'],
      questions: ['opencx.ticketCreation'],
    },
    {
      place: 'cause 3',
      says: 'Without an email address HubSpot cannot find the contact.',
      checks: ['handoff/contact-email'],
      questions: ['conversation.contactEmail'],
    },
    {
      place: 'fix 1',
      says: 'The conversation began where HubSpot owns the channel: its own chat, or an inbox connected to it.',
      checks: ['handoff/channel'],
      questions: ['conversation.channel'],
    },
    {
      place: 'fix 1',
      says: 'Mail to a temporary address at instant.cx stays outside of HubSpot and gets no ticket.',
      checks: ['handoff/channel'],
      questions: ['conversation.channel'],
    },
    {
      place: 'fix 2',
      says: 'For every other channel a workflow makes the ticket, by create-hubspot-ticket-from-session.',
      checks: ['handoff/workflow-action'],
      questions: ['opencx.workflowAction'],
    },
    {
      place: 'fix 3',
      says: 'An OpenCX admin knows whether tickets are switched on.',
      checks: ['handoff/ticket-creation'],
      questions: ['opencx.ticketCreation'],
    },
    {
      place: 'fix 4',
      says: 'The contact of the session has an address, by which the ticket finds its contact.',
      checks: ['handoff/contact-email', 'handoff/ticket'],
      questions: ['conversation.contactEmail'],
    },
    {
      place: 'fix 5',
      says: 'The HubSpot app has a webhook.',
      checks: ['webhooks/registered'],
      questions: ['webhooks.targetUrl'],
    },
  ],
};

export const OWNER: PageSection = {
  anchor: 'ai-stopped-replying-mid-thread',
  title: 'The AI falls silent in the middle of a thread',
  symptom: 'ai-stopped-replying',
  holds: { symptom: 1, cause: 1, fix: 3 },
  steps: [
    {
      place: 'symptom 1',
      says: 'The AI answered earlier, and does not any more.',
      checks: ['conversation/owner', 'processing/outcome'],
    },
    {
      place: 'cause 1',
      says: 'Somebody other than the AI user owns the conversation.',
      checks: ['conversation/owner'],
    },
    {
      place: 'fix 1',
      says: 'To whom the conversation is assigned in HubSpot.',
      checks: ['conversation/owner'],
      questions: ['conversation.thread'],
    },
    {
      place: 'fix 2',
      says: 'Its owner is the user that the Default User ID in OpenCX names.',
      checks: ['conversation/owner', 'default-user/known'],
      questions: ['opencx.defaultUserId'],
    },
    {
      place: 'fix 3',
      says: 'With Assist Mode the AI drafts, whoever the owner is.',
      checks: ['conversation/owner'],
      questions: ['opencx.assistMode'],
    },
  ],
};

export const CRM_PANEL: PageSection = {
  anchor: 'crm-context-panel-is-empty',
  title: 'The CRM panel shows nothing',
  symptom: 'crm-panel-empty',
  holds: { symptom: 1, cause: 2, fix: 3, note: 1 },
  steps: [
    {
      place: 'symptom 1',
      says: 'The panel beside a conversation in OpenCX stays empty.',
      checks: ['crm/connection', 'crm/contact-match'],
      cannot: "The panel is on OpenCX's screen only; what fills it is checked.",
    },
    {
      place: 'cause 1',
      says: 'OpenCX has no CRM connection.',
      checks: ['crm/connection'],
      questions: ['opencx.crmConnected'],
    },
    {
      place: 'cause 2',
      says: 'No record in HubSpot has the address of the contact.',
      checks: ['crm/contact-match'],
    },
    {
      place: 'fix 1',
      says: 'The panel has its own connection under Settings -> CRMs; the one for tickets does not fill it.',
      checks: ['crm/connection'],
      questions: ['opencx.crmConnected'],
    },
    {
      place: 'fix 2',
      says: 'The portal has a contact with the address that OpenCX knows.',
      checks: ['crm/contact-match'],
      questions: ['conversation.contactEmail'],
    },
    {
      place: 'fix 3',
      says: 'OpenCX tests its CRM connection.',
      questions: ['opencx.crmConnected'],
      cannot: 'The test is a button in OpenCX that no API presses.',
    },
    {
      place: 'note 1',
      says: 'A 200 for a webhook means that it was received; the work comes later and may fail unseen by HubSpot.',
      checks: ['processing/outcome', 'webhooks/reachable'],
    },
  ],
};
