import type {
  AskedScopes,
  BuildList,
  DeveloperApp,
  Install,
  KeyAccess,
  Project,
  Release,
} from './hubspot/developer.ts';
import type {
  AccountDetails,
  Actor,
  ChannelAccount,
  Contact,
  DailyUsage,
  Introspection,
  Message,
  MessageParty,
  Owner,
  PipelineStage,
  SecurityActivity,
  Thread,
  Ticket,
  WayIn,
} from './hubspot/records.ts';
import type { WebhookConfig } from './hubspot/webhooks.ts';
import type { HistoryEvent, Session } from './opencx.ts';
import type { Secret } from './secret.ts';

/**
 * What the doctor reads from HubSpot. Every method makes one call (tries not counted) unless it says otherwise
 * and throws `EvidenceFailure` when the fact could not be had. "Not there" (404) is null where the type says so,
 * and a failure elsewhere.
 */
export interface HubSpotReader {
  introspect(): Promise<Introspection>;
  accountDetails(): Promise<AccountDetails>;
  /** What HubSpot's own clock shows, ISO; undefined where the answer does not say. */
  clock(): Promise<string | undefined>;
  dailyUsage(): Promise<DailyUsage>;
  /** Makes the smallest read that needs the scope; resolves when it is granted. Only for `READABLE_SCOPES`. */
  readWith(scope: string): Promise<void>;
  ownerById(ownerId: string): Promise<Owner | null>;
  ownerByUserId(userId: string, options?: { archived: boolean }): Promise<Owner | null>;
  actor(actorId: string): Promise<Actor | null>;
  /** With its ticket association. HubSpot shows an archived one only where one is asked for. */
  thread(threadId: string, options?: { archived: boolean }): Promise<Thread | null>;
  /**
   * Threads with a message later than this (ISO), those with the latest one last; page after page and slowly, so that the
   * portal's limit stays with those who live on it.
   *
   * @param mustEnd whether there is no time for another page
   * @param onPage told of all that are there so far
   * @returns `whole` where these are all
   */
  threadsSince(
    time: string,
    mustEnd: () => boolean,
    onPage?: (soFar: readonly Thread[]) => void,
  ): Promise<{ threads: Thread[]; whole: boolean }>;
  /** Threads associated with a ticket; a ticket may have several. */
  threadsOfTicket(ticketId: string): Promise<Thread[]>;
  /** The newest messages, newest first. */
  messages(threadId: string, options?: { slowly?: boolean }): Promise<Message[]>;
  message(threadId: string, messageId: string): Promise<Message | null>;
  /** HubSpot shows an archived one only where one is asked for. */
  channelAccount(channelAccountId: string, options?: { archived: boolean }): Promise<ChannelAccount | null>;
  /** Where a customer can write to: mailboxes by their addresses, chats, and whatever else; the first hundred of them. */
  waysIn(): Promise<WayIn[]>;
  /** With its associated contacts. */
  ticket(ticketId: string, options?: { archived: boolean }): Promise<Ticket | null>;
  /** Tickets that began with a thread, by search: one made in the last seconds may not be there yet. */
  ticketsBegunBy(threadId: string): Promise<Ticket[]>;
  contact(contactId: string): Promise<Contact | null>;
  /** Contacts with exactly this address, as their first or a secondary one; at most a handful, enough to tell one from many. */
  contactsByEmail(email: string): Promise<Contact[]>;
  ticketStages(): Promise<PipelineStage[]>;
  /** Settings and subscriptions together: two calls at once. */
  webhookConfig(appId: number, developerKey: Secret | undefined): Promise<WebhookConfig>;
  /** Changes of apps in the security log of the last 30 days, newest first. */
  appChanges(): Promise<SecurityActivity[]>;
}

/** The app that is asked for, and where it is installed. */
interface InstalledApp {
  portalId: number;
  projectId: number;
  /** The name that its file gives it. */
  uid: string;
  scopes: AskedScopes;
}

/** What is wanted of a log that HubSpot keeps of an app. */
export interface LogQuery {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** Of an app that several portals have installed: this one alone. */
  portalId?: number;
}

/** Rows of such a log, newest first, as they came. */
export interface LoggedRows {
  rows: readonly object[];
  /** Every row of the time that was asked for is among them. */
  whole: boolean;
}

/**
 * What the doctor reads with a personal access key; same rules as `HubSpotReader`. These are the paths of HubSpot's own
 * command line, published and not documented: a refusal says what the key may not read, and nothing of any setting.
 */
