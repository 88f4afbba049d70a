import { type Effect, EffectFailed, WRITES } from '../effects.ts';
import type { Journal } from '../journal/journal.ts';
import type { Timers } from './timers.ts';

/** The journal could not keep what it was told, so the work cannot go on. */
export class JournalFailed extends Error {
  override readonly name = 'JournalFailed';

  constructor(cause: unknown) {
    super('The journal could not be written.', { cause });
  }
}

/** Waits for the journal. @throws JournalFailed */
export async function durable<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    throw new JournalFailed(error);
  }
}

/** Effects that a story tells of, before and after; of all others it tells only that they failed. */
const TOLD: ReadonlySet<Effect['kind']> = new Set<Effect['kind']>([
  ...WRITES,
  'respond',
  'wait',
  'schedule-close',
  'cancel-close',
]);

/** Writes one event's story. */
export interface Storyteller {
  note(note: string): Promise<void>;
  /** Tells of an effect before it is made, which is durable first, and after. */
  around<T>(effect: Effect, make: () => Promise<T>): Promise<T>;
}

/** @param eventId undefined: the event is forgotten, and nothing is told */
export function storyteller(journal: Journal, timers: Timers, eventId: number | undefined): Storyteller {
  const tell = async (
    kind: 'note' | `effect-${'begun' | 'done' | 'failed'}`,
    effect: Effect,
    data: unknown,
  ) => {
    if (eventId === undefined) return;
    const about = kind === 'note' ? {} : { effect: effect.kind };
    await durable(journal.tell({ eventId, at: timers.now(), kind, ...about, data }));
  };

  return {
    note: (note) => tell('note', { kind: 'note', note }, { note }),
    async around(effect, make) {
      const isTold = TOLD.has(effect.kind);
      if (isTold) await tell('effect-begun', effect, detailsOf(effect));
      try {
        const result = await make();
        if (isTold) await tell('effect-done', effect, result ?? null);
        return result;
      } catch (error) {
        if (error instanceof EffectFailed) {
          await tell('effect-failed', effect, { reason: error.reason, message: error.message });
        }
        throw error;
      }
    },
  };
}

/** An effect's details, with messages by their ids alone: what they say is for HubSpot to keep. */
function detailsOf({ kind: _told, ...details }: Effect): unknown {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (name === 'message' || name === 'inReplyTo') return [name, value.id];
      return [name, name === 'turns' ? value.length : value];
    }),
  );
}
