import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import type { Report } from '../../core/report.ts';
import type { Suppression } from '../../core/suppression.ts';
import { writeBundle } from '../../doctor/bundle/write.ts';
import { type Selection, withAskedFor } from '../../doctor/selection.ts';
import { readSuppressions } from '../../doctor/suppressions.ts';
import { openWorld } from '../../doctor/world.ts';
import { createRedactor, type Redactor } from '../../redact/index.ts';
import type { RunSettings } from '../../run/settings.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { type Io, toolVersion } from '../io.ts';
import { expectPlacesToWrite } from '../places-to-write.ts';
import { proxyOf } from '../proxy.ts';
import { tellCalls } from './calls.ts';
import { deliver } from './deliver.ts';
import { Examination } from './examination.ts';
import type { DoctorFlags, RunFlags } from './flags.ts';
import { settingsFor } from './settings.ts';
import { type VerdictStream, verdictStream } from './verdict-stream.ts';
import { untilHealthy } from './waiting.ts';

/** What a live run does beyond looking and telling. */
export interface LiveOptions {
  /** A person may be asked for the token and for what no API tells. */
  asking: boolean;
  /** After the last look and before the report. */
  settle?(run: Examination): Promise<void>;
  /** Prints something else than the report, and says what that comes to. */
  tell?(report: Report, redactor: Redactor): Promise<Report['status']>;
}

/** What any live run takes, and what only the doctor does. */
type LiveFlags = RunFlags & Partial<Pick<DoctorFlags, 'apiLog' | 'map' | 'saveAnswers'>>;

/** Looks at a portal, once or until it is healthy, and tells what was found. */
export async function examine(
  selection: Selection,
  flags: LiveFlags,
  io: Io,
  { asking, settle, tell }: LiveOptions,
): Promise<number> {
  await expectPlacesToWrite(flags, io, asking);
  const proxy = proxyOf(io.env);
  const { settings, close } = await settingsFor(flags, io, asking);
  try {
    const suppressions = await suppressionsFor(flags, settings, io);
    await takeLogs(settings, flags, io);
    const open = await openWorld(settings, {
      timeoutMs: flags.timeout * 1000,
      proxy,
      userAgent: `opencx-hubspot/${toolVersion()}`,
      clock: { now: () => Date.now() },
    });
    try {
      const asked = withAskedFor(selection, settings.given);
      const redactor = createRedactor(settings.secrets);
      const stream = suppressions || tell ? undefined : verdictStream(asked, redactor.redact, flags, io);
      const look = () => new Examination({ selection: asked, settings, open, flags, suppressions, io });
      const run = await lastLook(look, stream, flags, io);
      await settle?.(run);
      if (flags.verbose) tellCalls(open, io);
      const report = run.report();
      const told = await tell?.(report, redactor);
      if (stream) stream.end(report);
      else if (!told) await deliver(report, flags, redactor, io);
      if (flags.save !== undefined) await saveBundle(run, flags.save, redactor, flags, io);
      return flags.exitZero ? EXIT.healthy : exitCodeOf(told ?? report.status);
    } finally {
      await open.close();
    }
  } finally {
    await close();
  }
}

/** A log that cannot be read is wrong usage, like any other file that the user names. */
async function takeLogs(
  { given }: RunSettings,
  { apiLog, map, quiet = false }: LiveFlags,
  io: Io,
): Promise<void> {
  if (apiLog === undefined) {
    if (map === undefined) return;
    throw new UsageError('--map speaks of the columns of a log, and no log was named.', {
      hint: 'Name it with --api-log FILE.',
    });
  }
  const { readApiLogs } = await import('../logs/read-api-logs.ts');
  given.apiLog = await readApiLogs(apiLog, io, { map, quiet });
}

export async function suppressionsFor(
  flags: RunFlags,
  settings: Pick<RunSettings, 'suppressionsFile'>,
  io: Io,
): Promise<readonly Suppression[] | undefined> {
  const file =
    flags.suppressions === undefined ? settings.suppressionsFile : resolve(io.cwd, flags.suppressions);
  return file === undefined ? undefined : readSuppressions(file);
}

async function lastLook(
  look: () => Examination,
  stream: VerdictStream | undefined,
  flags: RunFlags,
  io: Io,
): Promise<Examination> {
  if (flags.wait !== undefined) return untilHealthy(look, flags.wait * 1000, flags, io);
  const run = look();
  await run.gather(stream && ((soFar) => stream.take(run, soFar)));
  return run;
}

/** After the report, so that a bundle that must not be written takes nothing away. */
async function saveBundle(
  run: Examination,
  file: string,
  redactor: Redactor,
  { quiet }: RunFlags,
  io: Io,
): Promise<void> {
  await writeBundle(resolve(io.cwd, file), run.bundle(), redactor);
  if (!quiet)
    io.err(`The evidence is in ${file}; judge it again with: opencx-hubspot doctor --from ${file}\n`);
}
