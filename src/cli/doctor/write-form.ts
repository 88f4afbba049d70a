import { resolve } from 'node:path';
import { formKindOf } from '../../core/form-kinds.ts';
import type { Report } from '../../core/report.ts';
import { flagsBeside, formOf, questionsIn } from '../../doctor/form/form.ts';
import { writeTextFile } from '../../files/text-file.ts';
import { safePage } from '../../redact/printable.ts';
import { renderForm } from '../../reporters/form/render.ts';
import { askedOf } from '../../reporters/form/words.ts';
import { counted } from '../../reporters/words.ts';
import type { Io } from '../io.ts';
import { masked } from '../output.ts';
import type { DoctorFlags } from './flags.ts';

/** Nothing in it is secret: it is made to be sent. */
const MODE = 0o644;

/**
 * Writes the open questions to the file that `--questions` names, after the report: what cannot be written takes nothing
 * away.
 *
 * @param report without names and addresses
 */
export async function writeForm(
  report: Report,
  { questions: file, for: owner, quiet, portalMeant: portal }: FormFlags,
  io: Io,
): Promise<void> {
  const kind = file === undefined ? undefined : formKindOf(file);
  if (file === undefined || kind === undefined) return;
  const form = formOf(report, { now: Date.now(), owner, portal });
  const count = questionsIn(form);
  if (count === 0) {
    io.err(`No question is open${owner ? ' for them' : ''}, so ${file} was not written.\n`);
    return;
  }
  await writeTextFile(
    resolve(io.cwd, file),
    'form of questions',
    safePage(masked(await renderForm(form, kind), io)),
    MODE,
  );
  if (quiet) return;
  const who = [...new Set(form.screens.map(askedOf).filter(Boolean))].join(', ');
  const back = kind === 'html' ? 'the file that the page saves' : 'it';
  const beside = owner === undefined ? flagsBeside(report) : [];
  const left = beside.length === 0 ? '' : ` Not in it, since a flag says it: ${beside.join(', ')}.`;
  io.err(
    `${counted(count, 'question')} on ${counted(form.screens.length, 'screen')} ${count === 1 ? 'is' : 'are'} in ${file}, for: ${who}. When ${back} comes back, give ${kind === 'html' ? 'it' : 'the file'} to --answers.${left}\n`,
  );
}

type FormFlags = Pick<DoctorFlags, 'questions' | 'for' | 'quiet'> & {
  /** The portal that was named as the one that is meant. */
  portalMeant?: number | undefined;
};
