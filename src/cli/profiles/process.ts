import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Environment } from '../../config/sources.ts';
import type { Report } from '../../core/report.ts';
import { packageRoot } from '../../run/package.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** What one profile's run came to. */
export interface ProfileRun {
  exitCode: number;
  report: Report | null;
  /** Why there is no report, or no file with it, in the tool's own words; null where there is. */
  message: string | null;
}

/** For starting up and printing, beyond what the run itself may take. */
const GRACE_MS = 15_000;

/** Runs the doctor for one profile in a process of its own, which is ended when it outlasts its time. */
export async function runProfile(
  profile: string,
  symptom: string | undefined,
  flags: DoctorFlags,
  env: Environment,
  io: Io,
): Promise<ProfileRun> {
  const child = spawn(
    process.execPath,
    [join(packageRoot(), 'bin', 'opencx-hubspot'), 'doctor', ...argumentsFor(profile, symptom, flags)],
    { cwd: io.cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal: io.signal },
  );
  const time = (flags.deadline + (flags.wait ?? 0)) * 1000 + GRACE_MS;
  const watch = setTimeout(() => child.kill('SIGKILL'), time);
  try {
    const ended = once(child, 'close') as Promise<[number | null]>;
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    const report = code === null ? null : reportIn(out);
    if (report) return { exitCode: code ?? EXIT.incomplete, report, message: null };
    return { exitCode: code ?? EXIT.incomplete, report: null, message: whyNone(code, err, time) };
  } finally {
    clearTimeout(watch);
  }
}

function argumentsFor(profile: string, symptom: string | undefined, flags: DoctorFlags): string[] {
  const value = (flag: string, given: string | number | undefined) =>
    given === undefined ? [] : [flag, String(given)];
  const values = (flag: string, given: readonly string[] | undefined) =>
    given?.length ? [flag, ...given] : [];
  return [
    ...(symptom === undefined ? [] : [symptom]),
    ...['--profile', profile, '--no-input', '--quiet', '--format', 'json'],
    ...value('--config', flags.config),
    ...(flags.offline ? [] : [...value('--timeout', flags.timeout), ...value('--deadline', flags.deadline)]),
    ...value('--wait', flags.wait),
    ...value('--fail-on', flags.failOn),
    ...value('--suppressions', flags.suppressions),
    ...value('--only', flags.only.join(',') || undefined),
    ...value('--skip', flags.skip.join(',') || undefined),
    ...values('--allow-host', flags.allowHost),
    ...(flags.probeWebhook ? ['--probe-webhook'] : []),
    ...(flags.offline ? ['--offline'] : []),
  ];
}

function reportIn(out: string): Report | null {
  try {
    return JSON.parse(out) as Report;
  } catch {
    return null;
  }
}

function whyNone(code: number | null, err: string, time: number): string {
  if (code === null) return `It was ended after ${Math.round(time / 1000)} s.`;
  const said = err
    .trim()
    .replace(/^opencx-hubspot: /, '')
    .replaceAll(/\s*\n\s*/g, ' ');
  return said || `It ended with exit code ${code} and no report.`;
}
