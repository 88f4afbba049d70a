import { spelledOut } from '../redact/printable.ts';
import { createRedactor } from '../redact/redactor.ts';

const { redact } = createRedactor([]);

/**
 * What is said of an error that nobody foresaw: its kind alone, since its message may hold anything. What is not
 * installed is no fault of the tool, and is named.
 */
export function unforeseen(error: unknown): string {
  const missing = notInstalled(error);
  if (missing !== undefined) {
    return `the installation is not complete: ${missing} is missing. Run \`npm ci\` in the folder of opencx-hubspot.`;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return `something in the tool itself broke (${kind}). Please report it with the command that you ran.`;
}

const NOT_FOUND = new Set<unknown>(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);
const PACKAGE = /^Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w.-]+)'/;

/** Which package could not be loaded because it is not there; undefined for any other error. */
function notInstalled(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !NOT_FOUND.has(error.code)) return undefined;
  const name = PACKAGE.exec(error.message)?.[1];
  return name === undefined ? 'a file of its own' : `the package ${name}`;
}

/**
 * Something that the user gave cannot be used: a flag, a variable, a file. The message is one sentence that can
 * be printed as it stands: it may repeat what the user typed or a file holds, so what looks like a secret in it is
 * masked, and signs that a terminal would obey are written out.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What to do about it. */
  readonly hint?: string;

  constructor(message: string, { hint }: { hint?: string } = {}) {
    super(sayable(message));
    if (hint !== undefined) this.hint = sayable(hint);
  }
}

/** A sentence that may repeat what a file holds: secrets masked, signs written out. */
export function sayable(sentence: string): string {
  return redact(spelledOut(sentence));
}
