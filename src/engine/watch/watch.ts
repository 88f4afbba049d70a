import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/ports.ts';
import { UsageError, unforeseen } from '../../files/usage-error.ts';
import type { Receipt } from '../intake/reception.ts';
import type { Counters } from '../journal/journal.ts';
import { seldom } from './counting.ts';
import { type Backlog, backlogOf, type StatusReads } from './status.ts';

/** The journal is looked at once in so many milliseconds at most, however often somebody asks. */
const LOOK_AGAIN_MS = 1_000;

/** Who asks whether a service is ready waits for a second, where nothing else is set (Kubernetes docs, "Configure Probes"). */
const PATIENCE_MS = 800;

/** A delivery that could not be kept is told of for so long: where no other comes meanwhile, nothing says that it is over. */
const REFUSAL_TOLD_MS = 30_000;

/** A sentence, and what to do about it. */
export interface Trouble {
  error: string;
  next?: string;
}

/** What is known of a running engine at one moment. */
export interface Standing {
  /** null where the journal cannot be read. */
  backlog: Backlog | null;
  /** As they were counted last, at `at` in epoch milliseconds; null where they never were. */
  counted: { at: number; counters: Counters } | null;
  /** Why the journal cannot be read, or a delivery could not be kept a moment ago; null where neither is so. */
  trouble: Trouble | null;
  /** Deliveries that were answered since the start, by the status of the answer. */
  answered: ReadonlyMap<number, number>;
}

/** Opens the journal, as somebody else than the engine would: one that was moved or damaged shows then. */
export type WithReads = <T>(read: (journal: StatusReads) => Promise<T>) => Promise<T>;

/** Looks after a running engine for whoever asks how it stands. */
export class Watch {
  readonly #withReads: WithReads;
  readonly #clock: Clock;
  readonly #counters: () => Promise<Counters | undefined>;
  readonly #answered = new Map<number, number>();
  #unkept: { at: number; trouble: Trouble } | undefined;
  #last: { at: number; standing: Promise<Standing> } | undefined;
  #reading: Promise<number | null> | undefined;
  #counted: Standing['counted'] = null;

  constructor(withReads: WithReads, clock: Clock) {
    this.#withReads = withReads;
    this.#clock = clock;
    this.#counters = seldom(() => withReads((journal) => journal.counters()));
  }

  /** To be told of every answer to a delivery. */
  answered({ status, events, fault }: Pick<Receipt, 'status' | 'events' | 'fault'>): void {
    this.#answered.set(status, (this.#answered.get(status) ?? 0) + 1);
    if (fault !== undefined) this.#unkept = { at: performance.now(), trouble: troubleOf(fault) };
    else if (events > 0) this.#unkept = undefined;
  }

  /** Never rejects. */
  look(): Promise<Standing> {
    const now = performance.now();
    if (this.#last === undefined || now - this.#last.at >= LOOK_AGAIN_MS)
      this.#last = { at: now, standing: this.#look() };
    return this.#last.standing;
  }

  async #look(): Promise<Standing> {
    const patience = delay(PATIENCE_MS, undefined, { ref: false });
    try {
      const oldest = await Promise.race([this.#oldest(), patience.then(unanswered)]);
      await Promise.race([this.#count(), patience]);
      return this.#standing(backlogOf(oldest, this.#clock.now()), this.#unkeptLately());
    } catch (error) {
      return this.#standing(null, troubleOf(error));
    }
  }

  #standing(backlog: Backlog | null, trouble: Trouble | null): Standing {
    return { backlog, counted: this.#counted, trouble, answered: this.#answered };
  }

  /** One after the other, where a database takes its time. */
  #oldest(): Promise<number | null> {
    this.#reading ??= this.#withReads((journal) => journal.oldestOpen()).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #count(): Promise<void> {
    const counters = await this.#counters();
    if (counters) this.#counted = { at: this.#clock.now(), counters };
  }

  #unkeptLately(): Trouble | null {
    if (this.#unkept === undefined || performance.now() - this.#unkept.at > REFUSAL_TOLD_MS) return null;
    return this.#unkept.trouble;
  }
}

function unanswered(): never {
  throw new UsageError(`The journal has not answered within ${PATIENCE_MS} ms.`);
}

/** As the terminal would be told; of what nobody foresaw only the kind. */
function troubleOf(error: unknown): Trouble {
  if (!(error instanceof UsageError)) return { error: unforeseen(error) };
  const { message, hint } = error;
  return { error: message, ...(hint !== undefined && { next: hint }) };
}
