/**
 * Changes of an answer that mean something by HubSpot's or OpenCX's own documentation, so that a cause may follow from
 * them. A value of another type, or one that nobody would send, is never among them.
 */
import type { CauseId } from '../../../checks/causes.ts';
import { KINDS, type Kind } from './mutations.ts';

interface Documented {
  /** Where it holds of one portal alone, for what that one was given. */
  portal?: string;
  /** End of the route's pattern, or how it runs. */
  route: string | RegExp;
  at: RegExp;
  kinds: readonly Kind[];
  causes: readonly CauseId[];
  why: string;
  /** Where it is documented. */
  source: string;
}

const ABSENT: readonly Kind[] = ['removed', 'null'];
const NONE: readonly Kind[] = [...ABSENT, 'empty'];

const HUBSPOT_CONVERSATIONS = 'HubSpot docs, conversations API';
const HUBSPOT_CRM = 'HubSpot docs, CRM objects and associations';

const DOCUMENTED: readonly Documented[] = [
  {
    route: 'GET /conversations/v3/conversations/threads/{threadId}',
    at: /^assignedTo$/,
    kinds: ABSENT,
    causes: ['owner-not-ai-user'],
    why: 'a thread without it is assigned to nobody',
    source: HUBSPOT_CONVERSATIONS,
  },
  {
    route: 'GET /conversations/v3/conversations/threads/{threadId}',
    at: /^threadAssociations(\.associatedTicketId)?$/,
    kinds: NONE,
    causes: ['ticket-missing'],
    why: 'it is there only where the thread has a ticket',
    source: HUBSPOT_CONVERSATIONS,
  },
  {
    route: 'GET /conversations/v3/conversations/threads/{threadId}/messages',
    at: /^results(\[\])?$/,
    kinds: ['removed', 'empty'],
    causes: ['handoff-comment-missing', 'reply-internal', 'message-failed'],
    why: 'a list tells which messages there are, and which there are not',
    source: HUBSPOT_CONVERSATIONS,
  },
  {
    route: 'GET /crm/v3/objects/tickets/{objectId}',
    at: /^associations(\.contacts(\.results(\[\])?)?)?$/,
    kinds: NONE,
    causes: ['ticket-without-contact'],
    why: 'a record without associations of a kind has no entry for it',
    source: HUBSPOT_CRM,
  },
  {
    route: 'GET /crm/v3/objects/contacts/{objectId}',
    at: /^properties\.email$/,
    kinds: NONE,
    causes: ['contact-without-email', 'channel-unreachable'],
    why: 'a property that is not set is null, empty or left out',
    source: HUBSPOT_CRM,
  },
  {
    route: 'POST /crm/v3/objects/contacts/search',
    at: /^results(\[\])?$/,
    kinds: ['removed', 'empty'],
    causes: ['contact-not-in-portal'],
    why: 'a list tells which contacts were found',
    source: HUBSPOT_CRM,
  },
  {
    route: 'POST /oauth/v2/private-apps/get/access-token-info',
    at: /^scopes\[\]$/,
    kinds: ['removed'],
    causes: ['scope-missing', 'owners-scope-missing'],
    why: 'the list tells which scopes are granted, and which are not',
    source: 'HubSpot docs, private apps, access token info',
  },
  {
    route: 'GET /chat/sessions/{sessionId}',
    at: /^ticketing_system$/,
    kinds: ABSENT,
    causes: ['channel-not-hubspot', 'workflow-action-missing'],
    why: 'it is there only where another system holds the ticket',
    source: 'OpenCX API reference, chat sessions',
  },
  {
    route: 'GET /chat/sessions/{sessionId}',
    at: /^contact\.email$/,
    kinds: NONE,
    causes: ['contact-without-email'],
    why: 'a contact without it has no verified address',
    source: 'OpenCX API reference, chat sessions',
  },
  {
    route: /GET \/developer\/projects\/v1(\/by-name\/\{name\})?$/,
    at: /^(results\[\]\.)?deployedBuildId$/,
    kinds: ABSENT,
    causes: ['project-not-deployed'],
    why: 'a project of which no build was ever deployed has none',
    source: "HubSpot's local-dev-lib, the type of a project",
  },
  {
    portal: 'project-file-differs',
    route: 'POST /oauth/v2/private-apps/get/access-token-info',
    at: /^(appId|scopes(\[\])?)$/,
    kinds: KINDS,
    causes: ['throttle-too-low'],
    why: 'without the app its project is not found, and the file that was given, which says so, is the next source',
    source: 'the order of the sources',
  },
  {
    portal: 'project-file-differs',
    route: /(localdevauth|apps-dev|developer\/projects|dfs)\/.*$/,
    at: /./,
    kinds: KINDS,
    causes: ['throttle-too-low'],
    why: 'where what is deployed cannot be read, the file that was given, which says so, is the next source',
    source: 'the order of the sources',
  },
];

/** Whether the documentation itself lets the cause follow from the change. */
export function isDocumented(
  { route, at, kind }: { route: string; at: string; kind: Kind },
  cause: string,
  portal: string,
): boolean {
  return DOCUMENTED.some(
    (each) =>
      (each.portal === undefined || each.portal === portal) &&
      isRoute(route, each.route) &&
      each.at.test(at) &&
      each.kinds.includes(kind) &&
      each.causes.some((id) => id === cause),
  );
}

function isRoute(route: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? route.endsWith(wanted) : wanted.test(route);
}
