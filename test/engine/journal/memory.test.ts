import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { describeJournal } from './conformance.ts';

describeJournal('memory', (run, options) => {
  const journal = createMemoryJournal(options);
  return run({ journal, restart: async () => journal });
});
