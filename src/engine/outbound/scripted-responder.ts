import * as v from 'valibot';
import { readDocument } from '../../files/document.ts';
import { conform, section } from '../../files/shape.ts';
import type { Response, Turn } from '../effects.ts';
import type { Responder } from '../ports.ts';

const ROLE = 'responder script';

/**
 * A responder that follows a YAML (or JSON) file of rules. The first rule whose `when` (a regular expression, case
 * aside) is found in the customer's last message decides; one without `when` always does; where none does, nothing
 * is said.
 *
 * ```yaml
 * rules:
 *   - when: speak to (a|someone|a person)
 *     handoff: { reason: The customer asks for a person., text: One moment, I fetch a colleague. }
 *   - when: ^thanks
 *     resolve: You are welcome.
 *   - reply: Can you tell me more?
 * ```
 *
 * @throws {UsageError} where the file cannot be read or is no such script
 */
export async function readScriptedResponder(file: string): Promise<Responder> {
  const document = await readDocument(file, ROLE);
  const { rules } = conform(script, document, `the ${ROLE} ${file}`);
  return async ({ turns }) => {
    const said = turns.findLast(({ from }) => from === 'customer')?.text ?? '';
    const rule = rules.find(({ when }) => when === undefined || when.test(said));
    return rule === undefined ? { kind: 'silent' } : responseOf(rule, turns);
  };
}

function responseOf({ reply, handoff, resolve }: ScriptRule, turns: readonly Turn[]): Response {
  if (reply !== undefined) return { kind: 'reply', text: reply };
  if (resolve !== undefined)
    return resolve === true ? { kind: 'resolve' } : { kind: 'resolve', text: resolve };
  if (handoff === undefined) return { kind: 'silent' };
  const { reason, summary = plainSummary(turns), sentiment = 'neutral', language = 'en', text } = handoff;
  return { kind: 'handoff', reason, summary, sentiment, language, ...(text !== undefined && { text }) };
}

/** A script understands nothing; it can only repeat what was said first. */
function plainSummary(turns: readonly Turn[]): string {
  const first = turns.find(({ from }) => from === 'customer')?.text.trim();
  return first ? `The customer wrote: ${first}` : 'The customer wrote nothing that can be shown.';
}

const words = v.pipe(v.string('must be a string'), v.trim(), v.nonEmpty('must not be empty'));

const pattern = v.pipe(
  words,
  v.check(isPattern, 'is not a regular expression'),
  v.transform((source) => new RegExp(source, 'iu')),
);

const handoff = section({
  reason: words,
  summary: v.exactOptional(words),
  sentiment: v.exactOptional(words),
  language: v.exactOptional(words),
  text: v.exactOptional(words),
});

const RESPONSES = ['reply', 'handoff', 'resolve', 'silent'] as const;

const rule = v.pipe(
  section({
    when: v.exactOptional(pattern),
    reply: v.exactOptional(words),
    handoff: v.exactOptional(handoff),
    resolve: v.exactOptional(v.union([words, v.literal(true)], 'must be a text or true')),
    silent: v.exactOptional(v.literal(true, 'must be true')),
  }),
  v.check(
    (found) => RESPONSES.filter((kind) => found[kind] !== undefined).length === 1,
    `must have exactly one of ${RESPONSES.join(', ')}`,
  ),
);

const script = section({ rules: v.array(rule, 'must be a list') });

type ScriptRule = v.InferOutput<typeof rule>;

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'iu');
    return true;
  } catch {
    return false;
  }
}
