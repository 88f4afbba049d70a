/** A look at a portal as a part of a case: what was said before counts again, and what is found is kept beside it. */
import { join } from 'node:path';
import type { Remembered } from '../../core/flags/remembered.ts';
import type { Answer, Answers } from '../../core/given.ts';
import type { Report, Since } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import type { AnswersFrom } from '../../doctor/answers.ts';
import { readBundle } from '../../doctor/bundle/read.ts';
import type { RunEntry } from '../../doctor/cases/entry.ts';
import { type CasePlace, caseNamed } from '../../doctor/cases/places.ts';
import { type KeptCase, readCase } from '../../doctor/cases/read.ts';
import { type Look, sinceThen, subjectOf } from '../../doctor/cases/since.ts';
import { expectPlaceForCase, keepRun } from '../../doctor/cases/write.ts';
import { replay } from '../../doctor/replay.ts';
import { saidNow } from '../../doctor/typed-answers.ts';
import { asEntries } from '../../doctor/write-answers.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { DoctorResult } from '../doctor.ts';
import { judging } from '../saved.ts';
import type { Surroundings } from '../surroundings.ts';

/** A case that a run is about to be added to. */
export interface OpenCase extends KeptCase {
  /** It begins with this run. */
  isNew: boolean;
  /** Names of the other cases. */
  others: string[];
}

/** @throws UsageError for a word that is no name, and where nothing could be kept */
export async function openCase(word: string, place: CasePlace): Promise<OpenCase> {
  const { isThere, others, ...at } = await caseNamed(word, place);
  await expectPlaceForCase(at.folder);
  return { ...(await readCase(at)), isNew: !isThere, others };
}

/** The answers of a case, as a run takes them. */
export function answersKept({ name, answers }: KeptCase): AnswersFrom {
  return { from: `the case ${name}`, answers, clearUrls: {} };
}

/** Whether the case was made on an emulated portal. */
export function isEmulated({ runs }: Pick<KeptCase, 'runs'>): boolean {
  return runs.findLast(({ portal }) => portal !== undefined)?.emulated === true;
}

/**
 * The report, with what became of the causes since the run before.
 *
 * @throws UsageError where the run is of another portal than the case
 */
export async function compared(kept: OpenCase, { report, looks }: Looked): Promise<Report> {
  const [{ examination }] = looks;
  expectSamePortal(kept, report, examination.bundle().context.emulated === true);
  const since = await sinceLastRun(
    kept,
    looks.map((look) => {
      const subject = subjectOf(look.examination.bundle().context);
      const { thread } = look;
      return {
        report: look.report,
        ...(subject !== undefined && { subject }),
        ...(thread !== undefined && { thread }),
      };
    }),
  );
  return since === undefined ? report : { ...report, since };
}

/** What a run has found, as far as a case keeps it. */
export type Looked = Pick<DoctorResult, 'report' | 'looks' | 'redactor'>;

function expectSamePortal({ name, runs }: KeptCase, { portal: { hubId } }: Report, emulated: boolean): void {
  const known = runs.find(({ portal }) => portal !== undefined);
  if (known === undefined || hubId === undefined) return;
  const isSameWorld = (known.emulated === true) === emulated;
  if (known.portal === hubId && isSameWorld) return;
  const [was, is] = isSameWorld
    ? [`portal ${known.portal}`, `portal ${hubId}`]
    : [worldOf(known.emulated === true), worldOf(emulated)];
  throw new UsageError(`The case ${name} is of ${was}, and this run looked at ${is}: it was not kept.`, {
    hint: `Give the token of ${was}, or begin a case of its own for the other one.`,
  });
}

function worldOf(emulated: boolean): string {
  return emulated ? 'an emulated portal' : 'a real portal';
}

/** How many runs are looked through for one that looked at as much as this one. */
const MOST_LOOKED_THROUGH = 20;

