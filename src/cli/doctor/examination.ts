import type { EvidenceSet } from '../../../checks/facts.ts';
import type { Answers } from '../../core/given.ts';
import type { Report } from '../../core/report.ts';
import type { Suppression } from '../../core/suppression.ts';
import { type Bundle, makeBundle } from '../../doctor/bundle/bundle.ts';
import { redactEvidence } from '../../doctor/bundle/redact.ts';
import { rulesDigest } from '../../doctor/bundle/rules.ts';
import { gatherFor } from '../../doctor/gather-for.ts';
import { type OpenQuestion, openQuestions } from '../../doctor/open-questions.ts';
import { reportOn } from '../../doctor/report.ts';
import type { Selection } from '../../doctor/selection.ts';
import type { OpenWorld } from '../../doctor/world.ts';
import { createDisguise } from '../../redact/disguise.ts';
import type { RunSettings } from '../../run/settings.ts';
import { type Io, toolVersion } from '../io.ts';
import { startProgress } from '../progress.ts';
import type { RunFlags } from './flags.ts';

/** What one look at a portal needs. */
export interface ExaminationSetup {
  selection: Selection;
  settings: RunSettings;
  open: OpenWorld;
  flags: RunFlags;
  suppressions: readonly Suppression[] | undefined;
  io: Io;
}

/** The rest is for starting up, judging and printing, so that the report itself comes within the deadline. */
const SHARE_FOR_GATHERING = 0.9;

/** One run: what was gathered so far, and the report on it. */
export class Examination {
  readonly settings: RunSettings;
  readonly #setup: ExaminationSetup;
  readonly #startedAt = Date.now();
  readonly #disguise = createDisguise();
  #gatheredAt = this.#startedAt;
  #evidence: EvidenceSet = {};

  constructor(setup: ExaminationSetup) {
    this.#setup = setup;
    this.settings = setup.settings;
  }

  /**
   * Gathers everything that the selection needs and that is not there yet.
   *
   * @param onEvidence told of all that has come so far, each time that something has come
   */
  async gather(onEvidence?: (evidence: EvidenceSet) => void): Promise<void> {
    const { selection, open, flags, io } = this.#setup;
    const startedAt = Date.now();
    const about = this.settings.given.offline ? 'Reading what was given' : 'Asking HubSpot and OpenCX';
    const progress = await startProgress(io, about, flags.quiet === true);
    const soFar: EvidenceSet = { ...this.#evidence };
    try {
      this.#evidence = await gatherFor(selection, open.world, {
        measure: open.measure,
        timeoutMs: flags.timeout * 1000,
        deadlineAt: startedAt + flags.deadline * 1000 * SHARE_FOR_GATHERING,
        signal: io.signal,
        known: this.#evidence,
        onProgress: progress.step,
        onEvidence: (key, evidence) => {
          Object.assign(soFar, { [key]: evidence });
          onEvidence?.(soFar);
        },
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

  /** @param evidence what to judge; all that was gathered, when left out */
  report(evidence: EvidenceSet = this.#evidence): Report {
    const { selection, flags, suppressions } = this.#setup;
    return reportOn(this.#shared(evidence), {
      selection,
      given: this.settings.given,
      threshold: flags.failOn,
      ...(suppressions && { suppressions }),
      ...(flags.profile !== undefined && { profile: flags.profile }),
      version: toolVersion(),
      startedAt: this.#startedAt,
      gatheredAt: this.#gatheredAt,
      now: () => performance.now(),
    });
  }

  /** What was gathered and redacted, with all that it takes to judge it again. */
  bundle(): Bundle {
    return makeBundle(this.#shared(this.#evidence), {
      version: toolVersion(),
      rules: rulesDigest(),
      selection: this.#setup.selection,
      given: this.settings.given,
      profile: this.#setup.flags.profile,
      suppressions: this.#setup.suppressions,
      disguise: this.#disguise,
      startedAt: this.#startedAt,
      gatheredAt: this.#gatheredAt,
      savedAt: Date.now(),
    });
  }

  /** Evidence that is to be saved is redacted before it is judged: what is shared is what was judged. */
  #shared(evidence: EvidenceSet): EvidenceSet {
    return this.#setup.flags.save === undefined ? evidence : redactEvidence(evidence, this.#disguise);
  }
}
