import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import { type ReadBundle, readBundle } from '../../doctor/bundle/read.ts';
import { rulesDigest, rulesNote } from '../../doctor/bundle/rules.ts';
import { replay } from '../../doctor/replay.ts';
import { type Selection, select } from '../../doctor/selection.ts';
import { createRedactor } from '../../redact/index.ts';
import { printable } from '../../reporters/layout.ts';
import { deliver } from '../doctor/deliver.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { suppressionsFor } from '../doctor/live-run.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { type FlagNames, givenFlag } from '../given-flag.ts';
import { type Io, toolVersion } from '../io.ts';
import { expectPlacesToWrite } from '../places-to-write.ts';

/** Flags that say what to look at or to read, which a bundle has settled already. */
const OF_A_LIVE_RUN = {
  thread: '--thread',
  ticket: '--ticket',
  session: '--session',
  contact: '--contact',
  defaultUser: '--default-user',
  webhookUrl: '--webhook-url',
  portal: '--portal',
  mode: '--mode',
  webhookConfig: '--webhook-config',
  answers: '--answers',
  saveAnswers: '--save-answers',
  journal: '--journal',
  apiLog: '--api-log',
  tokenFile: '--token-file',
  config: '--config',
  sandbox: '--sandbox',
  probeWebhook: '--probe-webhook',
  wait: '--wait',
  save: '--save',
} as const satisfies FlagNames;

/** `doctor --from FILE`: judges the evidence of a bundle by the rules of today, without a call. */
export async function judgeBundle(
  symptom: string | undefined,
  flags: DoctorFlags,
  file: string,
  io: Io,
): Promise<number> {
  refuseLiveFlags(flags);
  await expectPlacesToWrite(flags, io, false);
  const { bundle } = await openBundle(file, flags, io);
  const suppressions = await suppressionsFor(flags, {}, io);
  const chosen = chosenAnew(symptom, flags);
  const report = replay(bundle, {
    ...(chosen && { selection: chosen }),
    threshold: flags.failOn,
    ...(suppressions && { suppressions }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
    version: toolVersion(),
    now: () => performance.now(),
  });
  await deliver(report, flags, createRedactor([]), io);
  return flags.exitZero ? EXIT.healthy : exitCodeOf(report.status);
}

/** Reads a bundle, and says on standard error what about it may surprise. */
export async function openBundle(
  file: string,
  flags: Pick<DoctorFlags, 'quiet'>,
  io: Io,
): Promise<ReadBundle> {
  const read = await readBundle(resolve(io.cwd, file));
  if (flags.quiet) return read;
  const note = rulesNote(read.bundle, { version: toolVersion(), rules: rulesDigest() });
  if (note !== null) io.err(`${printable(note)}\n`);
  if (read.leftOut.length > 0) {
    io.err(`Left out of ${file}, since it is not understood here: ${printable(read.leftOut.join(', '))}.\n`);
  }
  return read;
}

/** Another symptom, or other checks, than when the bundle was saved. */
function chosenAnew(symptom: string | undefined, { only, skip }: DoctorFlags): Selection | undefined {
  return symptom === undefined && only.length + skip.length === 0
    ? undefined
    : select({ symptom, only, skip });
}

function refuseLiveFlags(flags: DoctorFlags): void {
  const flag = givenFlag(flags, OF_A_LIVE_RUN);
  if (flag === undefined) return;
  throw new UsageError(`--from judges what a bundle holds, so ${flag} has nothing to say there.`, {
    hint: `Leave one of them out; with ${flag} alone the portal itself is looked at.`,
  });
}
