import type { Settings } from '../config/index.ts';
import type { EvidenceSet } from '../core/evidence.ts';
import type { Answers } from '../core/given.ts';
import type { Report } from '../core/report.ts';
import { gatherFor } from '../doctor/gather-for.ts';
import { type OpenQuestion, openQuestions } from '../doctor/open-questions.ts';
import { reportOn } from '../doctor/report.ts';
import type { Selection } from '../doctor/selection.ts';
import type { OpenWorld } from '../doctor/world.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import { type Io, toolVersion } from './io.ts';
import { startProgress } from './progress.ts';

/** The rest is for starting up, judging and printing, so that the report itself comes within the deadline. */
const SHARE_FOR_GATHERING = 0.9;

/** One run: what was gathered so far, and the report on it. */
export class Examination {
  readonly settings: Settings;
  readonly #selection: Selection;
  readonly #open: OpenWorld;
  readonly #flags: DoctorFlags;
  readonly #io: Io;
  readonly #startedAt = Date.now();
  #gatheredAt = this.#startedAt;
  #evidence: EvidenceSet = {};

  constructor(selection: Selection, settings: Settings, open: OpenWorld, flags: DoctorFlags, io: Io) {
    this.#selection = selection;
    this.settings = settings;
    this.#open = open;
    this.#flags = flags;
    this.#io = io;
  }

  /** Gathers everything that the selection needs and that is not there yet. */
  async gather(): Promise<void> {
    const startedAt = Date.now();
    const about = this.settings.given.offline ? 'Reading what was given' : 'Asking HubSpot and OpenCX';
    const progress = await startProgress(this.#io, about);
    try {
      this.#evidence = await gatherFor(this.#selection, this.#open.world, {
        measure: this.#open.measure,
        timeoutMs: this.#flags.timeout * 1000,
        deadlineAt: startedAt + this.#flags.deadline * 1000 * SHARE_FOR_GATHERING,
        signal: this.#io.signal,
        known: this.#evidence,
        onProgress: progress.step,
      });
    } finally {
      progress.stop();
    }
    this.#gatheredAt += Date.now() - startedAt;
  }

  /** Takes in what a person has just said; the next `gather` looks again for what was not given before. */
  learn(said: { answers: Answers; threadId?: string }): void {
    const { given } = this.settings;
    Object.assign(given.answers, said.answers);
    if (said.threadId) given.threadId = said.threadId;
    this.#evidence = Object.fromEntries(
      Object.entries(this.#evidence).filter(([, item]) => item.outcome !== 'missing'),
    ) as EvidenceSet;
  }

  /** What the report leaves open and a person could tell. */
  openQuestions(): OpenQuestion[] {
    return openQuestions(this.report(), this.#evidence);
  }

  report(): Report {
    return reportOn(this.#evidence, {
      selection: this.#selection,
      given: this.settings.given,
      threshold: this.#flags.failOn,
      version: toolVersion(),
      startedAt: this.#startedAt,
      gatheredAt: this.#gatheredAt,
      now: () => performance.now(),
    });
  }
}
