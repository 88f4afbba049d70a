import { hubspotOwned } from '../../src/core/hubspot/channels.ts';
import type { Used } from '../shared/define-check.ts';
import { obtained } from '../shared/obtained.ts';

export const TICKET_REASON_SOURCES = [
  'opencx.ticketCreation',
  'conversation.channel',
  'opencx.workflowAction',
  'conversation.contactEmail',
] as const;

/**
 * Whether a documented reason why a handoff leaves no ticket is still open (troubleshooting page, "Handoff runs but no
 * ticket appears"): as long as one is, a missing ticket repeats what the user sees and tells no cause.
 */
export function isReasonOpen(used: Used<(typeof TICKET_REASON_SOURCES)[number]>): boolean {
  if (obtained(used['opencx.ticketCreation']) === undefined) return true;
  if (obtained(used['conversation.contactEmail']) === undefined) return true;
  const channel = obtained(used['conversation.channel'])?.channel;
  if (channel === undefined) return true;
  const isWired = obtained(used['opencx.workflowAction']);
  switch (hubspotOwned(channel)) {
    case 'yes':
      return false;
    case 'no':
      return isWired === undefined;
    case 'not-said':
      // Not wired, and whether the channel needs it is nowhere said.
      return isWired !== true;
  }
}
