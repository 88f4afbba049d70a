/** What the tools of one connection share: where they run, what was given at the start, and what they have found so far. */
import type { Flags } from '../config/flags.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { LiveTests } from './live-tests.ts';
import type { Roots } from './roots.ts';
import type { Run } from './run.ts';

/** What whoever starts the server decides, and no agent. */
export interface Given {
  flags: Pick<Flags, 'config' | 'tokenFile' | 'allowHost'>;
  /** Milliseconds for one fact. */
  timeoutMs: number;
}

/** Runs that are kept; older ones are forgotten. */
const MOST_RUNS = 20;

export class Room {
  readonly around: Omit<Surroundings, 'signal'> & { redactor: Redactor };
  readonly given: Given;
  readonly roots: Roots;
  /** Aborted when the connection ends. */
  readonly closing: AbortSignal;
  readonly tests = new LiveTests();
  readonly #runs = new Map<string, Run>();
  #count = 0;

  constructor(parts: Omit<Room, 'keep' | 'runNamed' | 'tests'>) {
    this.around = parts.around;
    this.given = parts.given;
    this.roots = parts.roots;
    this.closing = parts.closing;
  }

  keep(run: Omit<Run, 'id'>): Run {
    this.#count += 1;
    const kept = { ...run, id: `r${this.#count}` };
    this.#runs.set(kept.id, kept);
    const [oldest] = this.#runs.keys();
    if (oldest !== undefined && this.#runs.size > MOST_RUNS) this.#runs.delete(oldest);
    return kept;
  }

  /** What is no run is a file: the caller looks for it. */
  runNamed(word: string): Run | undefined {
    const run = this.#runs.get(word);
    if (run || !/^r\d+$/.test(word)) return run;
    const ids = [...this.#runs.keys()];
    throw new UsageError(`There is no run ${word}.`, {
      hint:
        ids.length === 0
          ? 'Call diagnose first: its answer names the run.'
          : `${nearestHint(word, ids)}There are: ${ids.join(', ')}.`,
    });
  }
}
