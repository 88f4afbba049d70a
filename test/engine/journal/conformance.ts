import { counterModel } from './conformance/counter-model.ts';
import { describeStories } from './conformance/entries.ts';
import { describeEvents } from './conformance/events.ts';
import type { WithJournal } from './conformance/held.ts';
import { describeRemembering } from './conformance/remembering.ts';
import { describeTaking } from './conformance/taking.ts';

/** What every journal promises, wherever it keeps things. */
export function describeJournal(name: string, withJournal: WithJournal): void {
  describeEvents(name, withJournal);
  describeTaking(name, withJournal);
  describeStories(name, withJournal);
  describeRemembering(name, withJournal);
  counterModel(name, withJournal);
}