/** Compares with the latest run that looked at all that this one did, else with the latest of which anything can be read. */
async function sinceLastRun(kept: OpenCase, after: readonly Look[]): Promise<Since | undefined> {
  const wanted = after.flatMap(({ report }) => Object.keys(report.checks));
  let latest: [Look, ...Look[]] | undefined;
  for (const run of kept.runs.toReversed().slice(0, MOST_LOOKED_THROUGH)) {
    const [first, ...rest] = await looksOf(kept, run);
    if (first === undefined) continue;
    latest ??= [first, ...rest];
    if (wanted.every((id) => first.report.checks[id] !== undefined))
      return sinceThen(kept.name, [first, ...rest], after);
  }
  return latest && sinceThen(kept.name, latest, after);
}

/**
 * The latest run that showed a cause: the bundle in question, as a whole path. The causes that the case showed, where none
 * did.
 */
export async function showing(
  kept: KeptCase,
  cause: string,
): Promise<{ file: string } | { others: string[] }> {
  const others = new Set<string>();
  for (const run of kept.runs.toReversed()) {
    for (const { file, report } of await looksOf(kept, run)) {
      if (report.causes.some(({ id }) => id === cause)) return { file };
      for (const { id } of report.causes) others.add(id);
    }
  }
  return { others: [...others] };
}

/** The looks of a kept run, by the rules of today; one whose bundle cannot be read is named and left out. */
export async function looksOf(kept: KeptCase, { bundles }: RunEntry): Promise<(Look & { file: string })[]> {
  const looks: (Look & { file: string })[] = [];
  for (const { file: name, thread } of bundles) {
    try {
      const file = join(kept.folder, name);
      const { bundle } = await readBundle(file);
      const subject = subjectOf(bundle.context);
      const report = replay(bundle, judging());
      looks.push({
        file,
        report,
        ...(subject !== undefined && { subject }),
        ...(thread !== undefined && { thread }),
      });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      if (!kept.damaged.includes(error.message)) kept.damaged.push(error.message);
    }
  }
  return looks;
}

/** What is to be kept of a run beside what it found. */
export interface ToKeep {
  /** `doctor`. */
  command: string;
  remembered: Remembered;
  /** What was said at prompts. */
  said: Answers;
}

/** Adds the run to its case. @throws UsageError where that cannot be done */
export async function keep(
  kept: OpenCase,
  { report, looks, redactor }: Looked,
  { command, remembered, said }: ToKeep,
  { env }: Pick<Surroundings, 'env'>,
): Promise<void> {
  const bundles = looks.map(({ examination, thread }) => ({
    bundle: examination.bundle(),
    ...(thread !== undefined && { thread }),
  }));
  const [{ examination }] = looks;
  const now = saidNow(env);
  const { hubId } = report.portal;
  const entry = {
    at: report.startedAt,
    ...(now.by !== undefined && { by: now.by }),
    command,
    ...(hubId !== undefined && { portal: hubId }),
    ...(bundles[0]?.bundle.context.emulated && { emulated: true as const }),
    status: report.status,
    checks: toldChecks(report),
    causes: report.causes.map(({ id, thread, checks }) => ({
      id,
      ...(thread !== undefined && { thread }),
      checks,
    })),
    ...(report.since && { since: report.since }),
    remembered,
    answers: asEntries(dated({ ...examination.settings.brought, ...said }, now)),
  };
  await keepRun(kept, entry, bundles, redactor);
}

/** The checks that came to something: of the others nothing is known after this run. */
function toldChecks({ checks }: Report): string[] {
  const told: readonly Status[] = ['pass', 'warn', 'fail'];
  return Object.entries(checks).flatMap(([id, { status }]) => (told.includes(status) ? [id] : []));
}

/** An answer without a day is of today. */
function dated(answers: Answers, now: Omit<Answer, 'value'>): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]) => (answer ? [[key, { at: now.at, ...answer }]] : [])),
  ) as Answers;
}
