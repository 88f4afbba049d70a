import { parseDocument } from './document.ts';
import { jsonFaultOffset } from './json-fault.ts';
import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/**
 * A saved JSON document, whatever it holds.
 *
 * @param role as messages name the file: `bundle`
 * @throws {UsageError} that says whether it is empty, cut off, or broken at some line
 */
export async function readJson(file: string, role: string): Promise<unknown> {
  const text = (await readTextFile(file, role)).replace(/^\ufeff/, '').trimEnd();
  if (text === '') throw new UsageError(`The ${role} ${file} is empty.`);
  try {
    return JSON.parse(text);
  } catch {
    if (isCutOff(text)) {
      throw new UsageError(`The ${role} ${file} is cut off: its end is missing.`, {
        hint: 'Copy it once more, as a file and not as text.',
      });
    }
    return parseDocument(text, file, role);
  }
}

/** It began as a document and was right up to a last piece that is not whole. */
function isCutOff(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  const rest = text.slice(jsonFaultOffset(text));
  return (
    rest === '' ||
    /^"(?:[^"\\]|\\.)*\\?$/s.test(rest) ||
    ['true', 'false', 'null'].some((word) => word.startsWith(rest))
  );
}
