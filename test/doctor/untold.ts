import { CHECK_IDS, type CheckId } from '../../checks/index.ts';

/** What only HubSpot can tell. */
export const OF_HUBSPOT: readonly CheckId[] = [
  'token/accepted',
  'token/portal',
  'scopes/required',
  'scopes/owners-read',
  'account/usage',
  'default-user/known',
  'conversation/usable',
  'conversation/owner',
  'handoff/ticket',
  'handoff/comment',
  'handoff/ticket-close',
  'replies/public',
  'replies/channel-reachable',
  'crm/contact-match',
];
const OF_OPENCX: readonly CheckId[] = ['opencx/key', 'conversation/found', 'processing/session'];

/** Read from the conversations API. */
export const OF_CONVERSATIONS: readonly CheckId[] = [
  'conversation/usable',
  'conversation/owner',
  'handoff/ticket',
  'handoff/comment',
  'handoff/ticket-close',
  'replies/public',
  'replies/channel-reachable',
];
/** Without the owners nothing tells whether the user behind the Default User ID is still active. */
export const OF_CRM: readonly CheckId[] = [
  'default-user/known',
  'handoff/ticket',
  'handoff/ticket-close',
  'crm/contact-match',
];
export const OF_SESSIONS: readonly CheckId[] = ['opencx/key', 'handoff/ticket-close', 'processing/session'];

export const BOTH = [...OF_HUBSPOT, ...OF_OPENCX];

/** As a whole run tells them. */
export function inReportOrder(ids: readonly CheckId[]): CheckId[] {
  return CHECK_IDS.filter((id) => ids.includes(id));
}
