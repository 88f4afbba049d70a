/**
 * All that a check can say, to the letter, and how each cause is then told. After a change that is meant,
 * `npm run golden` renews both; read the difference: each line is a verdict that somebody gets.
 */
import { describe, expect, test } from 'vitest';
import { CAUSE_IDS, type CauseId } from '../../checks/causes.ts';
import { CHECKS } from '../../checks/index.ts';
import type { FindingDetails } from '../../src/core/verdict.ts';
import { decisionTable, printed, type Row } from './decision-table.ts';
import { printedCause } from './told-causes.ts';

type Check = (typeof CHECKS)[number];

const tables = new Map<Check, Row[]>();

function tableOf(check: Check): Row[] {
  const table = tables.get(check) ?? decisionTable(check);
  tables.set(check, table);
  return table;
}

/** As "answers as as Default User ID", where a sentence is put together from parts. */
const DOUBLED_WORD = /\b([a-z]+) \1\b/;

test.each(CHECKS.map((check) => [check.id, check] as const))('%s', async (id, check) => {
  const told = printed(tableOf(check));
  expect(told).not.toMatch(DOUBLED_WORD);
  await expect(told).toMatchFileSnapshot(`golden/checks/${id.replace('/', '.')}.txt`);
});

describe('the cause', () => {
  test.each(CAUSE_IDS)('%s', async (id) => {
    const told = printedCause(id, detailsOf(id));
    expect(told).not.toMatch(DOUBLED_WORD);
    await expect(told).toMatchFileSnapshot(`golden/causes/${id}.txt`);
  });
});

/** Enough to see each detail in its sentence. */
const MOST_DETAILS = 8;

/** What the checks have found of a cause, each detail once. */
function detailsOf(id: CauseId): FindingDetails[] {
  const finders = CHECKS.filter(({ causes }) => causes.includes(id));
  const found = finders
    .flatMap((check) => tableOf(check).flatMap(({ verdict }) => verdict.findings))
    .flatMap(({ cause, details }) => (cause === id && details ? [details] : []));
  const each = new Map(found.map((details) => [JSON.stringify(details), details]));
  return [...each.values()].slice(0, MOST_DETAILS);
}
