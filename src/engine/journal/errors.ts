/**
 * The journal's file cannot be used as asked: it is locked, foreign, newer than this version, or not writable.
 * The message is one sentence that can be printed as it stands.
 */
export class JournalUnusable extends Error {
  override readonly name = 'JournalUnusable';
  /** What to do about it. */
  readonly hint?: string;

  constructor(message: string, { hint, cause }: { hint?: string; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    if (hint !== undefined) this.hint = hint;
  }
}

/** An event was to take a step that its status does not allow, such as to end twice. Nothing was written. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';

  constructor(id: number, step: string, status: string | undefined) {
    super(
      status === undefined
        ? `Event ${id} cannot ${step}: the journal does not hold it.`
        : `Event ${id} cannot ${step}: it is ${status}.`,
    );
  }
}
