import * as v from 'valibot';
import type { Response } from '../effects.ts';

const words = v.pipe(v.string('must be a string'), v.trim(), v.nonEmpty('must not be empty'));

const response = v.variant('kind', [
  v.object({ kind: v.literal('reply'), text: words }),
  v.object({
    kind: v.literal('handoff'),
    reason: words,
    summary: words,
    sentiment: words,
    language: words,
    text: v.exactOptional(words),
  }),
  v.object({ kind: v.literal('resolve'), text: v.exactOptional(words) }),
  v.object({ kind: v.literal('silent') }),
]);

/** A response as JSON has it, or the key that is wrong with it. */
export function readResponse(value: unknown): { response: Response } | { fault: string } {
  const read = v.safeParse(response, value, { abortEarly: true });
  if (read.success) return { response: read.output };
  const [issue] = read.issues;
  const key = v.getDotPath(issue);
  return { fault: key === null ? 'is no object' : `lacks a usable "${key}"` };
}
