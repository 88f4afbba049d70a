/**
 * The live test as a script: what a person is asked to do, what is then looked for on both sides, and what becomes of
 * each hop. It has no clock and reaches nobody: it yields what it wants done and is handed what came of it.
 */
import type { EvidenceError } from '../../core/evidence.ts';
import { type NamedVariables, variableFor } from '../../core/given.ts';
import { EMAIL_CHANNEL } from '../../core/hubspot/channels.ts';
import type { Hop, HopValues } from '../../core/proof.ts';

/** What a person is asked to do. */
export type Request =
  | { do: 'write-message'; mark: string; to: Destinations }
  | { do: 'reply-in-public'; mark: string; threadId: string }
  | { do: 'move-ticket'; ticketId: string };

/** Where the message can be written to, as HubSpot shows it; empty where that is not known. */
export interface Destinations {
  mailboxes: readonly { address: string; name?: string }[];
  /** There is a chat of HubSpot's own. */
  chat: boolean;
}

/** What is looked for. */
export type Look =
  | { for: 'message'; mark: string }
  | { for: 'session'; mark: string; threadId: string; text: string }
  | { for: 'answer'; threadId: string }
  | { for: 'ticket'; threadId: string; sessionId: string }
  | { for: 'reply'; threadId: string }
  | { for: 'reply-in-session'; sessionId: string; mark: string; text: string }
  | { for: 'stage'; ticketId: string; from: string | undefined; inSession: string | undefined }
  | { for: 'value-in-session'; sessionId: string; property: string; value: string };

/** What each look finds. */
export interface Found {
  message: { threadId: string; at: string; text: string; channelId?: string };
  session: { sessionId: string };
  answer: { by: 'reply' | 'handoff'; ticketId?: string };
  /** `inSession`: the stage that the session holds so far; to see that one there proves nothing. */
  ticket: { ticketId: string; stage?: string; inSession?: string };
  /** `internal`: only comments so far. */
  reply: { kind: 'public' | 'internal'; text: string };
  'reply-in-session': Record<never, never>;
  /** As `soFar`: the one that the session holds already. */
  stage: { value: string };
  'value-in-session': Record<never, never>;
}
export type FoundBy<L extends Look> = Found[L['for']];

/** What a look saw: what it looks for, or so far less than that; null for nothing yet. */
export type Glimpse<T> = { seen: T } | { soFar: T } | null;

/** How long something is looked for: as a person may take, as the two systems may take, or no longer than one look. */
export type Patience = 'person' | 'system' | 'glance';

export type Act =
  | { act: 'ask'; request: Request }
  | { act: 'change' }
  | { act: 'watch'; look: Look; patience: Patience; moreMs: number }
  | { act: 'record'; hop: Hop; result: HopOutcome };

/** What became of a hop; `unseen`: it could not be looked at. */
export type HopOutcome<H extends Hop = Hop> =
  | { value: HopValues[H] }
  | { unseen: EvidenceError }
  | { why: string };

/** What came of a watch; `ms` is how long it was. */
export type Watched<T> =
  | { is: 'seen'; found: T; ms: number }
  | { is: 'missed'; soFar?: T; ms: number }
  | { is: 'unseen'; error: EvidenceError };

type Part<T> = Generator<Act, T, Watched<unknown> | undefined>;
export type Script = Part<void>;

export interface Plan extends Pick<NamedVariables, 'keyVariable'> {
  /** What the message is known by: `PROOF 7Q4K`. */
  mark: string;
  to: Destinations;
  /** Whether OpenCX may be asked: somebody gave a key. */
  seesOpenCx: boolean;
  /** In the place of the stage that a person changes: a property of a ticket that was named, and the session of that. */
  change?: { property: string; sessionId: string; byTokensApp: boolean };
}

/** The stage of a ticket, which OpenCX's own example shows (OpenCX docs, "Webhook Reference"). */
export const STAGE = 'hs_pipeline_stage';
/** How long OpenCX waits with an email (OpenCX troubleshooting page, "Limits & timing"). */
const EMAIL_DELAY_MS = 5_000;
const NO_TICKET =
  'Not looked at: the conversation has no ticket to move. Ask for a person in the test message, so that it is handed off.';

const HELD_ALREADY =
  'Not told: the ticket was moved to the stage that the session held already, so it could not be seen whether that arrived. Make the test once more, and move the ticket to another one.';

