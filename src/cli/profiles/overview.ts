/** The overview of all profiles: read from the run before, kept beside the reports for the next one, and printed. */
import { readdir, unlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Fleet } from '../../core/fleet.ts';
import type { ProfileLook } from '../../doctor/fleet/entry.ts';
import { readFleet } from '../../doctor/fleet/read.ts';
import { UsageError } from '../../files/usage-error.ts';
import { jsonText } from '../../redact/printable.ts';
import { untoldReason } from '../../reporters/untold-reason.ts';
import { OBSTACLE_WORDS } from '../../reporters/words.ts';
import type { ProfileRun } from '../../run/profiles.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { masked, writeOutput } from '../output.ts';
import { OVERVIEW } from './file-names.ts';

/** A damaged one is told, and the run goes on without it. */
export async function runBefore(folder: string, io: Io): Promise<Fleet | undefined> {
  try {
    return await readFleet(resolve(io.cwd, folder, `${OVERVIEW}.json`));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(masked(`${error.message} So what changed since then is not told.\n`, io));
    return undefined;
  }
}

/** Reports of another day must not stand for those that this run does not come to. */
export async function removeFormer(files: readonly string[], folder: string, io: Io): Promise<void> {
  const there = new Set(await readdir(resolve(io.cwd, folder)).catch((): string[] => []));
  const former = files.map((file) => basename(file)).filter((name) => there.has(name));
  await Promise.all(former.map((name) => unlink(resolve(io.cwd, folder, name)).catch(() => {})));
}

/** What is told of one profile, once its report is in its file. @param fault why it is not */
export function lookOf(
  { profile, report, outcome, message }: ProfileRun,
  file: string | null,
  fault: string | null,
): ProfileLook {
  const exitCode = outcome === 'unusable' ? EXIT.usage : EXIT[outcome];
  return {
    profile,
    report,
    exitCode: report && file === null ? worst([exitCode, EXIT.usage]) : exitCode,
    file,
    message: fault ?? message,
    reason: reasonOf(report, fault ?? message),
  };
}

function reasonOf(report: ProfileRun['report'], message: string | null): string | null {
  if (report === null) return message;
  if (report.status !== 'incomplete') return null;
  return report.obstacle ? OBSTACLE_WORDS[report.obstacle.id] : (untoldReason(report) ?? null);
}

/** One that the run did not come to. */
export function notReached(profile: string): ProfileLook {
  const message = 'The run was interrupted before it was looked at.';
  const told = { exitCode: EXIT.incomplete, file: null, message, reason: message };
  return { profile, report: null, ...told, notReached: true };
}

/** As `writeOverview`; null, and told, where it cannot be written: what was found is printed all the same. */
export async function keepOverview(fleet: Fleet, folder: string, io: Io): Promise<string | null> {
  try {
    return await writeOverview(fleet, folder, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(masked(`${error.message}\n`, io));
    return null;
  }
}

/** Beside the reports, as a page and as JSON. @returns the page's file */
async function writeOverview(fleet: Fleet, folder: string, io: Io): Promise<string> {
  const { renderFleetPage } = await import('../../reporters/fleet/html.ts');
  const files = new Map(fleet.profiles.map(({ profile, file }) => [profile, file]));
  const page = join(folder, `${OVERVIEW}.html`);
  const nameOf = (profile: string) => basename(files.get(profile) ?? '') || undefined;
  await writeOutput(renderFleetPage(fleet, nameOf), 'overview', page, io);
  await writeOutput(fleetJson(fleet), 'overview', join(folder, `${OVERVIEW}.json`), io);
  return page;
}

export function fleetJson(fleet: Fleet): string {
  return `${jsonText(fleet, 2)}\n`;
}
