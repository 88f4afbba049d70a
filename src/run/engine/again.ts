/** What can be asked of a running engine beside taking events: for the console. */
import type { ExplainedEvent } from '../../engine/explain/explanation.ts';
import type { Journal, JournalledEvent } from '../../engine/journal/journal.ts';
import { beginAgain } from '../../engine/run/replay.ts';
import type { Assembly } from './assemble.ts';

export interface RunningAgain {
  /** What the engine would do about the event now; nothing is done by asking. */
  foresee(event: JournalledEvent): Promise<ExplainedEvent>;
  /** Runs it again as a new event; resolves to that one's number, without waiting for its end. */
  again(event: JournalledEvent): Promise<number>;
}

export function runningAgain({ engine, foresee }: Assembly, journal: Journal): RunningAgain {
  return {
    foresee: ({ event }) => foresee(event),
    async again(event) {
      const [accepted] = await beginAgain([event], engine, journal, Date.now());
      return accepted?.id ?? event.id;
    },
  };
}
