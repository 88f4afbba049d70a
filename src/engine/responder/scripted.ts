import { readDocument } from '../../files/document.ts';
import { conform } from '../../files/shape.ts';
import type { Response, Turn } from '../effects.ts';
import type { Responder } from './responder.ts';
import { type ScriptRule, script } from './script-schema.ts';

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
