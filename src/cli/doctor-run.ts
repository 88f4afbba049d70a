import { select, withAskedFor } from '../doctor/selection.ts';
import { openWorld } from '../doctor/world.ts';
import { createRedactor } from '../redact/index.ts';
import { deliver } from './deliver.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import { settingsFor } from './doctor-settings.ts';
import { Examination } from './examination.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { type Io, toolVersion } from './io.ts';
import { expectPlacesToWrite } from './places-to-write.ts';
import { proxyOf } from './proxy.ts';

/** `opencx-hubspot doctor`: gather, judge, ask what is open, judge again, print. */
export async function doctor(symptom: string | undefined, flags: DoctorFlags, io: Io): Promise<number> {
  const asking = io.interactive && flags.input;
  await expectPlacesToWrite(flags, io, asking);
  const proxy = proxyOf(io.env);
  const selection = select({
    symptom: symptom ?? (asking && isBare(flags) ? await pickSymptom(io) : undefined),
    only: flags.only,
    skip: flags.skip,
  });
  const { settings, close } = await settingsFor(flags, io, asking);
  try {
    const open = await openWorld(settings, {
      timeoutMs: flags.timeout * 1000,
      proxy,
      userAgent: `opencx-hubspot/${toolVersion()}`,
      clock: { now: () => Date.now() },
    });
    try {
      const run = new Examination(withAskedFor(selection, settings.given), settings, open, flags, io);
      return await conclude(run, asking, flags, io);
    } finally {
      await open.close();
    }
  } finally {
    await close();
  }
}

async function conclude(run: Examination, asking: boolean, flags: DoctorFlags, io: Io): Promise<number> {
  await run.gather();
  if (asking) await askOpenQuestions(run, flags, io);
  const report = run.report();
  await deliver(report, {
    io,
    format: flags.format,
    full: flags.full === true,
    redactor: createRedactor(run.settings.secrets),
    ...(flags.output !== undefined && { output: flags.output }),
  });
  return flags.exitZero ? EXIT.healthy : exitCodeOf(report.status);
}

async function pickSymptom(io: Io): Promise<string | undefined> {
  const { askSymptom } = await import('./prompts/symptom.ts');
  return askSymptom(io);
}

async function askOpenQuestions(run: Examination, flags: DoctorFlags, io: Io): Promise<void> {
  const { settleOpenQuestions } = await import('./prompts/open-questions.ts');
  await settleOpenQuestions(run, flags, io);
}

/** Nothing says yet what to look at, so a list of symptoms is of use. */
function isBare(flags: DoctorFlags): boolean {
  const { only, skip, sandbox, format } = flags;
  return only.length === 0 && skip.length === 0 && sandbox === undefined && format === 'text';
}
