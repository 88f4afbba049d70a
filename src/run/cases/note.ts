/** Adds a note to a case. */
import { type CasePlace, caseThere } from '../../doctor/cases/places.ts';
import { expectPlaceForCase, keepNote } from '../../doctor/cases/write.ts';
import { saidNow } from '../../doctor/typed-answers.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor } from '../../redact/redactor.ts';
import type { Surroundings } from '../surroundings.ts';

/**
 * Who did it and when stands with it. A name or an address is what a note is about, and stays; a secret does not.
 *
 * @throws UsageError where there is no such case, nothing was said, or it cannot be kept
 */
export async function addNote(
  word: string,
  text: string,
  place: CasePlace,
  { env, redactor = createRedactor([]) }: Pick<Surroundings, 'env' | 'redactor'>,
): Promise<{ name: string; masked: boolean }> {
  if (text.trim() === '')
    throw new UsageError('The note is empty.', {
      hint: 'Write it behind the name: opencx-hubspot case note NAME "what was done".',
    });
  const found = await caseThere(word, place);
  await expectPlaceForCase(found.folder);
  const { at = new Date().toISOString(), by } = saidNow(env);
  const safe = redactor.maskSecrets(text.trim());
  await keepNote(found, { at, ...(by !== undefined && { by }), text: safe });
  return { name: found.name, masked: safe !== text.trim() };
}
