import type { ConnectionMode } from '../src/core/connection.ts';

/** What users see, in the order of the OpenCX troubleshooting page. Each check says which checklists hold it. */

interface SymptomWords {
  /** As a user would say it. */
  title: string;
  /** Section of the troubleshooting page. */
  anchor: string;
  /** Areas whose checks come first in its checklist; others follow from the ground up. */
  areas: readonly string[];
  /** The one way of connecting that it tells of. */
  mode?: ConnectionMode;
}

const ALL = {
  'oauth-connect-fails': {
    title: 'connecting or reconnecting with OAuth fails',
    anchor: 'oauth-connect-or-reconnect-fails',
    areas: ['oauth', 'account'],
    mode: 'oauth',
  },
  'connection-test-fails': {
    title: 'the connection test fails',
    anchor: 'connection-test-fails',
    areas: ['token', 'account'],
  },
  'handoff-without-ticket': {
    title: 'a handoff runs, and no ticket appears',
    anchor: 'handoff-runs-but-no-ticket-appears',
    areas: ['handoff', 'webhooks'],
  },
  'replies-not-delivered': {
    title: "a rep's replies do not reach the customer",
    anchor: 'rep-replies-dont-reach-the-customer',
    areas: ['project', 'webhooks', 'replies'],
  },
  'ai-stopped-replying': {
    title: 'the AI stopped mid-thread',
    anchor: 'ai-stopped-replying-mid-thread',
    areas: ['conversation', 'default-user'],
  },
  'delivered-but-ignored': {
    title: 'HubSpot shows the webhook as delivered, and nothing happens',
    anchor: 'webhook-shows-delivered-in-hubspot-but-nothing-happens',
    areas: ['webhooks', 'processing'],
  },
  'email-without-session': {
    title: 'email reaches HubSpot and a thread appears, but no OpenCX session',
    anchor: 'email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created',
    areas: ['scopes', 'logs', 'processing'],
  },
  'crm-panel-empty': {
    title: 'the CRM context panel is empty',
    anchor: 'crm-context-panel-is-empty',
    areas: ['crm'],
  },
  'replies-not-syncing': {
    title: 'a handoff creates a ticket, and replies do nothing',
    anchor: 'replies-not-syncing-full-checklist',
    areas: ['handoff', 'project', 'webhooks', 'replies'],
  },
} as const satisfies Record<string, SymptomWords>;

export type SymptomId = keyof typeof ALL;
export const SYMPTOM_IDS = Object.keys(ALL) as SymptomId[];

/** By id. */
export const SYMPTOM_WORDS: Readonly<Record<SymptomId, SymptomWords>> = ALL;
