import type { CheckId, SymptomId } from '../src/core/ids.ts';
import type { Symptom } from '../src/core/symptom.ts';

const TROUBLESHOOTING = 'https://docs.open.cx/integrations/hubspot/troubleshooting';

/** What every symptom asks first: without a working token nothing else says much. */
const GROUND: readonly CheckId[] = ['token/format', 'token/accepted', 'scopes/required'];

/** The checklists of the OpenCX troubleshooting page, in its order. */
export const SYMPTOMS: readonly Symptom[] = [
  symptom('connection-test-fails', 'the connection test fails', 'connection-test-fails', [
    'token/portal',
    'account/usage',
  ]),
  symptom(
    'handoff-without-ticket',
    'a handoff runs, and no ticket appears',
    'handoff-runs-but-no-ticket-appears',
    [
      'handoff/channel',
      'handoff/workflow-action',
      'handoff/ticket-creation',
      'handoff/contact-email',
      'handoff/ticket',
      'webhooks/registered',
    ],
  ),
  symptom(
    'replies-not-delivered',
    "a rep's replies do not reach the customer",
    'rep-replies-dont-reach-the-customer',
    [
      'webhooks/subscriptions',
      'webhooks/ticket-properties',
      'webhooks/paused',
      'webhooks/object-format',
      'webhooks/committed',
      'webhooks/target-url',
      'replies/public',
      'replies/channel-reachable',
    ],
  ),
  symptom('ai-stopped-replying', 'the AI stopped mid-thread', 'ai-stopped-replying-mid-thread', [
    'conversation/owner',
    'default-user/known',
  ]),
  symptom(
    'delivered-but-ignored',
    'HubSpot shows the webhook as delivered, and nothing happens',
    'webhook-shows-delivered-in-hubspot-but-nothing-happens',
    ['webhooks/target-url', 'webhooks/target-org', 'processing/outcome', 'processing/session'],
  ),
  symptom(
    'email-without-session',
    'email reaches HubSpot and a thread appears, but no OpenCX session',
    'email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created',
    ['scopes/owners-read', 'logs/missing-scopes', 'processing/session'],
  ),
  symptom('crm-panel-empty', 'the CRM context panel is empty', 'crm-context-panel-is-empty', [
    'crm/connection',
    'crm/contact-match',
  ]),
  symptom(
    'replies-not-syncing',
    'a handoff creates a ticket, and replies do nothing',
    'replies-not-syncing-full-checklist',
    [
      'handoff/comment',
      'webhooks/subscriptions',
      'webhooks/committed',
      'webhooks/throttle',
      'webhooks/target-url',
      'replies/public',
      'replies/channel-reachable',
    ],
  ),
];

function symptom(id: SymptomId, title: string, anchor: string, checks: readonly CheckId[]): Symptom {
  return { id, title, checks: [...GROUND, ...checks], docs: `${TROUBLESHOOTING}#${anchor}` };
}
