/** A look at a portal as a part of a case: what was said before counts again, and what is found is kept beside it. */
import { join } from 'node:path';
import type { Remembered } from '../../core/flags/remembered.ts';
import type { Answer, Answers } from '../../core/given.ts';
import type { Report, Since } from '../../core/report.ts';
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
export async function compared(kept: OpenCase, { report, examination }: DoctorResult): Promise<Report> {
  const bundle = examination.bundle();
  expectSamePortal(kept, report, bundle.context.emulated === true);
  const subject = subjectOf(bundle.context);
  const since = await sinceLastRun(kept, [{ report, ...(subject !== undefined && { subject }) }]);
  return since === undefined ? report : { ...report, since };
}

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

/** The looks of a kept run, by the rules of today; one whose bundle cannot be read is named and left out. */
export async function looksOf(kept: KeptCase, { bundles }: RunEntry): Promise<Look[]> {
  const looks: Look[] = [];
  for (const { file, thread } of bundles) {
    try {
      const { bundle } = await readBundle(join(kept.folder, file));
      const subject = subjectOf(bundle.context);
      const report = replay(bundle, judging());
      looks.push({
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
  report: Report,
  { examination, redactor }: Pick<DoctorResult, 'examination' | 'redactor'>,
  { command, remembered, said }: ToKeep,
  { env }: Pick<Surroundings, 'env'>,
): Promise<void> {
  const bundle = examination.bundle();
  const now = saidNow(env);
  const { hubId } = report.portal;
  const entry = {
    at: report.startedAt,
    ...(now.by !== undefined && { by: now.by }),
    command,
    ...(hubId !== undefined && { portal: hubId }),
    ...(bundle.context.emulated && { emulated: true as const }),
    status: report.status,
    causes: report.causes.map(({ id }) => ({ id })),
    ...(report.since && { since: report.since }),
    remembered,
    answers: asEntries(dated({ ...examination.settings.brought, ...said }, now)),
  };
  await keepRun(kept, entry, [{ bundle }], redactor);
}

/** An answer without a day is of today. */
function dated(answers: Answers, now: Omit<Answer, 'value'>): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]) => (answer ? [[key, { at: now.at, ...answer }]] : [])),
  ) as Answers;
}
