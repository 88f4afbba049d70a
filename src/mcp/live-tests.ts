/**
 * Live tests that are under way: an agent starts one, has a person do what is asked, and looks again. What happened
 * meanwhile is kept until then.
 */
import type { Hop } from '../core/proof.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import type { ProvePorts } from '../run/prove/prove.ts';
import type { HopOutcome, Request } from '../run/prove/script.ts';
import { hopLine, instruction } from '../run/prove/words.ts';
import type { Run } from './run.ts';

/** How a test stands. */
export interface Standing {
  id: string;
  /** A line for each hop that it has come to. */
  hops: readonly string[];
  /** What a person is to do now. */
  asked?: string;
  /** Where it has ended: what it came to. */
  run?: Run;
}

/** Tests that may be under way at once: each spends calls of somebody's portal. */
const MOST = 3;

class LiveTest {
  readonly id: string;
  #hops: string[] = [];
  #asked: Request | undefined;
  #run: Run | undefined;
  #fault: unknown;
  #changed = Promise.withResolvers<void>();

  constructor(id: string, make: (ports: ProvePorts) => Promise<Run>) {
    this.id = id;
    make({
      onAsk: (request) =>
        this.#is(() => {
          this.#asked = request;
        }),
      onHop: (hop: Hop, outcome: HopOutcome) =>
        this.#is(() => {
          this.#hops.push(hopLine(hop, outcome).trim());
          this.#asked = undefined;
        }),
    }).then(
      (run) =>
        this.#is(() => {
          this.#run = run;
        }),
      (error) =>
        this.#is(() => {
          this.#fault = error ?? new Error('unknown');
        }),
    );
  }

  /** It broke off without coming to anything, so there is nothing to look at. */
  get isLost(): boolean {
    return this.#fault !== undefined;
  }

  get isOver(): boolean {
    return this.#run !== undefined || this.#fault !== undefined;
  }

  /**
   * Waits until somebody is asked for something else than before, the test is over, or the time is up.
   *
   * @throws what the test threw
   */
  async standing(waitMs: number, signal: AbortSignal): Promise<Standing> {
    const before = this.#asked;
    const endsAt = Date.now() + waitMs;
    const isNews = () => this.isOver || (this.#asked !== undefined && this.#asked !== before);
    while (!isNews() && !signal.aborted && Date.now() < endsAt)
      await changeWithin(this.#changed.promise, endsAt - Date.now(), signal);
    if (this.#fault !== undefined) throw this.#fault;
    return {
      id: this.id,
      hops: this.#hops,
      ...(this.#asked && !this.#run && { asked: instruction(this.#asked).join(' ') }),
      ...(this.#run && { run: this.#run }),
    };
  }

  #is(change: () => void): void {
    change();
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

async function changeWithin(change: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  const { promise: up, resolve } = Promise.withResolvers<void>();
  const alarm = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await Promise.race([change, up]);
  clearTimeout(alarm);
}

export class LiveTests {
  readonly #tests = new Map<string, LiveTest>();
  #count = 0;

  /** @throws UsageError where too many are under way */
  start(make: (ports: ProvePorts) => Promise<Run>): LiveTest {
    const running = [...this.#tests.values()].filter(({ isOver }) => !isOver).map(({ id }) => id);
    if (running.length >= MOST)
      throw new UsageError(`${MOST} live tests are under way already.`, {
        hint: `Look at one of them first: call prove with test ${running.join(' or ')}.`,
      });
    this.#count += 1;
    const test = new LiveTest(`t${this.#count}`, make);
    this.#tests.set(test.id, test);
    return test;
  }

  /** @throws UsageError that names those there are */
  named(id: string): LiveTest {
    const ids = [...this.#tests.values()].filter(({ isLost }) => !isLost).map((each) => each.id);
    const test = this.#tests.get(id);
    if (test && !test.isLost) return test;
    throw new UsageError(`There is no live test ${id}.`, {
      hint:
        ids.length === 0
          ? 'Start one: call prove without test.'
          : `${nearestHint(id, ids)}There are: ${ids.join(', ')}.`,
    });
  }
}
