import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readProfiles, UsageError } from '../../config/index.ts';
import { REPORTERS } from '../../reporters/formats.ts';
import { printable } from '../../reporters/layout.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { environmentOfProfile, PORTAL_VARIABLES } from './environment.ts';
import { reportFileNames } from './file-names.ts';
import { runProfile } from './process.ts';
import { type ProfileOutcome, removeFormer, told } from './report-file.ts';
import { profilesTable } from './summary.ts';

/** Enough to keep two dozen portals short, few enough for a small machine. */
const MOST_AT_ONCE = 4;

/**
 * `doctor --all-profiles`: each profile of the configuration file in a process of its own, so that one that fails or
 * is slow holds up no other. What the environment says of one portal counts for none of them.
 */
export async function doctorOfEveryProfile(
  symptom: string | undefined,
  flags: DoctorFlags,
  io: Io,
): Promise<number> {
  const { names } = await readProfiles(io.cwd, flags.config);
  const folder = flags.outputDir ?? '.';
  await prepare(resolve(io.cwd, folder));
  const leftOut = PORTAL_VARIABLES.filter((name) => io.env[name]);
  if (leftOut.length > 0 && !flags.quiet) {
    io.err(`Left out, since it speaks of one portal only: ${leftOut.join(', ')}.\n`);
  }

  const waiting = [...names];
  const files = reportFileNames(names);
  const outcomes = new Map<string, ProfileOutcome>();
  const work = async () => {
    for (let profile = waiting.shift(); profile !== undefined; profile = waiting.shift()) {
      const file = join(folder, `${files.get(profile)}.${REPORTERS[flags.format].ending}`);
      await removeFormer(file, io);
      const run = await runProfile(profile, symptom, flags, environmentOfProfile(io.env), io);
      outcomes.set(profile, await told(profile, run, file, flags, io));
      if (!flags.quiet) io.err(`${printable(profile)}: ${run.report?.status ?? 'no report'}\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, names.length) }, work));
  } catch (error) {
    if (!io.signal.aborted || outcomes.size === 0) throw error;
    io.err(
      `\nInterrupted; ${outcomes.size} of ${names.length} profiles had ended, their reports are in ${folder}.\n`,
    );
    return EXIT.interrupted;
  }

  const inOrder = names.flatMap((name) => outcomes.get(name) ?? []);
  const exitCode = worst(inOrder.map((outcome) => outcome.exitCode));
  io.out(flags.format === 'json' ? asJson(inOrder, exitCode) : profilesTable(inOrder, io));
  return flags.exitZero ? EXIT.healthy : exitCode;
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => {
    throw new UsageError(`The folder ${folder} for the reports cannot be made.`, {
      hint: 'Name another one with --output-dir FOLDER.',
    });
  });
}

function asJson(outcomes: readonly ProfileOutcome[], exitCode: number): string {
  const profiles = outcomes.map(({ profile, exitCode: code, report, file, message }) => ({
    profile,
    exitCode: code,
    status: report?.status ?? null,
    portal: report?.portal.hubId ?? null,
    causes: report?.causes.map(({ id }) => id) ?? [],
    file,
    message,
  }));
  return `${JSON.stringify({ schemaVersion: 1, exitCode, profiles }, null, 2)}\n`;
}
