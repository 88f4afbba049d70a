import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';

/** As in `postgres.ts`, which is not loaded for it: it would say whether Postgres is there. */
const CLUSTER_VARIABLE = 'TEST_POSTGRES_FOLDER';

/** Says where the run's cluster would be, which the first test that wants one starts; ends it with the run. */
export default function setUp(): () => Promise<void> {
  const folder = join(tmpdir(), `opencx-hubspot-postgres-${randomUUID().slice(0, 8)}`);
  env[CLUSTER_VARIABLE] = folder;
  return async () => {
    const { clearAway } = await import('./postgres.ts');
    clearAway(folder);
  };
}
