import { EvidenceFailure } from '../../core/evidence.ts';
import { type Delivery, DeliveryFailed } from '../delivery/index.ts';
import { type Effect, EffectFailed } from '../effects.ts';
import type { Journal } from '../journal/journal.ts';
import type { Outbound } from '../outbound/index.ts';
import { type Responder, ResponderFailed } from '../responder/index.ts';
import type { Closes } from './closes.ts';
import type { Slots } from './slots.ts';
import { durable, type Storyteller } from './storyteller.ts';
import type { Timers } from './timers.ts';

/** Everything that effects can reach. */
export interface World {
  journal: Journal;
  outbound: Outbound;
  responder: Responder;
  delivery: Delivery;
  timers: Timers;
  closes: Closes;
  slots: Slots;
  /** Aborts when the engine stops at once. */
  signal: AbortSignal;
}

/** Whose effects are carried out; without an id nothing is told. */
export interface Teller {
  eventId: number | undefined;
  story: Storyteller;
}

/**
 * Carries one effect out and tells of it.
 *
 * @throws EffectFailed; JournalFailed; whatever the signal was aborted with
 */
export async function carryOut(effect: Effect, world: World, { eventId, story }: Teller): Promise<unknown> {
  world.signal.throwIfAborted();
  if (effect.kind === 'note') return story.note(effect.note);
  if (effect.kind === 'record-decision') {
    if (eventId === undefined) return undefined;
    return durable(world.journal.decide(eventId, world.timers.now(), effect.decision));
  }
  return story.around(effect, () => made(effect, world));
}

type Made = Exclude<Effect, { kind: 'note' | 'record-decision' }>;

async function made(effect: Made, world: World): Promise<unknown> {
  const { journal, timers, closes, slots, signal } = world;
  switch (effect.kind) {
    case 'load-session':
      return journal.session(effect.threadId);
    case 'load-session-of-ticket':
      return journal.sessionOfTicket(effect.ticketId);
    case 'save-session':
      return durable(journal.saveSession(effect.session));
    case 'wait':
      return slots.without(() => timers.wait(effect.milliseconds, signal));
    case 'schedule-close':
      return durable(closes.schedule(effect.threadId, effect.milliseconds));
    case 'cancel-close':
      return durable(closes.cancel(effect.threadId));
    case 'respond':
      return byUser('respond', () => world.responder(effect, signal), signal);
    case 'deliver':
      return byUser('deliver', () => world.delivery(effect, signal), signal);
    default:
      return world.outbound.perform(effect, signal);
  }
}

const REASONS = { respond: 'responder-failed', deliver: 'delivery-failed' } as const;

/** What the user plugged in fails in ways of its own; only messages that are known to be safe are passed on. */
async function byUser<T>(
  kind: 'respond' | 'deliver',
  call: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    signal.throwIfAborted();
    const isSafe =
      error instanceof EvidenceFailure || error instanceof ResponderFailed || error instanceof DeliveryFailed;
    const message = isSafe ? error.message : `It ended with a fault of its own (${REASONS[kind]}).`;
    throw new EffectFailed(kind, REASONS[kind], message);
  }
}
