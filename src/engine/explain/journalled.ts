import type { Decision } from '../../core/decision.ts';
import type { EventFilter, Journal } from '../journal/journal.ts';
import type { ExplainedEvent } from './explained-event.ts';

/** What a journal holds of the decisions that were taken, in the order in which the events came. */
export function explainJournal(journal: Journal, filter: EventFilter): ExplainedEvent[] {
  return journal.list(filter).map(({ id, event, status }) => {
    const lines = journal.story(id);
    // The last decision stands: the envelope's may have been followed by the message's.
    const decision = lines.findLast(({ kind }) => kind === 'decision')?.data as Decision | undefined;
    if (!decision)
      return { event, decision: null, why: `the journal holds no decision on it (${status}).`, effects: [] };
    const effects = lines.flatMap(({ kind, effect }) => (kind === 'effect-done' && effect ? [effect] : []));
    return { event, decision, effects };
  });
}
