import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readProfileNames, UsageError } from '../config/index.ts';
import type { Report } from '../core/report.ts';
import { createRedactor } from '../redact/index.ts';
import { type Format, render } from '../reporters/index.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { environmentOfProfile, PORTAL_VARIABLES } from './profile-environment.ts';
import { type ProfileRun, runProfile } from './profile-process.ts';
import { profilesTable } from './profiles-table.ts';
import { pageFor, putOut } from './put-out.ts';

/** Enough to keep two dozen portals short, few enough for a small machine. */
const MOST_AT_ONCE = 4;

const ENDINGS: Readonly<Record<Format, string>> = {
  text: 'txt',
  json: 'json',
  ndjson: 'ndjson',
  junit: 'xml',
  markdown: 'md',
  html: 'html',
  github: 'txt',
};

/** What became of one profile. */
export interface ProfileOutcome extends ProfileRun {
  profile: string;
  /** File with the report, as it is to be printed; null where there is none. */
  file: string | null;
}

/**
 * `doctor --all-profiles`: each profile of the configuration file in a process of its own, so that one that fails or
 * is slow holds up no other. What the environment says of one portal counts for none of them.
 */
export async function doctorOfEveryProfile(
  symptom: string | undefined,
  flags: DoctorFlags,
  io: Io,
): Promise<number> {
  const names = await readProfileNames(io.cwd, flags.config);
  const folder = flags.outputDir ?? '.';
  await prepare(resolve(io.cwd, folder));
  const leftOut = PORTAL_VARIABLES.filter((name) => io.env[name]);
  if (leftOut.length > 0 && !flags.quiet) {
    io.err(`Left out, since it speaks of one portal only: ${leftOut.join(', ')}.\n`);
  }

  const waiting = [...names];
  const outcomes = new Map<string, ProfileOutcome>();
  const work = async () => {
    for (let profile = waiting.shift(); profile !== undefined; profile = waiting.shift()) {
      const run = await runProfile(profile, symptom, flags, environmentOfProfile(io.env), io);
      const file = run.report ? await writeReport(run.report, profile, folder, flags, io) : null;
      outcomes.set(profile, { ...run, profile, file });
      if (!flags.quiet) io.err(`${profile}: ${run.report?.status ?? 'no report'}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, names.length) }, work));

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

async function writeReport(
  report: Report,
  profile: string,
  folder: string,
  flags: DoctorFlags,
  io: Io,
): Promise<string> {
  const file = join(folder, `${fileName(profile)}.${ENDINGS[flags.format]}`);
  const { full = false, verbose = false, failOn } = flags;
  const text = await render(flags.format, report, { ...pageFor(file, io), full, verbose, failOn });
  await putOut(text, 'report', file, createRedactor([]), io);
  return file;
}

/** A profile may be called anything; a file may not. Two that differ only in such signs stay apart by their code. */
function fileName(profile: string): string {
  const plain = profile.replaceAll(/[^\p{L}\p{N}._-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);
  return plain.replace(/^\./, '_.');
}

/** Problems win over everything, then what could not even be run, then what could not be told. */
function worst(codes: readonly number[]): number {
  const order = [EXIT.problems, EXIT.usage, EXIT.incomplete];
  const known = order.find((code) => codes.includes(code));
  if (known !== undefined) return known;
  return codes.every((code) => code === EXIT.healthy) ? EXIT.healthy : EXIT.incomplete;
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
