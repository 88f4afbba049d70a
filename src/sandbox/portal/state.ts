/**
 * The shape of an emulated portal, for whoever writes a fixture or reads the state. Every collection is a map keyed by
 * id, so that a fixture can change one entry by naming it, and two such changes can be laid over each other.
 */
import * as v from 'valibot';
import { switches } from './readings.ts';
import { actor, channelAccount, inbox, message, thread } from './state-conversations.ts';
import { personalAccessKey, project } from './state-developer.ts';
import { flag, keyed, names, time } from './state-fields.ts';
import { traffic } from './state-traffic.ts';

const hub = v.strictObject({
  id: v.number(),
  region: v.string(),
  uiDomain: v.string(),
  accountType: v.picklist(['STANDARD', 'DEVELOPER_TEST', 'SANDBOX', 'APP_DEVELOPER']),
  timeZone: v.string(),
  utcOffset: v.string(),
  utcOffsetMilliseconds: v.number(),
  companyCurrency: v.string(),
});

const subscription = v.strictObject({
  eventType: v.string(),
  propertyName: v.optional(v.string()),
  objectTypeId: v.optional(v.string()),
  active: flag(true),
  createdAt: time,
  updatedAt: v.optional(time),
});

/** One attempt at a delivery, as HubSpot's log keeps it. */
const delivery = v.strictObject({
  minutesAgo: v.number(),
  event: v.string(),
  objectId: v.string(),
  property: v.optional(v.string()),
  /** What the target answered, or HubSpot's word for why it did not. */
  ended: v.optional(v.union([v.number(), v.string()]), 200),
});

const app = v.strictObject({
  name: v.string(),
  kind: v.picklist(['legacy-private', 'legacy-public', 'project', 'service-key']),
  scopes: names,
  /** Developer API keys of the account that owns a legacy public app. */
  developerKeys: names,
  /** What HubSpot's log shows of the last 24 hours. */
  deliveries: keyed(delivery),
  webhooks: v.optional(
    v.strictObject({
      settings: v.optional(
        v.strictObject({
          targetUrl: v.string(),
          maxConcurrentRequests: v.number(),
          createdAt: time,
          updatedAt: time,
        }),
      ),
      subscriptions: keyed(subscription),
    }),
    {},
  ),
});

const token = v.strictObject({
  appId: v.string(),
  /** The token's creator. */
  userId: v.number(),
  rejected: v.optional(v.picklist(['expired', 'revoked'])),
  /** With `expired`. */
  expiredAt: v.optional(time, '2026-11-01T00:00:00.000Z'),
  /** Set where the portal lives in another region than the one that was asked. */
  correctHublet: v.optional(v.string()),
  /** The creator was removed from the account: CRM calls are refused. */
  creatorRemoved: flag(false),
});

const user = v.strictObject({
  email: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  superAdmin: flag(false),
  /** false: deactivated; the user list leaves it out, its actor id still resolves. */
  active: flag(true),
});

const owner = v.strictObject({
  email: v.string(),
  type: v.optional(v.picklist(['PERSON', 'QUEUE']), 'PERSON'),
  firstName: v.string(),
  lastName: v.string(),
  userId: v.optional(v.number()),
  createdAt: time,
  updatedAt: time,
  archived: flag(false),
});

/** What a property held, and since when. */
const propertyVersion = v.strictObject({ value: v.string(), timestamp: time });

const crmObject = v.strictObject({
  properties: keyed(v.string()),
  /** Of the properties that were changed since the portal was loaded; the newest first. */
  history: keyed(v.array(propertyVersion)),
  /** Object type -> ids; kept on one side, readable from both. */
  associations: keyed(names),
  createdAt: time,
  updatedAt: time,
  archived: flag(false),
});

const stage = v.strictObject({
  label: v.string(),
  displayOrder: v.number(),
  ticketState: v.picklist(['OPEN', 'CLOSED']),
});

const pipeline = v.strictObject({
  label: v.string(),
  displayOrder: v.number(),
  createdAt: time,
  updatedAt: time,
  stages: keyed(stage),
});

const securityActivity = v.strictObject({
  type: v.string(),
  userId: v.number(),
  createdAt: time,
  actingUser: v.string(),
  objectId: v.optional(v.string()),
});

