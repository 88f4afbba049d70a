/**
 * JSON and YAML files as plain values, for whoever reads a file that a user wrote or saved. What is wrong with one is
 * told in the same words whoever reads it, and never with the text itself, which may hold secrets.
 */
import { extname } from 'node:path';
import type { Document } from 'yaml';
import { doubledName } from './doubled-name.ts';
import { jsonFaultOffset } from './json-fault.ts';
import { isTooDeep, nestsTooDeep } from './nesting.ts';
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
    : parseWritten(withoutMark(text), file, role);
}

/** JSON that a person may have written: of a name that stands there twice, nobody can tell which one is meant. */
function parseWritten(text: string, file: string, role: string): unknown {
  const value = parseJson(text, file, role);
  const doubled = doubledName(text);
  if (doubled === undefined) return value;
  throw new UsageError(
    `The ${role} ${file} is not clear: the name at ${placeOf(text, doubled)} stands twice in the same object.`,
    { hint: 'Keep the right one of the two.' },
  );
}

/** As `readDocument`, for what is JSON whatever its name. */
export async function readJson(file: string, role: string): Promise<unknown> {
  return parseJson(withoutMark(await readTextFile(file, role)), file, role);
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function parseJson(text: string, file: string, role: string): unknown {
  const value = parsedJson(text, file, role);
  if (isTooDeep(value)) throw tooDeep(file, role);
  return value;
}

/** The parser itself has no trouble with depth; whoever looks for a fault has. */
function parsedJson(text: string, file: string, role: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw nestsTooDeep(text) ? tooDeep(file, role) : faultOfJson(text.trimEnd(), file, role);
  }
}

function faultOfJson(text: string, file: string, role: string): UsageError {
  if (text === '') return new UsageError(`The ${role} ${file} is empty.`);
  if (text.includes('\0')) return noText(file, role);
  const offset = jsonFaultOffset(text);
  if (/^\/[/*]/.test(text.slice(offset))) return commented(text, offset, file, role);
  if (!isCutOff(text, offset)) return malformed('JSON', text, offset, file, role);
  return new UsageError(`The ${role} ${file} is cut off: its end is missing.`, {
    hint: 'A bracket or a quote is still open: put it in, or copy the file once more.',
  });
}

/** No text holds a zero, and what is packed, drawn or compiled does at once. */
function noText(file: string, role: string): UsageError {
  return new UsageError(`The ${role} ${file} is no text.`, {
    hint: 'It may be damaged, packed, or a file of another kind that bears its name: open it in an editor, or copy it once more.',
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

/** Letters of a YAML text: its parser takes time with the square of the keys. */
const LONGEST_YAML = 256 * 1024;

async function parseYaml(text: string, file: string, role: string): Promise<unknown> {
  if (text.length > LONGEST_YAML) {
    throw new UsageError(`The ${role} ${file} is longer than ${LONGEST_YAML / 1024} kB, too long for YAML.`, {
      hint: 'Write it as JSON, in a file whose name ends in .json.',
    });
  }
  if (text.includes('\0')) throw noText(file, role);
  if (nestsTooDeep(text)) throw tooDeep(file, role);
  // Loaded here because most runs read no YAML.
  const yaml = await import('yaml');
  const document = withinStack(() => yaml.parseDocument(text, { prettyErrors: false }), file, role);
  const [error] = document.errors;
  if (error) throw malformed('YAML', text, error.pos[0], file, role);
  const value = withinStack(() => resolved(document, file, role), file, role);
  if (isTooDeep(value)) throw tooDeep(file, role);
  return value;
}

/** The parser refuses aliases that name nothing, and those that multiply beyond all measure. */
function resolved(document: Document, file: string, role: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new UsageError(`The ${role} ${file} holds YAML aliases that cannot be resolved.`);
  }
}

/** YAML nests by indentation too, which is seen only when the parser runs out of stack. */
function withinStack<T>(work: () => T, file: string, role: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file, role);
    throw error;
  }
}

function tooDeep(file: string, role: string): UsageError {
  return new UsageError(`The ${role} ${file} is nested too deeply to be one.`);
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
