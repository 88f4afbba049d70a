/**
 * One look at a portal, step by step: gather, judge, ask what is open, judge again, save. For the doctor, and for
 * whoever puts questions between the steps.
 */

import type { EvidenceSet } from '../../checks/facts.ts';
import type { KeptNames } from '../../checks/shared/redaction.ts';
import type { TypedFlag } from '../core/flags/typed-again.ts';
import type { Answers, NamedRecord } from '../core/given.ts';
import type { Report } from '../core/report.ts';
import type { Suppression } from '../core/suppression.ts';
import { expectAboutPortal } from '../doctor/answers-about.ts';
import { type Bundle, makeBundle } from '../doctor/bundle/bundle.ts';
import { redactEvidence } from '../doctor/bundle/redact.ts';
import { rulesDigest } from '../doctor/bundle/rules.ts';
import { isConversationFact } from '../doctor/conversations.ts';
import type { GatherStep } from '../doctor/gather.ts';
import { gatherFor } from '../doctor/gather-for.ts';
import { saidToBe } from '../doctor/mode.ts';
import { type OpenQuestion, openQuestions } from '../doctor/open-questions.ts';
import { portalOf } from '../doctor/portal.ts';
import { reportOn } from '../doctor/report.ts';
import type { Selection } from '../doctor/selection.ts';
import { createDisguise } from '../redact/disguise.ts';
import { isOnThisMachine } from '../wire/hosts.ts';
import { toolVersion } from './package.ts';
import type { RunSettings } from './settings.ts';
import { type OpenWorld, worldGiven } from './world.ts';

/** How a look at a portal goes, whatever it looks at. */
export interface LookOptions {
  /** Milliseconds for each fact. */
  timeoutMs: number;
  /** Milliseconds for the whole of one look. */
  deadlineMs: number;
}

/** What one look at a portal needs. */
export interface ExaminationSetup extends LookOptions {
  selection: Selection;
  settings: RunSettings;
  open: OpenWorld;
  suppressions: readonly Suppression[] | undefined;
  /** Name of the profile that the settings came from. */
  profile: string | undefined;
  /** Evidence of another look at the same portal, which holds for this one too. */
  known?: EvidenceSet;
  /** What was typed to say what is looked at. */
  typed?: readonly TypedFlag[];
  signal: AbortSignal;
  /** Asks the look to come to its end: what is known by then is judged. */
  ending?: AbortSignal;
  startProgress?(): Promise<GatherProgress>;
}

/** Told what is awaited while facts are gathered. */
export interface GatherProgress {
  step(step: GatherStep): void;
  /** Nothing is awaited any more. */
  stop(): void;
}

/** The rest is for starting up, judging and printing, so that the report itself comes within the deadline. */
const SHARE_FOR_GATHERING = 0.9;

/** One look at a portal: what was gathered so far, what a person added, and the report on it. */
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
    this.#evidence = setup.known ?? {};
  }

  /**
   * Gathers everything that the selection needs and that is not there yet.
   *
   * @param onEvidence told of all that has come so far, each time that something has come
   * @throws UsageError where answers are about another portal
   */
  async gather(onEvidence?: (evidence: EvidenceSet) => void): Promise<void> {
    const { selection, open, timeoutMs, deadlineMs, signal, ending, startProgress } = this.#setup;
    const startedAt = Date.now();
    const progress = await startProgress?.();
    const soFar: EvidenceSet = { ...this.#evidence };
    try {
      this.#evidence = await gatherFor(selection, open.world, {
        measure: open.measure,
        timeoutMs,
        deadlineAt: startedAt + deadlineMs * SHARE_FOR_GATHERING,
        signal,
        ...(ending && { ending }),
        known: this.#evidence,
        onProgress: (step) => progress?.step(step),
        ...(onEvidence && {
          onEvidence: (key, evidence) => {
            Object.assign(soFar, { [key]: evidence });
            onEvidence(soFar);
          },
        }),
      });
    } finally {
      progress?.stop();
    }
    this.#gatheredAt += Date.now() - startedAt;
    const { answersAbout, given } = this.settings;
    expectAboutPortal(answersAbout, [portalOf(this.#evidence).hubId, given.portalId]);
  }

  /** Adds what a person has just said; the next `gather` looks again for what was not given before. */
  addAnswers(said: { answers: Answers; thread?: NamedRecord }): void {
    const { given } = this.settings;
    Object.assign(given.answers, said.answers);
    if (said.thread) {
      given.threadId = said.thread.id;
      if (said.thread.linked) given.linked = said.thread.linked;
    }
    this.#evidence = Object.fromEntries(
      Object.entries(this.#evidence).filter(([, item]) => item.outcome !== 'missing'),
    ) as EvidenceSet;
  }

  /**
   * A look at another conversation of the same portal: what is of the portal is known, and neither asked for again nor
   * different there by chance.
   */
  ofConversation({ id, linked }: NamedRecord): Examination {
    const { typed } = this.#setup;
    const { linked: _other, ...given } = this.settings.given;
    const settings = { ...this.settings, given: { ...given, threadId: id, ...(linked && { linked }) } };
    const known = Object.entries(this.#evidence).filter(([key]) => !isConversationFact(key));
    return new Examination({
      ...this.#setup,
      settings,
      open: worldGiven(this.#setup.open, settings.given),
      known: Object.fromEntries(known) as EvidenceSet,
      ...(typed && {
        typed: typed.map((flag) => (flag.name === '--thread' ? { ...flag, values: [id] } : flag)),
      }),
    });
  }

  /** What the report leaves open and a person could tell. */
  openQuestions(): OpenQuestion[] {
    return openQuestions(this.report(), this.#evidence, (mode) =>
      this.report(saidToBe(mode, this.#evidence)),
    );
  }

  /** @param evidence what to judge; all that was gathered, when left out */
  report(evidence: EvidenceSet = this.#evidence): Report {
    const { selection, suppressions, profile, typed } = this.#setup;
    return reportOn(evidence, {
      selection,
      given: this.settings.given,
      ...(suppressions && { suppressions }),
      ...(profile !== undefined && { profile }),
      ...(typed && { typed }),
      version: toolVersion(),
      startedAt: this.#startedAt,
      gatheredAt: this.#gatheredAt,
      now: () => performance.now(),
    });
  }

  /** The report as somebody else may see it, for whom names and addresses are nobody's business. */
  reportForOthers(): Report {
    return this.report(redactEvidence(this.#evidence, this.#disguise));
  }

  /** What was gathered and redacted, with all that it takes to judge it again. @param names whose names stay */
  bundle(names: KeptNames = 'ai-user'): Bundle {
    const { selection, profile, suppressions } = this.#setup;
    return makeBundle(redactEvidence(this.#evidence, this.#disguise, names), {
      version: toolVersion(),
      rules: rulesDigest(),
      selection,
      given: this.settings.given,
      emulated: isOnThisMachine(this.settings.hubspotUrl),
      profile,
      suppressions,
      disguise: this.#disguise,
      startedAt: this.#startedAt,
      gatheredAt: this.#gatheredAt,
      savedAt: Date.now(),
    });
  }
}
