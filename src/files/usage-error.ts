import { createRedactor } from '../redact/redactor.ts';

const { redact } = createRedactor([]);

/**
 * Something that the user gave cannot be used: a flag, a variable, a file. The message is one sentence that can
 * be printed as it stands; what looks like a secret in it is masked, since it may repeat what the user typed.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What to do about it. */
  readonly hint?: string;

  constructor(message: string, { hint }: { hint?: string } = {}) {
    super(redact(message));
    if (hint !== undefined) this.hint = redact(hint);
  }
}
