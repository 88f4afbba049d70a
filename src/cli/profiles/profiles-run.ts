import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readProfiles } from '../../config/config-file.ts';
import type { Fleet } from '../../core/fleet.ts';
import { type FleetRun, type Told, tellProfile } from '../../doctor/fleet/entry.ts';
import { fleetOf } from '../../doctor/fleet/group.ts';
import { select } from '../../doctor/selection.ts';
import { UsageError, unforeseen } from '../../files/usage-error.ts';
import { REPORTERS, render } from '../../reporters/formats.ts';
import { toolVersion } from '../../run/package.ts';
import { doctorOfProfiles, PORTAL_VARIABLES, type ProfileRun, profilesAtOnce } from '../../run/profiles.ts';
import { appendStepSummary } from '../doctor/deliver.ts';
import { type DoctorFlags, withFirstThread } from '../doctor/flags.ts';
import { requestFor, waitFor } from '../doctor/live-run.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { masked, pageFor, writeOutput } from '../output.ts';
import { reportFileNames } from './file-names.ts';
import { fleetProgress } from './fleet-progress.ts';
import { fleetJson, keepOverview, lookOf, notReached, removeFormer, runBefore } from './overview.ts';
import { fleetVerdict, profilesTable } from './summary.ts';

/** Milliseconds after Ctrl-C for what has ended to be told and kept. */
const LAST_WORDS_MS = 10_000;

/** `doctor --all-profiles`: a report file for each profile of the configuration file, and one overview of them all. */
export async function doctorOfEveryProfile(
  symptom: string | undefined,
  flags: DoctorFlags,
  io: Io,
): Promise<number> {
  const live = withFirstThread(flags);
  const { only, skip, quiet = false } = flags;
  const selection = select({ symptom, only, skip });
  const profiles = await readProfiles(io.cwd, flags.config);
  const folder = flags.outputDir ?? '.';
  await prepare(resolve(io.cwd, folder));
  if (!quiet) printLeftOut(io);

  const { names } = profiles;
  const fileNames = reportFileNames(names);
  const fileOf = (profile: string) =>
    join(folder, `${fileNames.get(profile)}.${REPORTERS[flags.format].ending}`);
  const began = Date.now();
  const before = await runBefore(folder, io);
  await removeFormer(names.map(fileOf), folder, io);
  const run: FleetRun = {
    startedAt: new Date(began).toISOString(),
    checks: selection.checks,
    ...(before && { before }),
  };
  const atOnce = flags.atOnce ?? profilesAtOnce();

  const told = new Map<string, Told>();
  io.endsWithin(LAST_WORDS_MS);
  const progress = await fleetProgress(names.length, io, quiet);
  try {
    await doctorOfProfiles(
      profiles,
      { ...requestFor(live), ...waitFor(live), threshold: flags.failOn, selection, atOnce },
      io,
      {
        onUncaught: io.onUncaught,
        onEnded: async (ended) => {
          const { file, fault } = await keep(ended, fileOf(ended.profile), flags, io);
          told.set(ended.profile, tellProfile(lookOf(ended, file, fault), run));
          progress.ended(ended.profile, ended.report?.status ?? null);
        },
      },
    );
  } catch (error) {
    if (!io.signal.aborted || told.size === 0) throw error;
  } finally {
    progress.stop();
  }
  const interrupted = told.size < names.length;
  const all = names.map((name) => told.get(name) ?? tellProfile(notReached(name), run));
  const exitCode = interrupted ? EXIT.interrupted : worst(all.map(({ entry }) => entry.exitCode));
  const durationMs = Date.now() - began;
  const fleet = fleetOf(all, { ...run, version: toolVersion(), durationMs, exitCode, atOnce, interrupted });
  const page = await keepOverview(fleet, folder, io);
  io.out(masked(await printed(fleet, page, flags, io), io));
  if (interrupted) {
    io.err(
      `\nInterrupted; ${told.size} of ${names.length} profiles had ended, their reports are in ${folder}.\n`,
    );
    return EXIT.interrupted;
  }
  if (flags.exitZero) return EXIT.clean;
  return page === null ? worst([exitCode, EXIT.usage]) : exitCode;
}

/** More lines than these are read by nobody; they are in the overview. */
const LONGEST_TABLE = 20;

async function printed(fleet: Fleet, page: string | null, flags: DoctorFlags, io: Io): Promise<string> {
  if (flags.format === 'json') return fleetJson(fleet);
  const verdict = `${fleetVerdict(fleet.profiles)}\n`;
  if (flags.quiet) return verdict;
  const { renderFleetText } = await import('../../reporters/fleet/text.ts');
  const text = renderFleetText(fleet, pageFor(undefined, io));
  const table = fleet.profiles.length > LONGEST_TABLE ? '' : `${profilesTable(fleet.profiles, io)}\n\n`;
  const all = page === null ? '' : `All of them, with links: ${page}\n`;
  return `${text}\n${table}${all}${verdict}`;
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => {
    throw new UsageError(`The folder ${folder} for the reports cannot be made.`, {
      hint: 'Name another one with --output-dir FOLDER.',
    });
  });
}

function printLeftOut(io: Io): void {
  const leftOut = PORTAL_VARIABLES.filter((name) => io.env[name]);
  if (leftOut.length > 0) io.err(`Left out, since it speaks of one portal only: ${leftOut.join(', ')}.\n`);
}

/** Writes the report's file. One that cannot be written is this profile's failure and no other's. */
async function keep(
  run: ProfileRun,
  file: string,
  flags: DoctorFlags,
  io: Io,
): Promise<{ file: string | null; fault: string | null }> {
  const { profile, report } = run;
  if (!report) return { file: null, fault: io.redactor.redact(run.message ?? '') };
  const { format, full = false, verbose = false, failOn } = flags;
  try {
    if (format === 'github') {
      const annotations = await render(format, report, {
        ...pageFor(undefined, io),
        full,
        failOn,
        subject: profile,
      });
      await writeOutput(annotations, 'report', undefined, io);
      await appendStepSummary(report, io, profile);
    }
    const written = format === 'github' ? 'markdown' : format;
    const text = await render(written, report, { ...pageFor(file, io), full, verbose, failOn });
    await writeOutput(text, 'report', file, io);
    return { file, fault: null };
  } catch (error) {
    return { file: null, fault: error instanceof UsageError ? error.message : unforeseen(error) };
  }
}
