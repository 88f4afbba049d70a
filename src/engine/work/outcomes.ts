import type { Decision } from '../../core/decision.ts';
import { type Effect, type EventOutcome, perform } from '../effects.ts';

export const done = (summary: string): EventOutcome => ({ status: 'done', summary });

export const failed = (reason: string, summary: string): EventOutcome => ({
  status: 'failed',
  reason,
  summary,
});

/** The rule that decided, in its own words. */
export function skipped({ reason, rules }: Decision): EventOutcome {
  const last = rules.at(-1);
  return {
    status: 'skipped',
    reason: reason ?? 'unsupported-type',
    summary: last?.rule ?? 'No rule acts on it.',
  };
}

export function* note(text: string): Generator<Effect, void, unknown> {
  yield* perform({ kind: 'note', note: text });
}

/** Words that HubSpot's own ids follow: a list of what went wrong as one sentence each. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
