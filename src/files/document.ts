import { extname } from 'node:path';
import { jsonFaultOffset } from './json-fault.ts';
import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

export type DocumentFormat = 'JSON' | 'YAML';

/** By the name's ending: `.yaml` and `.yml` are YAML, all else is JSON. */
export function formatOf(file: string): DocumentFormat {
  return /^\.ya?ml$/i.test(extname(file)) ? 'YAML' : 'JSON';
}

/**
 * A JSON or YAML file as plain values; null for an empty YAML file.
 *
 * @param role the file's role, as messages name it: `answers file`
 * @throws {UsageError} with line and column where the text is malformed, never with the text itself
 */
export async function readDocument(file: string, role: string): Promise<unknown> {
  return parseDocument(await readTextFile(file, role), file, role);
}

/** As `readDocument`, for a text that has been read. */
export async function parseDocument(text: string, file: string, role: string): Promise<unknown> {
  const body = text.replace(/^\ufeff/, '');
  return formatOf(file) === 'YAML' ? parseYaml(body, file, role) : parseJson(body, file, role);
}

function parseJson(text: string, file: string, role: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('JSON', text, jsonFaultOffset(text), file, role);
  }
}

async function parseYaml(text: string, file: string, role: string): Promise<unknown> {
  // Loaded here because most runs read no YAML.
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) throw malformed('YAML', text, error.pos[0], file, role);
  try {
    return document.toJS();
  } catch {
    throw new UsageError(`The ${role} ${file} holds a YAML alias that cannot be resolved.`);
  }
}

function malformed(
  format: DocumentFormat,
  text: string,
  offset: number,
  file: string,
  role: string,
): UsageError {
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new UsageError(
    `The ${role} ${file} is not valid ${format}: line ${before.length}, column ${column} cannot be read.`,
  );
}
