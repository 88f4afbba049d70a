/** Looks at a portal once, telling verdicts as they ripen, or again and again until what is waited for has come. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EvidenceSet } from '../../checks/facts.ts';
import type { Report, ReportCheck } from '../core/report.ts';
import { ripeChecks } from '../doctor/ripe.ts';
import type { Redactor } from '../redact/redactor.ts';
import { Examination, type ExaminationSetup } from './examination.ts';
import { Pauses } from './while-waiting.ts';

/** To look until a look shows what is waited for, or for so many milliseconds. */
export interface Waiting {
  ms: number;
  until(report: Report): boolean;
}

export interface LookPorts {
  /** Told what somebody should hear of what was given, a sentence each. */
  onNote?(note: string): void;
  /** Told of each verdict as soon as nothing that is still awaited can change it; of none where that is never sure. */
  onVerdict?(id: string, check: ReportCheck): void;
  /** Told of the report so far each time that verdicts have become final, and which ones have; see `onVerdict`. */
  onSettled?(report: Report, settled: ReadonlySet<string>): void;
  /**
   * Handed the report so far while answers are awaited, and tells nobody: the first report of a process takes several times as
   * long to be made as the next, and these are made when nothing else is to be done.
   */
  rehearse?(report: Report): Promise<unknown>;
  /** Told of a look that found something wrong, and of what is left of the time to wait, in milliseconds. */
  onProblems?(report: Report, next: { pauseMs: number; leftMs: number }): void;
}

/** One look, or the last of those that were waited for. What ports are told of is redacted. */
export async function lastLook(
  setup: ExaminationSetup,
  ports: LookPorts,
  redactor: Redactor,
  wait?: Waiting,
): Promise<Examination> {
  if (wait) return lookAgain(setup, wait, ports);
  const examination = new Examination(setup);
  const { onVerdict, onSettled } = ports;
  // Which suppressions and answers hold is known when the portal is, so until the end no verdict is final.
  if (!(onVerdict || onSettled) || setup.suppressions || setup.settings.answersAbout.length > 0) {
    await gatherRehearsing(examination, ports, redactor);
    return examination;
  }
  const told = new Set<string>();
  await examination.gather((soFar) => {
    const ripe = ripeChecks(setup.selection.checks, soFar).filter((id) => !told.has(id));
    if (ripe.length === 0) return;
    const report = examination.report(soFar);
    for (const id of ripe) {
      const check = report.checks[id];
      if (!check) continue;
      told.add(id);
      onVerdict?.(id, redactor.redactIn(check));
    }
    onSettled?.(redactor.redactIn(report), told);
  });
  return examination;
}

/** Once on what was given, and once on what the first answers say. */
const REHEARSALS = 2;

async function gatherRehearsing(
  examination: Examination,
  { rehearse }: LookPorts,
  redactor: Redactor,
): Promise<void> {
  if (!rehearse) return examination.gather();
  let evidence: EvidenceSet = {};
  const pauses = new Pauses(REHEARSALS, async () =>
    rehearse(redactor.redactIn(examination.report(evidence))),
  );
  try {
    await examination.gather((soFar) => {
      evidence = soFar;
      pauses.stir();
    });
  } finally {
    pauses.end();
  }
}

/** Between two looks, in milliseconds: short at first, for a fix that has just been made. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Looks again and again, with longer pauses, until a look shows what is waited for, none can show it any more, or the
 * time is up. Each look asks for everything anew; one that has begun is not cut off.
 */
async function lookAgain(
  setup: ExaminationSetup,
  { ms, until }: Waiting,
  { onProblems }: LookPorts,
): Promise<Examination> {
  const endsAt = Date.now() + ms;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const examination = new Examination(setup);
    await examination.gather();
    const report = examination.report();
    const leftMs = endsAt - Date.now();
    if (until(report) || isInVain(report) || leftMs <= 0 || setup.ending?.aborted) return examination;
    const pauseMs = Math.min(pause, leftMs);
    onProblems?.(report, { pauseMs, leftMs });
    await delay(pauseMs, undefined, { signal: setup.signal });
  }
}

/** The token is read once, when a run begins: where it is missing or has no token's form, a later look finds the same. */
function isInVain({ obstacle, checks }: Report): boolean {
  const form = checks['token/format'];
  return obstacle?.id === 'no-token' || (form?.status === 'fail' && form.suppressed === undefined);
}
