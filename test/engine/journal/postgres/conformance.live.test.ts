import { describe } from 'vitest';
import { openPostgresJournal } from '../../../../src/engine/journal/postgres/journal.ts';
import { WITHOUT_POSTGRES, withDatabase } from '../../../support/postgres.ts';
import { describeJournal } from '../conformance.ts';

describe.skipIf(WITHOUT_POSTGRES !== undefined)('as every journal', () => {
  describeJournal('Postgres', (run, options) =>
    withDatabase(async (address) => {
      let current = await openPostgresJournal(address, options);
      const restart = async () => {
        await current.close();
        current = await openPostgresJournal(address, options);
        return current;
      };
      try {
        await run({ journal: current, restart });
      } finally {
        await current.close();
      }
    }),
  );
});
