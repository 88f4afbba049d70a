import { describe } from 'vitest';
import {
  openPostgresJournal,
  type PostgresJournalOptions,
} from '../../../../src/engine/journal/postgres/journal.ts';
import { WITHOUT_POSTGRES, WITHOUT_QUEUE, withDatabase } from '../../../support/postgres.ts';
import { PROOF } from '../../../support/proof.ts';
import { describeJournal } from '../conformance.ts';

function describePostgres(name: string, { shared }: Pick<PostgresJournalOptions, 'shared'>): void {
  describeJournal(name, (run, options) =>
    withDatabase(async (address) => {
      const open = () => openPostgresJournal(address, { ...options, ...(shared && { shared }) });
      let current = await open();
      const restart = async () => {
        await current.close();
        current = await open();
        return current;
      };
      try {
        await run({ journal: current, restart });
      } finally {
        await current.close();
      }
    }),
  );
}

describe.skipIf(WITHOUT_POSTGRES !== undefined)('as every journal', () => {
  describePostgres('Postgres', {});
});

/** Each makes the tables of the queue's library, which takes its time. */
describe.skipIf(WITHOUT_QUEUE !== undefined || !PROOF)('as every journal, beside other engines', () => {
  describePostgres('Postgres that is shared', { shared: true });
});
