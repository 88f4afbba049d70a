import { writeTextFile } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';
import { withoutStandIns } from '../../redact/disguise.ts';
import { jsonText } from '../../redact/printable.ts';
import type { Redactor } from '../../redact/redactor.ts';
import type { Bundle } from './bundle.ts';
import { leavesOf } from './leaves.ts';

/** It is sent on by whoever saved it, to whom they choose. */
const MODE = 0o600;

/**
 * Writes the bundle after a last look at every text in it: the whole file, or nothing.
 *
 * @param redactor knows the secrets of this run
 * @throws {UsageError} that names the place of a secret or personal detail and its kind, never what it is; the file
 *   stays as it was
 */
export async function writeBundle(file: string, bundle: Bundle, redactor: Redactor): Promise<void> {
  await writeTextFile(file, 'bundle', bundleText(file, bundle, redactor), MODE);
}

/**
 * What a file of this name is to hold, after the same last look.
 *
 * @throws UsageError as `writeBundle`
 */
export function bundleText(file: string, bundle: Bundle, redactor: Redactor): string {
  const found = findSecret(bundle, redactor);
  if (found) {
    throw new UsageError(
      `The bundle ${file} was not written: something secret stands at ${found.path} (${found.kind}).`,
      {
        hint: 'The file is as it was before. If nobody typed it there, please report this as a fault of the tool.',
      },
    );
  }
  return `${jsonText(bundle, 2)}\n`;
}

function findSecret(bundle: Bundle, redactor: Redactor): { path: string; kind: string } | undefined {
  for (const { path, text } of leavesOf(bundle)) {
    const kind = redactor.findSecret(withoutStandIns(text));
    if (kind !== null) return { path: redactor.redact(path), kind };
  }
  return undefined;
}