/** What happened in a session, in the words of OpenCX's API (its OpenAPI document, `listChatHistory`). */
const historyEvent = v.variant('type', [
  v.strictObject({
    type: v.literal('message'),
    sender: v.strictObject({ type: v.picklist(['contact', 'ai', 'human_agent']) }),
    content: v.strictObject({ type: v.literal('text'), text: v.string() }),
  }),
  v.strictObject({ type: v.literal('handoff') }),
  v.strictObject({ type: v.literal('ai_resolved_issue') }),
]);

const session = v.strictObject({
  status: v.picklist(['open', 'closed_resolved', 'closed_unresolved']),
  ai_closure_type: v.nullish(v.picklist(['assumed_resolved', 'handed_off', 'resolved']), null),
  sentiment: v.nullish(v.picklist(['angry', 'happy', 'neutral']), null),
  channel: v.strictObject({ type: v.string() }),
  ticket_number: v.number(),
  assist_mode: flag(false),
  created_at: time,
  updated_at: time,
  contact: v.optional(
    v.strictObject({
      id: v.string(),
      email: v.optional(v.string()),
      phone_number: v.optional(v.string()),
      name: v.optional(v.string()),
    }),
  ),
  language: v.optional(v.string()),
  handoff: v.optional(v.strictObject({ summary: v.string(), sentiment: v.string() })),
  ticketing_system: v.optional(
    v.strictObject({ name: v.string(), external_id: v.string(), id_type: v.string() }),
  ),
  summary: v.optional(v.string()),
  custom_data: v.optional(v.record(v.string(), v.string())),
  history: v.optional(v.array(v.strictObject({ created_at: time, event: historyEvent }))),
});

const openCx = v.strictObject({
  organization: v.strictObject({ id: v.string(), name: v.string() }),
  /** API keys with what they may do: `full`, or rights such as `chat-sessions:read`. */
  keys: keyed(names),
  sessions: keyed(session),
  /** Status with which the webhook target answers a delivery. */
  webhookStatus: v.optional(v.number(), 200),
});

/** What becomes of a new conversation on a channel account. */
const routing = v.strictObject({
  /** Actor id of the agent who is given it. */
  assignTo: v.optional(v.string()),
  /** What the chat says first. */
  welcome: v.optional(v.string()),
});

export const portalStateSchema = v.strictObject({
  /** The portal's clock; it moves a second with every write, so that runs repeat exactly. */
  clock: time,
  hub,
  usage: v.strictObject({ used: v.number(), limit: v.number(), resetsAt: time }),
  apps: keyed(app),
  tokens: keyed(token),
  personalAccessKeys: keyed(personalAccessKey),
  /** By their names. */
  projects: keyed(project),
  users: keyed(user),
  owners: keyed(owner),
  inboxes: keyed(inbox),
  channels: keyed(v.strictObject({ name: v.string() })),
  channelAccounts: keyed(channelAccount),
  /** Keyed by channel account; without an entry, new conversations belong to nobody. */
  routing: keyed(routing),
  /** Actors that are neither users, contacts nor apps: bots, AI agents, anonymous visitors. */
  actors: keyed(actor),
  threads: keyed(thread),
  messages: keyed(message),
  /** Streams of conversations that are alike, beside those that are written out. */
  traffic: keyed(traffic),
  contacts: keyed(crmObject),
  tickets: keyed(crmObject),
  companies: keyed(crmObject),
  deals: keyed(crmObject),
  ticketPipelines: keyed(pipeline),
  securityActivity: keyed(securityActivity),
  openCx,
  switches: v.optional(switches, {}),
});

export type PortalState = v.InferOutput<typeof portalStateSchema>;
/** CRM object types of the portal, by the name that HubSpot's paths use. */
export type ObjectType = 'contacts' | 'tickets' | 'companies' | 'deals';
export type DeliveryState = v.InferOutput<typeof delivery>;
export type AppState = v.InferOutput<typeof app>;
export type SubscriptionState = v.InferOutput<typeof subscription>;
export type OwnerState = v.InferOutput<typeof owner>;
export type UserState = v.InferOutput<typeof user>;
export type CrmObjectState = v.InferOutput<typeof crmObject>;
export type PipelineState = v.InferOutput<typeof pipeline>;
export type SessionState = v.InferOutput<typeof session>;
