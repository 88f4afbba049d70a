/**
 * The doctor of a console, at work for every tab at once: one look at a time, seen by all who watch, and ended by whoever
 * asks for it alone. A page that is closed ends nothing.
 */
import { titleOf } from '../../../checks/facts.ts';
import type { GatherStep } from '../../doctor/gather.ts';
import type { DoctorResult } from '../../run/doctor.ts';
import type { GatherProgress } from '../../run/examination.ts';
import { refusalOf } from '../api/refusal.ts';
import { Refusing } from '../api/route.ts';
import type { Asked, DoctorPage } from '../doctor-words.ts';
import { lookFor, NOTHING_ASKED } from './asked.ts';
import { diagnosisOf, diagnosisSoFar } from './diagnosis.ts';
import { KeptRuns } from './kept.ts';
import { ended, NOTHING_SEEN, testPorts } from './live-test.ts';
import type { Looking } from './looking.ts';

/** Between two pictures of how it stands, in milliseconds: what comes in between is seen together. */
const PICTURE_MS = 40;

export class Consultation {
  readonly #looking: Looking;
  /** To be compared and saved. */
  readonly runs = new KeptRuns();
  #page: DoctorPage = { asked: NOTHING_ASKED, isBusy: false, runs: [] };
  #underWay: { stop: AbortController; over: Promise<void> } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(looking: Looking) {
    this.#looking = looking;
  }

  get page(): DoctorPage {
    return this.#page;
  }

  /**
   * Begins to look; what comes of it is seen on the page.
   *
   * @throws Refusing while it is at work; what `lookFor` throws
   */
  look(asked: Asked): void {
    this.#expectFree();
    const wanted = lookFor(asked);
    const ids = wanted.selection.checks;
    this.#begin({ asked, diagnosis: diagnosisSoFar(undefined, new Set(), ids) }, (signal) =>
      this.#looking.look(
        wanted,
        {
          startProgress: async () => this.#progress(),
          onSettled: (report, settled) => this.#is({ diagnosis: diagnosisSoFar(report, settled, ids) }),
        },
        signal,
      ),
    );
  }

  /**
   * Begins a live test.
   *
   * @throws Refusing while it is at work
   */
  prove(): void {
    this.#expectFree();
    const { asked } = this.#page;
    this.#begin({ asked, test: NOTHING_SEEN }, (signal) =>
      this.#looking.prove(
        { startProgress: async () => this.#progress(), ...testPorts((test) => this.#is({ test })) },
        signal,
      ),
    );
  }

  /** Ends what is under way, for everybody. */
  stop(): void {
    this.#underWay?.stop.abort();
  }

  /** How it stands, at once and after each change, until the signal aborts. */
  async *watched(signal: AbortSignal): AsyncGenerator<DoctorPage> {
    const left = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    while (!signal.aborted) {
      const change = this.#changed.promise;
      yield this.#page;
      await Promise.race([change, left]);
      await Promise.race([new Promise((resolve) => setTimeout(resolve, PICTURE_MS)), left]);
    }
  }

  /** Resolves when nothing of it is at work any more. */
  async close(): Promise<void> {
    this.stop();
    await this.#underWay?.over;
  }

  #expectFree(): void {
    if (this.#underWay)
      throw new Refusing(409, 'The doctor is at work already.', 'Wait for it to end, or stop it.');
  }

  #begin(
    page: Omit<DoctorPage, 'isBusy' | 'runs'>,
    work: (signal: AbortSignal) => Promise<DoctorResult>,
  ): void {
    const stop = new AbortController();
    this.#page = { ...page, isBusy: true, runs: this.runs.rows };
    this.#is({});
    this.#underWay = { stop, over: this.#toTheEnd(work, stop.signal) };
  }

  async #toTheEnd(work: (signal: AbortSignal) => Promise<DoctorResult>, signal: AbortSignal): Promise<void> {
    let trouble: DoctorPage['trouble'];
    try {
      this.runs.keep(await work(signal));
    } catch (error) {
      trouble = signal.aborted ? { error: 'It was stopped.' } : refusalOf(error).refusal;
    }
    this.#underWay = undefined;
    const { asked, test } = this.#page;
    const { last, rows: runs } = this.runs;
    // What was found before stands where nothing came of this.
    this.#page = {
      asked,
      isBusy: false,
      runs,
      ...(test && { test: ended(test) }),
      ...(last && { diagnosis: diagnosisOf(last.report) }),
      ...(trouble && { trouble }),
    };
    this.#is({});
  }

  #progress(): GatherProgress {
    const awaited = new Set<GatherStep['key']>();
    return {
      step: ({ key, phase }) => {
        if (phase === 'end') awaited.delete(key);
        else awaited.add(key);
        const [first] = awaited;
        this.#is({ awaits: first === undefined ? '' : titleOf(first) });
      },
      stop: () => this.#is({ awaits: '' }),
    };
  }

  #is(change: Partial<DoctorPage>): void {
    this.#page = { ...this.#page, ...change };
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}
