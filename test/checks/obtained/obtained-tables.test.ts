/**
 * All that a probe can obtain, to the letter: a fact, why nobody gave it, or how it failed, and what was asked for it.
 * After a change that is meant, `npm run golden` renews them; read the difference.
 */
import { expect, test } from 'vitest';
import { PROBES } from '../../../checks/index.ts';
import { obtainedTable, printed } from './obtained-table.ts';

test.each(PROBES.map((probe) => [probe.key, probe] as const))('%s', async (key, probe) => {
  await expect(printed(await obtainedTable(probe))).toMatchFileSnapshot(`../golden/obtained/${key}.txt`);
});
