/** Judges saved runs by the rules of today, without a call: `doctor --from`, and what compares them. */
import { resolve } from 'node:path';
import type { Report } from '../core/report.ts';
import { type ReadBundle, readBundle } from '../doctor/bundle/read.ts';
import { rulesDigest, rulesNote } from '../doctor/bundle/rules.ts';
import { replay } from '../doctor/replay.ts';
import type { Selection } from '../doctor/selection.ts';
import { readSuppressions } from '../doctor/suppressions.ts';
import { toolVersion } from './package.ts';
import type { Surroundings } from './surroundings.ts';

/** A bundle as far as it is understood here, with a sentence where it was saved under other rules than today's. */
export interface OpenedBundle extends ReadBundle {
  note: string | null;
}

/** @throws UsageError for a file that is no bundle or cannot be read */
export async function openBundle(file: string, { cwd }: Pick<Surroundings, 'cwd'>): Promise<OpenedBundle> {
  const read = await readBundle(resolve(cwd, file));
  return { ...read, note: rulesNote(read.bundle, rulesOfToday()) };
}

export interface JudgeRequest {
  /** A bundle. */
  file: string;
  /** In the place of what was selected when the bundle was saved; `suppressions` and `profile` likewise. */
  selection?: Selection;
  /** File of failures that are accepted for a while. */
  suppressions?: string;
  profile?: string;
}

/** Judges the evidence of a bundle. @throws UsageError for a file that cannot be read or is of another kind */
export async function judgeBundle(
  { file, selection, suppressions, profile }: JudgeRequest,
  { cwd }: Pick<Surroundings, 'cwd'>,
): Promise<{ report: Report; opened: OpenedBundle }> {
  const opened = await openBundle(file, { cwd });
  const accepted =
    suppressions === undefined ? undefined : await readSuppressions(resolve(cwd, suppressions));
  const report = replay(opened.bundle, {
    ...judging(),
    ...(selection && { selection }),
    ...(accepted && { suppressions: accepted }),
    ...(profile !== undefined && { profile }),
  });
  return { report, opened };
}

/** What a bundle is judged by and what the report on it says of itself. */
export function judging() {
  return { version: toolVersion(), now: Date.now };
}

/** What a bundle's own rules are compared with. */
export function rulesOfToday() {
  return { version: toolVersion(), rules: rulesDigest() };
}
