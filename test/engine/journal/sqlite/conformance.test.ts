import { openSqliteJournal } from '../../../../src/engine/journal/sqlite/journal.ts';
import { withFile } from '../builders.ts';
import { describeJournal } from '../conformance.ts';

describeJournal('SQLite', (run, options) =>
  withFile(async (file) => {
    let current = await openSqliteJournal(file, options);
    const restart = async () => {
      await current.close();
      current = await openSqliteJournal(file, options);
      return current;
    };
    try {
      await run({ journal: current, restart });
    } finally {
      await current.close();
    }
  }),
);
