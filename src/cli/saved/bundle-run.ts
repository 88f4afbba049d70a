import { type Selection, select } from '../../doctor/selection.ts';
import { judgeBundle as judge } from '../../run/saved.ts';
import { deliver } from '../doctor/deliver.ts';
import type { DoctorFlags } from '../doctor/flags.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printNotes } from './notes.ts';

/** `doctor --from FILE`: judges the evidence of a bundle by the rules of today, without a call. */
export async function judgeBundle(
  symptom: string | undefined,
  flags: DoctorFlags,
  file: string,
  io: Io,
): Promise<number> {
  const { suppressions, profile } = flags;
  const selection = chosenAnew(symptom, flags);
  const { report, opened } = await judge(
    {
      file,
      ...(selection && { selection }),
      ...(suppressions !== undefined && { suppressions }),
      ...(profile !== undefined && { profile }),
    },
    io,
  );
  if (!flags.quiet) printNotes(opened, file, io);
  const told = io.redactor.redactIn(report);
  await deliver(told, flags, io);
  if (flags.open) await (await import('../doctor/open.ts')).openFor(told, flags, io);
  if (flags.questions !== undefined)
    await (await import('../doctor/write-form.ts')).writeForm(told, flags, io);
  return flags.exitZero ? EXIT.clean : exitCodeOf(report, flags.failOn);
}

/** Another symptom, or other checks, than when the bundle was saved. */
function chosenAnew(symptom: string | undefined, { only, skip }: DoctorFlags): Selection | undefined {
  return symptom === undefined && only.length + skip.length === 0
    ? undefined
    : select({ symptom, only, skip });
}
