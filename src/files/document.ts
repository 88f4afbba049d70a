/**
 * JSON and YAML files as plain values, for whoever reads a file that a user wrote or saved. What is wrong with one is
 * told in the same words whoever reads it, and never with the text itself, which may hold secrets.
 */
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
 * A JSON or YAML file; null for an empty YAML file.
 *
 * @param role the file's role, as messages name it: `answers file`
 * @throws {UsageError} that says whether it is empty, cut off, or malformed at some line and column
 */
export async function readDocument(file: string, role: string): Promise<unknown> {
  return parseDocument(await readTextFile(file, role), file, role);
}

/** As `readDocument`, for a text that has been read. */
export async function parseDocument(text: string, file: string, role: string): Promise<unknown> {
  return formatOf(file) === 'YAML'
    ? parseYaml(withoutMark(text), file, role)
    : parseJson(withoutMark(text), file, role);
}

/** As `readDocument`, for what is JSON whatever its name. */
export async function readJson(file: string, role: string): Promise<unknown> {
  return parseJson(withoutMark(await readTextFile(file, role)), file, role);
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function parseJson(text: string, file: string, role: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw faultOfJson(text.trimEnd(), file, role);
  }
}

function faultOfJson(text: string, file: string, role: string): UsageError {
  if (text === '') return new UsageError(`The ${role} ${file} is empty.`);
  const offset = jsonFaultOffset(text);
  if (/^\/[/*]/.test(text.slice(offset))) return commented(text, offset, file, role);
  if (!isCutOff(text, offset)) return malformed('JSON', text, offset, file, role);
  return new UsageError(`The ${role} ${file} is cut off: its end is missing.`, {
    hint: 'A bracket or a quote is still open: put it in, or copy the file once more.',
  });
}

function commented(text: string, offset: number, file: string, role: string): UsageError {
  return new UsageError(
    `The ${role} ${file} is not valid JSON: a comment begins at ${placeOf(text, offset)}.`,
    {
      hint: 'JSON has no comments: take them out.',
    },
  );
}

/** It began as a document and was right up to a last piece that is not whole. */
function isCutOff(text: string, offset: number): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  const rest = text.slice(offset);
  return (
    rest === '' ||
    /^"(?:[^"\\]|\\.)*\\?$/s.test(rest) ||
    ['true', 'false', 'null'].some((word) => word.startsWith(rest))
  );
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
  return new UsageError(
    `The ${role} ${file} is not valid ${format}: ${placeOf(text, offset)} cannot be read.`,
  );
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
