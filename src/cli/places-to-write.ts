import { resolve } from 'node:path';
import { expectPlaceFor, UsageError } from '../config/index.ts';
import type { DoctorFlags } from './doctor/flags.ts';
import type { Io } from './io.ts';

/** A file as a flag, or a place on the command line, names it. */
interface NamedFile {
  flag: string;
  file: string;
}

type WritingFlags = Pick<DoctorFlags, 'output' | 'save' | 'saveAnswers'>;
type FileFlags = WritingFlags &
  Partial<
    Pick<
      DoctorFlags,
      'from' | 'tokenFile' | 'config' | 'suppressions' | 'journal' | 'answers' | 'apiLog' | 'webhookConfig'
    >
  >;

/**
 * Asks, before anything else is done, whether what the run is to write can be written.
 *
 * @param asking whether questions will be put, so that there can be answers to save
 * @throws UsageError that names the flag or the file
 */
export async function expectPlacesToWrite(flags: FileFlags, io: Io, asking: boolean): Promise<void> {
  const { output, save, saveAnswers } = flags;
  expectFilesApart(flags, io);
  if (output !== undefined) await expectPlaceFor(resolve(io.cwd, output), 'report');
  if (save !== undefined) await expectPlaceFor(resolve(io.cwd, save), 'bundle');
  if (saveAnswers === undefined) return;
  if (!asking)
    throw new UsageError(
      '--save-answers writes what is answered at prompts, and nothing can be asked here.',
      {
        hint: 'It needs a terminal, no CI in the environment, and no --no-input.',
      },
    );
  await expectPlaceFor(resolve(io.cwd, saveAnswers), 'answers file');
}

/**
 * Each file that is written has to be one of its own: the evidence of a broken portal, once overwritten, cannot be
 * gathered again.
 *
 * @throws UsageError that names both flags
 */
export function expectFilesApart(flags: FileFlags, io: Io): void {
  const { output, save, saveAnswers, from, tokenFile, config, suppressions, journal } = flags;
  const written = [
    ...named('--output', output),
    ...named('--save', save),
    ...named('--save-answers', saveAnswers),
  ];
  const read = [
    ...named('--from', from),
    ...named('--token-file', tokenFile),
    ...named('--config', config),
    ...named('--suppressions', suppressions),
    ...named('--journal', journal),
    ...(flags.answers ?? []).flatMap((file) => named('--answers', file)),
    ...(flags.apiLog ?? []).flatMap((file) => named('--api-log', file)),
    ...(flags.webhookConfig ?? []).flatMap((file) => named('--webhook-config', file)),
  ];
  expectApart(written, [...written, ...read], io);
}

/** @throws UsageError where a file to write is one of the others as well */
export function expectApart(written: readonly NamedFile[], others: readonly NamedFile[], io: Io): void {
  for (const one of written) {
    const path = resolve(io.cwd, one.file);
    const other = others.find((each) => resolve(io.cwd, each.file) === path && !mayShare(one, each));
    // Into `/dev/null` and its like anything may go.
    if (other === undefined || path.startsWith('/dev/')) continue;
    throw new UsageError(`${one.flag} and ${other.flag} name the same file, ${one.file}.`, {
      hint: `Name another one for ${one.flag}: what stands in it would be lost.`,
    });
  }
}

/** Answers are added to those that stand in the file already. */
function mayShare({ flag }: NamedFile, other: NamedFile): boolean {
  return flag === other.flag || (flag === '--save-answers' && other.flag === '--answers');
}

function named(flag: string, file: string | undefined): NamedFile[] {
  return file === undefined ? [] : [{ flag, file }];
}
