import type { Settings } from '../config/index.ts';
import { UsageError } from '../config/usage-error.ts';
import type { EvidenceSet } from '../core/evidence.ts';
import type { Answers } from '../core/given.ts';
import type { Report } from '../core/report.ts';
import { gatherFor } from '../doctor/gather-for.ts';
import { type OpenQuestion, openQuestions } from '../doctor/open-questions.ts';
import { reportOn } from '../doctor/report.ts';
import { type Selection, select, withAskedFor } from '../doctor/selection.ts';
import { type OpenWorld, openWorld } from '../doctor/world.ts';
import { createRedactor } from '../redact/index.ts';
import type { DoctorFlags } from './commands/doctor.ts';
import { deliver } from './deliver.ts';
import { settingsFor } from './doctor-settings.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { type Io, toolVersion } from './io.ts';
import { startProgress } from './progress.ts';

const clock = { now: () => Date.now() };

/** `opencx-hubspot doctor`: gather, judge, ask what is open, judge again, print. */
export async function doctor(symptom: string | undefined, flags: DoctorFlags, io: Io): Promise<number> {
  const asking = io.interactive && flags.input;
  const selection = select({
    symptom: symptom ?? (asking && isBare(flags) ? await pickSymptom(io) : undefined),
    only: flags.only,
    skip: flags.skip,
  });
  const { settings, close: closeSandbox } = await settingsFor(flags, io, asking);
  const open = await openWorld(settings, {
    timeoutMs: flags.timeout * 1000,
    proxy: proxyOf(io.env),
    userAgent: `opencx-hubspot/${toolVersion()}`,
    clock,
  });
  try {
    const run = new Examination(withAskedFor(selection, settings.given), settings, open, flags, io);
    await run.gather();
    if (asking) await askOpenQuestions(run, flags, io);
    const report = run.report();
    await deliver(report, {
      io,
      format: flags.format,
      full: flags.full === true,
      redactor: createRedactor(settings.secrets),
      ...(flags.output && { output: flags.output }),
    });
    return flags.exitZero ? EXIT.healthy : exitCodeOf(report.status);
  } finally {
    await Promise.all([open.close(), closeSandbox()]);
  }
}

/** One run: what was gathered so far, and the report on it. */
export class Examination {
  readonly settings: Settings;
  readonly #selection: Selection;
  readonly #open: OpenWorld;
  readonly #flags: DoctorFlags;
  readonly #io: Io;
  readonly #startedAt = clock.now();
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
    const startedAt = clock.now();
    const about = this.settings.given.offline ? 'Reading what was given' : 'Asking HubSpot and OpenCX';
    const progress = await startProgress(this.#io, about);
    try {
      this.#evidence = await gatherFor(this.#selection, this.#open.world, {
        measure: this.#open.measure,
        timeoutMs: this.#flags.timeout * 1000,
        deadlineAt: startedAt + this.#flags.deadline * 1000,
        signal: this.#io.signal,
        known: this.#evidence,
        onProgress: progress.step,
      });
    } finally {
      progress.stop();
    }
    this.#gatheredAt += clock.now() - startedAt;
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

async function pickSymptom(io: Io): Promise<string | undefined> {
  const { askSymptom } = await import('./prompts/symptom.ts');
  return askSymptom(io);
}

async function askOpenQuestions(run: Examination, flags: DoctorFlags, io: Io): Promise<void> {
  const { settleOpenQuestions } = await import('./prompts/open-questions.ts');
  await settleOpenQuestions(run, flags, io);
}

/** Nothing says yet what to look at, so a list of symptoms is of use. */
function isBare(flags: DoctorFlags): boolean {
  return flags.only.length === 0 && flags.skip.length === 0 && !flags.sandbox && flags.format === 'text';
}

function proxyOf(env: NodeJS.ProcessEnv): { http?: string; https?: string; no?: string } {
  const http = env['http_proxy'] || env['HTTP_PROXY'];
  const https = env['https_proxy'] || env['HTTPS_PROXY'];
  const no = env['no_proxy'] || env['NO_PROXY'];
  for (const [name, value] of [
    ['HTTP_PROXY', http],
    ['HTTPS_PROXY', https],
  ] as const) {
    if (value && !URL.canParse(value))
      throw new UsageError(`${name} is not a URL.`, {
        hint: 'It looks like http://proxy.example.test:3128.',
      });
  }
  return { ...(http && { http }), ...(https && { https }), ...(no && { no }) };
}
