import type { Decision } from '../../core/decision.ts';
import { type Effect, EffectFailed, WRITES } from '../effects.ts';
import type { Journal, JournalEntry } from '../journal/journal.ts';
import type { Timers } from './timers.ts';

/** The journal could not keep what it was given, so the work cannot go on. */
export class JournalFailed extends Error {
  override readonly name = 'JournalFailed';

  /**
   * What becomes of the event: it waits until the journal can be written, to be begun or to be kept as ended, stays
   * begun until the next start, was passed over, since its record is damaged beyond marking, or is another engine's, which
   * took it over and marked it.
   */
  readonly event: 'waits' | 'stays-begun' | 'passed-over' | 'taken-over';

  constructor(cause: unknown, event: JournalFailed['event'] = 'stays-begun') {
    super('The journal could not be written.', { cause });
    this.event = event;
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

/** Effects that are recorded before and after they are made; of all others only that they failed. */
const RECORDED: ReadonlySet<Effect['kind']> = new Set<Effect['kind']>([
  ...WRITES,
  'respond',
  'wait',
  'schedule-close',
  'cancel-close',
]);

/** Keeps in the journal what is done about one event. Everything rejects with `JournalFailed`. */
export interface Recorder {
  /** undefined: the journal has forgotten the event, and nothing is kept. */
  readonly eventId: number | undefined;
  note(note: string): Promise<void>;
  decision(decision: Decision): Promise<void>;
  /** Records an effect before it is made, which is durable first, and after. */
  around<T>(effect: Effect, make: () => Promise<T>): Promise<T>;
}

export function recorderOf(eventId: number | undefined, journal: Journal, timers: Timers): Recorder {
  const record = async (entry: Pick<JournalEntry, 'kind' | 'effect' | 'data'>) => {
    if (eventId !== undefined) await durable(journal.record({ eventId, at: timers.now(), ...entry }));
  };

  return {
    eventId,
    note: (note) => record({ kind: 'note', data: { note } }),
    decision: (decision) => record({ kind: 'decision', data: decision }),
    async around(effect, make) {
      const { kind } = effect;
      const isRecorded = RECORDED.has(kind);
      if (isRecorded) await record({ kind: 'effect-begun', effect: kind, data: detailsOf(effect) });
      try {
        const result = await make();
        if (isRecorded) await record({ kind: 'effect-done', effect: kind, data: result ?? null });
        return result;
      } catch (error) {
        if (error instanceof EffectFailed) {
          const { reason, message } = error;
          await record({ kind: 'effect-failed', effect: kind, data: { reason, message } });
        }
        throw error;
      }
    },
  };
}

/** An effect's details, with messages by their ids alone: what they say is for HubSpot to keep. */
function detailsOf({ kind: _kind, ...details }: Effect): unknown {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (name === 'message' || name === 'inReplyTo') return [name, value.id];
      return [name, name === 'turns' ? value.length : value];
    }),
  );
}
