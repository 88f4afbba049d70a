import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import { createRedactor } from '../../redact/index.ts';
import { render } from '../../reporters/formats.ts';
import { appendStepSummary } from '../doctor/deliver.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor, putOut } from '../put-out.ts';
import type { ProfileRun } from './process.ts';

/** What became of one profile. */
export interface ProfileOutcome extends ProfileRun {
  profile: string;
  /** File with the report, as it is to be printed; null where there is none. */
  file: string | null;
}

/** A report of another day must not stand for one that this run does not come to. */
export async function removeFormer(file: string, io: Io): Promise<void> {
  await rm(resolve(io.cwd, file), { force: true }).catch(() => {});
}

/** Writes the report's file. One that cannot be written is this profile's failure and no other's. */
export async function told(
  profile: string,
  run: ProfileRun,
  file: string,
  flags: DoctorFlags,
  io: Io,
): Promise<ProfileOutcome> {
  const { report } = run;
  if (!report) return { ...run, profile, file: null };
  const { format, full = false, verbose = false, failOn } = flags;
  const redactor = createRedactor([]);
  const written = format === 'github' ? 'markdown' : format;
  try {
    if (format === 'github') {
      await putOut(
        await render(format, report, { ...pageFor(undefined, io), full, failOn, subject: profile }),
        'report',
        undefined,
        redactor,
        io,
      );
      await appendStepSummary(report, redactor, io, profile);
    }
    const text = await render(written, report, { ...pageFor(file, io), full, verbose, failOn });
    await putOut(text, 'report', file, redactor, io);
    return { ...run, profile, file };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return {
      ...run,
      profile,
      exitCode: worst([run.exitCode, EXIT.usage]),
      file: null,
      message: error.message,
    };
  }
}
