import type { EvidenceKey } from '../facts.ts';
import type { Used } from '../shared/define-check.ts';

/** Evidence that speaks for or against a suspect. */
export const CLUES = [
  'webhooks.delivering',
  'webhooks.targetUrl',
  'opencx.webhookUrl',
  'webhooks.subscriptions',
  'webhooks.paused',
  'webhooks.committed',
  'webhooks.ticketProperties',
  'webhooks.objectFormat',
  'webhooks.throttle',
  'webhooks.activity',
  'webhooks.answer',
  'deliveries.log',
  'proof.message',
] as const satisfies readonly EvidenceKey[];
export type Clues = Used<(typeof CLUES)[number]>;

/**
 * How a suspect stands: `out` and `measured` were seen where it is set; the others from the one that a person's word
 * accuses to the one that it denies.
 */
export type Standing = 'out' | 'measured' | 'said' | 'hinted' | 'open' | 'doubtful' | 'denied';
