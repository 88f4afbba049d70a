import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readProfiles } from '../../config/config-file.ts';
import { select } from '../../doctor/selection.ts';
import { UsageError, unforeseen } from '../../files/usage-error.ts';
import { REPORTERS, render } from '../../reporters/formats.ts';
import { doctorOfProfiles, PORTAL_VARIABLES, type ProfileRun } from '../../run/profiles.ts';
import { appendStepSummary } from '../doctor/deliver.ts';
import { type DoctorFlags, withFirstThread } from '../doctor/flags.ts';
import { requestFor, waitFor } from '../doctor/live-run.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor, writeOutput } from '../output.ts';
import { reportFileNames } from './file-names.ts';
import { type ProfileSummary, profilesTable, shownName, summaryJson, summaryOf } from './summary.ts';

/** `doctor --all-profiles`: a report file and a line for each profile of the configuration file. */
export async function doctorOfEveryProfile(
  symptom: string | undefined,
  flags: DoctorFlags,
  io: Io,
): Promise<number> {
  const live = withFirstThread(flags);
  const { only, skip } = flags;
  const selection = select({ symptom, only, skip });
  const profiles = await readProfiles(io.cwd, flags.config);
  const folder = flags.outputDir ?? '.';
  await prepare(resolve(io.cwd, folder));
  if (!flags.quiet) printLeftOut(io);

  const { names } = profiles;
  const fileNames = reportFileNames(names);
  const fileOf = (profile: string) =>
    join(folder, `${fileNames.get(profile)}.${REPORTERS[flags.format].ending}`);
  await Promise.all(names.map((profile) => removeFormer(fileOf(profile), io)));

  const ended = new Map<string, ProfileSummary>();
  try {
    await doctorOfProfiles(
      profiles,
      { ...requestFor(live), ...waitFor(live), threshold: flags.failOn, selection },
      io,
      {
        onUncaught: io.onUncaught,
        onEnded: async (run) => {
          const summary = await keep(run, fileOf(run.profile), flags, io);
          ended.set(run.profile, summary);
          if (!flags.quiet) io.err(`${shownName(run.profile)}: ${run.report?.status ?? 'no report'}\n`);
        },
      },
    );
  } catch (error) {
    if (!io.signal.aborted || ended.size === 0) throw error;
    io.err(
      `\nInterrupted; ${ended.size} of ${names.length} profiles had ended, their reports are in ${folder}.\n`,
    );
    return EXIT.interrupted;
  }

  const inOrder = names.flatMap((name) => ended.get(name) ?? []);
  const exitCode = worst(inOrder.map((summary) => summary.exitCode));
  io.out(flags.format === 'json' ? summaryJson(inOrder, exitCode) : profilesTable(inOrder, io));
  return flags.exitZero ? EXIT.clean : exitCode;
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

/** A report of another day must not stand for one that this run does not come to. */
async function removeFormer(file: string, io: Io): Promise<void> {
  await rm(resolve(io.cwd, file), { force: true }).catch(() => {});
}

/** Writes the report's file. One that cannot be written is this profile's failure and no other's. */
async function keep(run: ProfileRun, file: string, flags: DoctorFlags, io: Io): Promise<ProfileSummary> {
  const { profile, report } = run;
  if (!report) return summaryOf(run, null, io.redactor.redact(run.message ?? ''));
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
    return summaryOf(run, file, null);
  } catch (error) {
    return summaryOf(run, null, error instanceof UsageError ? error.message : unforeseen(error));
  }
}