export interface DeveloperReader {
  /** Whose the key is and what it opens. One exchange serves the whole run, whichever read needs it first. */
  keyAccess(): Promise<KeyAccess>;
  /** What HubSpot's own clock shows, epoch milliseconds: its logs are asked for by that, not by this machine's. */
  hubSpotTime(): Promise<number>;
  /** What it showed when it took the key, which is when the run began. */
  keyTakenAt(): Promise<number>;
  /** The app's log of webhook deliveries, with the details of those that tell most. */
  deliveries(appId: number, query: LogQuery): Promise<LoggedRows>;
  /** The app's log of its calls to HubSpot, with what HubSpot answered to some of those that it refused. */
  calls(appId: number, query: LogQuery): Promise<LoggedRows>;
  app(appId: number): Promise<DeveloperApp>;
  /** Every app that the key shows. */
  apps(): Promise<DeveloperApp[]>;
  /** All that the key shows. */
  projects(): Promise<Project[]>;
  project(name: string): Promise<Project>;
  builds(project: string): Promise<BuildList>;
  /** The newest releases, newest first. */
  releases(project: string): Promise<Release[]>;
  /** The sources of a build, packed as a zip. */
  archive(project: string, buildId: number): Promise<Uint8Array>;
  /** What the app was installed with in a portal: a read, although it is made by POST. */
  install(app: InstalledApp): Promise<Install>;
  /** Settings and subscriptions of the app's webhooks together, two calls at once; null where it shows not both. */
  webhookConfig(appId: number): Promise<WebhookConfig | null>;
}

/** A text as HubSpot takes it: in plain words and as HTML. */
export interface RichText {
  text: string;
  richText: string;
}

/** A message to the visitor of a thread. */
export interface OutgoingMessage extends RichText {
  /** Actor of a user, `A-<user id>`; HubSpot takes no app and no owner for a sender. */
  senderActorId: string;
  channelId: string;
  channelAccountId: string;
  recipients: readonly MessageParty[];
  subject?: string;
}

/** A message that HubSpot took, which is no proof that it went out. */
export interface PostedMessage extends Pick<Message, 'id' | 'status' | 'failure'> {}

export interface TicketDraft {
  properties: Readonly<Record<string, string>>;
  contactId?: string;
  /** Thread to associate it with. */
  threadId?: string;
}

/**
 * What the engine changes in HubSpot. Every method makes one call unless it says otherwise and throws
 * `EvidenceFailure`. After a failure that leaves open whether HubSpot did it, the caller has to look.
 */
export interface HubSpotWriter {
  /** HubSpot may take it and say in the same answer that it could not deliver it: status `FAILED`. */
  postMessage(threadId: string, message: OutgoingMessage): Promise<PostedMessage>;
  /** Resolves to the comment's id. */
  postComment(threadId: string, comment: RichText): Promise<string>;
  /** Resolves to the contact's id, also where HubSpot has one with this email already. */
  createContact(email: string): Promise<string>;
  createTicket(ticket: TicketDraft): Promise<string>;
  /** May be repeated without harm, as may `assignThread`. */
  updateTicket(ticketId: string, properties: Readonly<Record<string, string>>): Promise<void>;
  /** Up to three calls the first time, since HubSpot documents two forms of it; one afterwards. */
  assignThread(threadId: string, actorId: string): Promise<void>;
}

/** What the doctor reads from OpenCX; same rules as `HubSpotReader`. */
export interface OpenCxReader {
  /** Smallest call that proves the key. false: the key is taken but may not read sessions. */
  sessionsReadable(): Promise<boolean>;
  session(sessionId: string): Promise<Session | null>;
  /** Sessions that changed after this (ISO), page after page; `whole` where these are all. */
  sessionsSince(time: string, mustEnd: () => boolean): Promise<{ sessions: Session[]; whole: boolean }>;
  /** All that happened in a session, as it is listed; a call for every page of it. */
  history(sessionId: string): Promise<HistoryEvent[]>;
  /** What a session has been given beside its messages, such as properties of its ticket; null for no session. */
  customData(sessionId: string): Promise<Readonly<Record<string, string>> | null>;
}

/** Sends one empty batch to a webhook target and says which status came back. */
export type WebhookPing = (target: Secret) => Promise<{ status: number; host: string }>;

/** The world's clock, so that nothing below the CLI reads it by itself. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
