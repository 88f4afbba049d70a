import type { PageSection } from './section.ts';

const KEPT_INSIDE = 'Nothing outside of OpenCX shows it. The engine on this machine keeps to it.';

export const LIMITS: PageSection = {
  anchor: 'limits-timing',
  title: 'Limits and timing',
  holds: { fact: 6, note: 1 },
  steps: [
    {
      place: 'fact 1',
      says: 'A webhook is answered with 200 at once and worked on afterwards.',
      checks: ['processing/outcome', 'webhooks/reachable'],
    },
    {
      place: 'fact 2',
      says: 'An event is worked on once at most; one that fails is noted and not tried again.',
      checks: ['processing/outcome'],
      questions: ['journal.events'],
    },
    {
      place: 'fact 3',
      says: 'A ticket is closed about 15 seconds after its conversation is resolved.',
      checks: ['handoff/ticket-close'],
    },
    {
      place: 'fact 4',
      says: 'A call that fails for a passing reason is tried again, up to three times.',
      checks: ['logs/rate-limits'],
      questions: ['logs.refusals'],
      cannot: 'In the API-call log a second try looks like any other call, so tries cannot be counted.',
    },
    {
      place: 'fact 5',
      says: 'A handoff goes on when the contact could not be made in HubSpot.',
      checks: ['handoff/ticket'],
    },
    {
      place: 'fact 6',
      says: 'Events of email wait about 5 seconds, so that workflows that run beside them can end.',
      cannot: KEPT_INSIDE,
    },
    {
      place: 'note 1',
      says: 'Rate limits are not waited out for ever: tickets missing from a busy time may come a few minutes later.',
      checks: ['logs/rate-limits', 'account/usage'],
      questions: ['logs.refusals'],
    },
  ],
};

export const FURTHER: PageSection = {
  anchor: null,
  title: 'Pages that it leads to',
  holds: { link: 4 },
  steps: [
    {
      place: 'link 1',
      says: 'How HubSpot is connected: token and webhook.',
      checks: ['token/accepted', 'webhooks/registered'],
      questions: ['connection.mode'],
    },
    {
      place: 'link 1',
      says: 'How HubSpot is connected: signatures of email.',
      cannot: 'A signature changes how a message looks, and OpenCX alone shows it.',
    },
    {
      place: 'link 2',
      says: 'How handoffs, tickets and contacts work.',
      checks: ['handoff/ticket', 'handoff/comment', 'crm/contact-match'],
    },
    {
      place: 'link 3',
      says: 'What webhooks carry, which events are left alone, and which calls OpenCX makes.',
      checks: ['webhooks/subscriptions', 'webhooks/object-format', 'processing/outcome'],
    },
    {
      place: 'link 4',
      says: 'What holds for handoffs of the whole organization.',
      checks: ['handoff/ticket-creation'],
      questions: ['opencx.ticketCreation', 'opencx.workflowAction'],
      cannot: 'The other rules of a handoff stand in OpenCX alone.',
    },
  ],
};
