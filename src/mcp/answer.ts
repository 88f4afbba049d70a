/** What a tool answers, and how that is sent: words of ours, what was found behind its fence, the next step. */
import type { CallToolResult } from '@modelcontextprotocol/server';
import { UsageError, unforeseen } from '../files/usage-error.ts';
import { safePage } from '../redact/printable.ts';
import type { Redactor } from '../redact/redactor.ts';
import { fenced } from './fence.ts';

/** The parts stand in this order. */
export interface Answer {
  /** In words of ours alone. */
  says?: string;
  /** For a person to do, with addresses that are of use only as they are. */
  asks?: string;
  /** What was found: it may hold anything that anybody wrote. */
  found?: string;
  next?: string;
  /** It could not be done. */
  failed?: boolean;
}

/** No secret of the run, nothing that looks secret or personal, no sign that a terminal would obey. */
export function resultOf({ says, asks, found, next, failed }: Answer, redactor: Redactor): CallToolResult {
  const clean = (text: string) => safePage(redactor.redact(text));
  const parts = [
    ...(says === undefined ? [] : [clean(says)]),
    ...(asks === undefined ? [] : [fenced(safePage(redactor.maskKnown(asks)))]),
    ...(found === undefined ? [] : [fenced(clean(found))]),
    ...(next === undefined ? [] : [`next: ${clean(next)}`]),
  ];
  return { content: [{ type: 'text', text: parts.join('\n') }], ...(failed && { isError: true }) };
}

/** In one clear sentence, with what to do about it. */
export function failureOf(error: unknown): Answer {
  if (!(error instanceof UsageError)) return { says: unforeseen(error), failed: true };
  return {
    says: error.message,
    ...(error.hint !== undefined && { next: error.hint }),
    failed: true,
  };
}
