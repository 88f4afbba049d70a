/** What the console's server and its page say to each other. Types alone: the page is built without anything else. */
import type { Decision } from '../core/decision.ts';

/** An event's state in a journal, as the engine has it. */
export type EventState = 'accepted' | 'begun' | 'done' | 'skipped' | 'failed' | 'interrupted';

/** An event on one line. Texts are cleaned and short. */
export interface EventRow {
  /** Journal number. */
  id: number;
  /** Received, epoch milliseconds. */
  at: number;
  /** From the receipt to the end; absent while it is open. */
  tookMs?: number;
  /** `conversation.newMessage`. */
  type: string;
  /** HubSpot's words for the type: `New message`. */
  words: string;
  /** What tells it from others of its type: a message's id, a property's name. */
  subject: string;
  /** Whose events keep their order: `thread:8243595013`. */
  lane: string;
  status: EventState;
  reason?: string;
  summary?: string;
  /** Number of the event that it runs again. */
  replayOf?: number;
}

/** As `engine journal` counts them. */
export interface Tally {
  received: number;
  open: number;
  done: number;
  interrupted: number;
  skipped: Record<string, number>;
  failed: Record<string, number>;
  refused: number;
}

/** Some events of the journal, oldest first. */
export interface EventList {
  events: EventRow[];
  /** Nothing in the journal is older than what is listed. */
  isFirst: boolean;
  tally: Tally;
  /** What the stream of changes goes on from. */
  cursor: number;
}

/** What has changed since the cursor that was given. An event may come again unchanged. */
export interface Changes {
  events: EventRow[];
  tally?: Tally;
  /** The sentence where the engine is too far behind; null where it is not. */
  late?: string | null;
}

/** A way into HubSpot. */
export interface Link {
  text: string;
  url: string;
}

/** One thing that was done about an event. */
export interface StoryLine {
  at: number;
  kind: 'decision' | 'effect-begun' | 'effect-done' | 'effect-failed' | 'note';
  effect?: string;
  /** In the words of `engine journal --id`. */
  text: string;
  links: Link[];
}

/** Everything that is known of one event. */
export interface EventPage {
  event: EventRow;
  /** The last one that was taken; null where the journal holds none, and `why` says why. */
  decision: Decision | null;
  why?: string;
  story: StoryLine[];
  /** The event's own fields, in HubSpot's names. */
  fields: { name: string; value: string }[];
  links: Link[];
  /** Command lines that show or do the same. */
  commands: { does: string; line: string }[];
}

/** What the page looks at, and what can be done there. */
export interface About {
  /** The tool's version. */
  version: string;
  /** What is looked at, in a few words: a file's name. */
  title: string;
  /** `portal`: there is no journal, and a HubSpot account to look at; `bundle`: a saved look, and nobody to ask. */
  kind: 'journal' | 'engine' | 'sandbox' | 'portal' | 'bundle';
  /** An engine is there: events can be sent to it, and run again. */
  canReplay: boolean;
  doctor?: DoctorOffer;
}

/** What the doctor can be asked, where there is one. */
export interface DoctorOffer {
  /** What a user may see, and whose checklist then is gone through. */
  symptoms: { id: string; title: string }[];
  /** The portal's own people answer, unless they are told to leave it to whoever is at the page. */
  canAskMe: boolean;
  /** What keeps it from finding much here. */
  note?: Refusal;
}

/** What an engine would do about an event if it came now. */
export interface Foreseen {
  /** null where it cannot be told, and `why` says why. */
  decision: Decision | null;
  why?: string;
  effects: string[];
}

/** What an event can be made of, to be sent to the engine. */
export interface Kinds {
  /** What an event can begin as, with its fields in HubSpot's names; first the one that was asked for. */
  kinds: { title: string; fields: Readonly<Record<string, string>> }[];
  /** Of all fields that an event can have. */
  names: string[];
}

/** Something of an emulated portal that can be broken and mended. */
export interface Breakable {
  name: string;
  title: string;
  isBroken: boolean;
}

/** What of an emulated portal its screens can choose from, and how it is broken. */
export interface PortalPage {
  name: string;
  title: string;
  aiUser?: string;
  agents: { id: string; name: string }[];
  stages: { id: string; label: string }[];
  /** Settings and records, as one of the bundled portals has them. */
  settings: Breakable[];
  /** Of the network and the service. */
  faults: Breakable[];
  /** The last requests that carried events to the engine, the newest last. */
  deliveries: { events: number; isDelivered: boolean; words: string }[];
}

/** A conversation as the portal's screens show it. */
export interface ThreadPage {
  id: string;
  status: 'OPEN' | 'CLOSED';
  channel: string;
  assignedTo: string | null;
  customer: { actorId: string; name?: string; email?: string };
  ticket: { id: string; stage: string; properties: Record<string, string> } | null;
  /** The newest ones, oldest first. */
  messages: ThreadMessage[];
  /** How many there are before those. */
  earlier: number;
}

/** Conversations of the portal, the one that was written on last first. */
export interface ThreadList {
  threads: ThreadPage[];
  /** How many there are besides. */
  others: number;
}

export interface ThreadMessage {
  id: string;
  type: 'MESSAGE' | 'COMMENT' | 'WELCOME_MESSAGE';
  from: 'customer' | 'rep' | 'ai' | 'hubspot';
  author: string;
  text: string;
  at: string;
}

/** Why something was refused or went wrong: a sentence, and what to do about it. */
export interface Refusal {
  error: string;
  next?: string;
}
