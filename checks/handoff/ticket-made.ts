import type { Used } from '../shared/define-check.ts';
import { obtained } from '../shared/obtained.ts';

export const TICKET_SOURCES = ['conversation.ticket', 'conversation.thread'] as const;

/** Whether a ticket was made for the conversation: also one that was deleted since, or that cannot be read. */
export function isTicketMade(used: Used<(typeof TICKET_SOURCES)[number]>): boolean {
  return Boolean(obtained(used['conversation.ticket']) ?? obtained(used['conversation.thread'])?.ticketId);
}
