/**
 * HubSpot's things as this tool speaks of them: only what some check or the engine needs, every id a string.
 * What HubSpot may leave out is optional here; nothing is invented in its place.
 */

/** `POST /oauth/v2/private-apps/get/access-token-info`: whom a token belongs to and what it may do. */
export interface Introspection {
  hubId: number;
  appId: number;
  /** User id of the token's creator. */
  userId: number;
  scopes: string[];
}

/** `GET /account-info/v3/details`. */
export interface AccountDetails {
  portalId: number;
  /** Host of the portal's screens, the base of every deep link: `app.hubspot.com`, `app-eu1.hubspot.com`. */
  uiDomain?: string;
  /** Data hosting region: `na1`, `eu1`. */
  region?: string;
  accountType?: string;
  timeZone?: string;
}

/** `GET /account-info/v3/api-usage/daily/private-apps`: one total for all private apps of the portal. */
export interface DailyUsage {
  used: number;
  limit: number;
  /** ISO time at which the count starts again. */
  resetsAt?: string;
}

export interface Owner {
  /** Owner id: the value of `hubspot_owner_id`, not the id of the user. */
  id: string;
  /** User id of an active owner; an archived owner has none. */
  userId?: string;
  userIdIncludingInactive?: string;
  email?: string;
  name?: string;
  archived: boolean;
}

/** Who stands behind an actor id: `A-` a user, `V-` a visitor, `I-` an app, `S-` the system, `B-` a bot, `L-` an AI agent. */
export interface Actor {
  id: string;
  type?: string;
  name?: string;
  email?: string;
}

export interface Thread {
  id: string;
  status: 'OPEN' | 'CLOSED' | (string & {});
  createdAt: string;
  closedAt?: string;
  latestMessageAt?: string;
  /** Actor id of the owner, `A-<user id>`; absent when nobody is assigned. */
  assignedTo?: string;
  inboxId?: string;
  /** Contact id; may be a visitor id that is no contact yet. */
  contactId?: string;
  ticketId?: string;
  /** `1000` live chat, `1001` Facebook Messenger, `1002` email; others are custom channels. */
  originalChannelId: string;
  originalChannelAccountId?: string;
  archived: boolean;
  spam: boolean;
}

export interface MessageParty {
  actorId?: string;
  name?: string;
  /** `FROM`, `TO`, `CC`. */
  field?: string;
  deliveryType?: string;
  deliveryValue?: string;
}

export type MessageType =
  | 'MESSAGE'
  | 'COMMENT'
  | 'WELCOME_MESSAGE'
  | 'ASSIGNMENT'
  | 'THREAD_STATUS_CHANGE'
  | 'THREAD_INBOX_CHANGE'
  | (string & {});

export interface Message {
  id: string;
  threadId: string;
  type: MessageType;
  createdAt: string;
  /** Actor id of the author. */
  createdBy?: string;
  clientType?: 'HUBSPOT' | 'INTEGRATION' | 'SYSTEM' | (string & {});
  /** App that sent it, where an app did. */
  integrationAppId?: string;
  /** Not always true: a rep who answers from a mailbox of their own appears as INCOMING. */
  direction?: 'INCOMING' | 'OUTGOING' | (string & {});
  /** `SENT`, `FAILED`, `RECEIVED`, `READ`. */
  status?: string;
  failure?: string;
  text?: string;
  richText?: string;
  subject?: string;
  truncation?: string;
  senders: MessageParty[];
  recipients: MessageParty[];
  channelId?: string;
  channelAccountId?: string;
  assignedTo?: string;
}

export interface ChannelAccount {
  id: string;
  channelId: string;
  name?: string;
  inboxId?: string;
  active: boolean;
  authorized: boolean;
}

export interface Ticket {
  id: string;
  subject?: string;
  pipelineId?: string;
  stageId?: string;
  createdAt?: string;
  updatedAt?: string;
  closedAt?: string;
  /** `hs_conversations_originating_thread_id`. */
  threadId?: string;
  /** Owner id (not a user id). */
  ownerId?: string;
  contactIds: string[];
  archived: boolean;
}

export interface Contact {
  id: string;
  email?: string;
  name?: string;
  phone?: string;
  archived: boolean;
}

export interface PipelineStage {
  pipelineId: string;
  id: string;
  label: string;
  /** `metadata.ticketState`. */
  closed: boolean;
}

/** One row of the account's security activity log. */
export interface SecurityActivity {
  type: string;
  at: string;
  userId?: string;
  objectId?: string;
}
