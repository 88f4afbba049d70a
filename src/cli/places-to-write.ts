import { resolve } from 'node:path';
import { expectPlaceFor, UsageError } from '../config/index.ts';
import type { DoctorFlags } from './doctor-flags.ts';
import type { Io } from './io.ts';

/**
 * Asks, before anything else is done, whether what the run is to write can be written.
 *
 * @param asking whether questions will be put, so that there can be answers to save
 * @throws UsageError that names the flag or the file
 */
export async function expectPlacesToWrite(
  { output, save, saveAnswers }: Pick<DoctorFlags, 'output' | 'save' | 'saveAnswers'>,
  io: Io,
  asking: boolean,
): Promise<void> {
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
