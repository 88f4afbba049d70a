import { expect } from 'vitest';
import type { ExplainedDecision, Explanation } from '../../../src/engine/explain/explanation.ts';
import { runHere } from '../../support/cli.ts';

/** Whatever a person in these portals wrote, and every address. */
const PERSONAL =
  /saturdays|sundays|how can we help|my order|no number at hand|found your order|sam hill|jo doe|@/i;

/** Explains for people and for programs, and looks that nothing personal is among it. */
export async function explain(args: readonly string[], around: Parameters<typeof runHere>[1] = {}) {
  const text = await runHere(['explain', ...args], around);
  const json = await runHere(['explain', ...args, '--format', 'json'], around);
  for (const { out, err } of [text, json]) expect(out + err).not.toMatch(PERSONAL);
  expect(json.code).toBe(text.code);
  const explanation: Explanation = JSON.parse(json.out || '{"decisions":[]}');
  return { ...text, json, decisions: explanation.decisions };
}

/** `02 skip owner-not-ai-user`: the end of the message's id, and the decision. */
export function inShort({ messageId, outcome, reason }: ExplainedDecision): string {
  return `${messageId?.slice(-2) ?? 'none'} ${outcome} ${reason ?? ''}`.trim();
}
