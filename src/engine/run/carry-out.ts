import { EvidenceFailure } from '../../core/evidence.ts';
import { type Effect, EffectFailed, type EventOutcome, type Work } from '../effects.ts';
import type { Journal } from '../journal/journal.ts';
import {
  DeliveryFailed,
  type Outbound,
  type ReplyDelivery,
  type Responder,
  ResponderFailed,
} from '../ports.ts';
import type { Closes } from './closes.ts';
import type { Slots } from './lanes.ts';
import { durable, type Recorder } from './recorder.ts';
import type { Timers } from './timers.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Everything that effects can reach. */
export interface World {
  journal: Journal;
  outbound: Outbound;
  responder: Responder;
  delivery: ReplyDelivery;
  timers: Timers;
  closes: Closes;
  slots: Slots;
  /** Aborts when the engine stops at once. */
  signal: AbortSignal;
}

/**
 * Runs work to its end. A failed effect is thrown into the work, which may go on without it; what the work does not
 * catch is its end.
 *
 * @param perform carries one effect out, see `carryOut`
 * @throws whatever `perform` throws beside `EffectFailed`, and the work's own faults
 */
export async function drive(
  work: Work,
  perform: (effect: Effect) => Promise<unknown>,
): Promise<EventOutcome> {
  try {
    let step = work.next();
    while (!step.done) {
      const settled = await settle(perform(step.value));
      step = 'failure' in settled ? work.throw(settled.failure) : work.next(settled.result);
    }
    return step.value;
  } catch (error) {
    if (!(error instanceof EffectFailed)) throw error;
    return { status: 'failed', reason: error.reason, summary: error.message };
  }
}

async function settle(result: Promise<unknown>): Promise<{ result: unknown } | { failure: EffectFailed }> {
  try {
    return { result: await result };
  } catch (error) {
    if (error instanceof EffectFailed) return { failure: error };
    throw error;
  }
}

/**
 * Carries one effect out and records it.
 *
 * @throws EffectFailed; JournalFailed; whatever the signal was aborted with
 */
export async function carryOut(effect: Effect, world: World, recorder: Recorder): Promise<unknown> {
  world.signal.throwIfAborted();
  if (effect.kind === 'note') return recorder.note(effect.note);
  if (effect.kind === 'record-decision') return recorder.decision(effect.decision);
  return recorder.around(effect, () => make(effect, world, recorder));
}

type Made = Exclude<Effect, { kind: 'note' | 'record-decision' }>;

async function make(effect: Made, world: World, { eventId }: Recorder): Promise<unknown> {
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
      return durable(closes.schedule(journal, effect.threadId, effect.milliseconds, eventId));
    case 'cancel-close':
      return durable(closes.cancel(journal, effect.threadId));
    case 'respond':
      return byUser('respond', () => world.responder(effect, signal), signal);
    case 'deliver':
      return byUser('deliver', () => world.delivery(effect, signal), signal);
    default:
      return world.outbound.perform(effect, signal);
  }
}

const REASONS = { respond: 'responder-failed', deliver: 'delivery-failed' } as const;

/**
 * What the user plugged in fails in ways of its own; only messages that are known to be safe are passed on. An
 * `EffectFailed` is none of them: the message that was handed over could not be read. It may also never come back, and
 * is not waited for once the engine stops at once.
 */
async function byUser<T>(
  kind: 'respond' | 'deliver',
  call: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await unlessAborted(call(), signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EffectFailed) throw error;
    const isSafe =
      error instanceof EvidenceFailure || error instanceof ResponderFailed || error instanceof DeliveryFailed;
    const message = isSafe ? error.message : `It ended with a fault of its own (${REASONS[kind]}).`;
    throw new EffectFailed(kind, REASONS[kind], message);
  }
}
