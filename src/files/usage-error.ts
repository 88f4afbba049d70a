import { spelledOut } from '../redact/printable.ts';
import { createRedactor } from '../redact/redactor.ts';

const { redact } = createRedactor([]);

/** What is said of an error that nobody foresaw: its kind alone, since its message may hold anything. */
export function unforeseen(error: unknown): string {
  const kind = error instanceof Error ? error.name : typeof error;
  return `something in the tool itself broke (${kind}). Please report it with the command that you ran.`;
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

function sayable(sentence: string): string {
  return redact(spelledOut(sentence));
}