/** One real message, from the person who writes it to the ticket that was made of it. */
export function* liveTest(plan: Plan): Script {
  const { mark, to, seesOpenCx, change } = plan;
  yield ask({ do: 'write-message', mark, to });
  const message = yield* watch({ for: 'message', mark }, 'person');
  yield* record(
    'message',
    message,
    ({ threadId, at }) => ({ mark, threadId, at }),
    () => ({ mark }),
  );
  if (message.is !== 'seen') return;
  const { threadId, channelId } = message.found;
  const moreMs = channelId === EMAIL_CHANNEL ? EMAIL_DELAY_MS : 0;

  const sessionId = seesOpenCx
    ? yield* followToSession(mark, message.found, moreMs)
    : yield* unseenSession(plan);
  const isLost = seesOpenCx && sessionId === undefined;
  const answer = yield* watch({ for: 'answer', threadId }, isLost ? 'glance' : 'system', moreMs);
  yield* record('answer', answer, (found) => found);
  if (sessionId === undefined) return;

  if (!(yield* followReply(mark, threadId, sessionId))) return;
  yield* change ? followChange(change) : followStage(threadId, sessionId);
}

function* followToSession(
  mark: string,
  { threadId, text }: Found['message'],
  moreMs: number,
): Part<string | undefined> {
  const session = yield* watch({ for: 'session', mark, threadId, text }, 'system', moreMs);
  yield* record(
    'session',
    session,
    (found) => found,
    (soFar) => ({ ...soFar }),
  );
  return session.is === 'seen' ? session.found.sessionId : undefined;
}

function* unseenSession(named: NamedVariables): Part<undefined> {
  const why = `Not looked at: OpenCX shows its sessions only with an API key (${variableFor('keyVariable', named)}).`;
  for (const hop of ['session', 'reply', 'property'] as const) yield recorded(hop, { why });
}

const IN_PUBLIC = () => ({ written: 'public' as const });

/** @returns whether the rep's reply stands in the session */
function* followReply(mark: string, threadId: string, sessionId: string): Part<boolean> {
  yield ask({ do: 'reply-in-public', mark, threadId });
  const reply = yield* watch({ for: 'reply', threadId }, 'person');
  if (reply.is !== 'seen') {
    const written = reply.is === 'missed' && reply.soFar ? ('internal' as const) : ('nothing' as const);
    yield* record('reply', reply, IN_PUBLIC, () => ({ written }));
    return false;
  }
  const look = { for: 'reply-in-session', sessionId, mark, text: reply.found.text } as const;
  const arrived = yield* watch(look, 'system');
  yield* record('reply', arrived, IN_PUBLIC, IN_PUBLIC);
  return arrived.is === 'seen';
}

function* followStage(threadId: string, sessionId: string): Script {
  const ticket = yield* watch({ for: 'ticket', threadId, sessionId }, 'glance');
  if (ticket.is !== 'seen') {
    yield recorded('property', ticket.is === 'unseen' ? { unseen: ticket.error } : { why: NO_TICKET });
    return;
  }
  const { ticketId, stage: from, inSession } = ticket.found;
  yield ask({ do: 'move-ticket', ticketId });
  const move = yield* watch({ for: 'stage', ticketId, from, inSession }, 'person');
  if (move.is === 'missed' && move.soFar) {
    yield recorded('property', { why: HELD_ALREADY });
    return;
  }
  if (move.is !== 'seen') {
    const still = () => ({ property: STAGE, changed: false });
    return yield* record('property', move, still, still);
  }
  const look = { for: 'value-in-session', sessionId, property: STAGE, value: move.found.value } as const;
  const arrived = yield* watch(look, 'system');
  const moved = () => ({ property: STAGE, changed: true });
  yield* record('property', arrived, moved, moved);
}

function* followChange({ property, sessionId, byTokensApp }: NonNullable<Plan['change']>): Script {
  const changed = () => ({ property, changed: true, byTokensApp });
  const made = (yield { act: 'change' }) as Watched<{ value: string }>;
  if (made.is !== 'seen') return yield* record('property', made, changed, changed);
  const look = { for: 'value-in-session', sessionId, property, value: made.found.value } as const;
  yield* record('property', yield* watch(look, 'system'), changed, changed);
}

function ask(request: Request): Act {
  return { act: 'ask', request };
}

function* watch<L extends Look>(look: L, patience: Patience, moreMs = 0): Part<Watched<FoundBy<L>>> {
  return (yield { act: 'watch', look, patience, moreMs }) as Watched<FoundBy<L>>;
}

type Details<H extends Hop> = Omit<HopValues[H], 'seen' | 'ms'>;

function* record<H extends Hop, T>(
  hop: H,
  watched: Watched<T>,
  whenSeen: (found: T) => Details<H>,
  whenMissed?: (soFar: T | undefined) => Details<H>,
): Script {
  if (watched.is === 'unseen') {
    yield recorded(hop, { unseen: watched.error });
    return;
  }
  const { ms } = watched;
  const value =
    watched.is === 'seen'
      ? { seen: true, ms, ...whenSeen(watched.found) }
      : { seen: false, ms, ...whenMissed?.(watched.soFar) };
  yield recorded(hop, { value: value as HopValues[H] });
}

function recorded<H extends Hop>(hop: H, result: HopOutcome<H>): Act {
  return { act: 'record', hop, result };
}
