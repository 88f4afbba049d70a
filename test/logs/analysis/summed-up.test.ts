/**
 * What logs are summed up to, to the letter: each log under fixtures/logs, and logs made of calls as they may come, whole
 * and by each filter. After a change that is meant, `npm run golden` renews them; read the difference.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../../src/files/usage-error.ts';
import { type AnalyseOptions, analyseLogs } from '../../../src/logs/analyse.ts';
import { createLogFilter, type LogFilterOptions } from '../../../src/logs/analysis/filter.ts';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { fileSource } from '../../../src/logs/forms/source.ts';
import { ROOT } from '../../support/cli.ts';
import { minutes, tallyOf } from './calls.ts';
import { drawnLogs } from './drawn-logs.ts';

const FOLDER = join(ROOT, 'fixtures', 'logs');

const names = (await readdir(FOLDER, { recursive: true }))
  .filter((name) => /\.[a-z]+$/.test(name) && !name.endsWith('.md'))
  .toSorted();

test('each log of the fixtures', async () => {
  const lines: string[] = [];
  for (const name of names) lines.push('', `# ${name}`, ...(await printedLog(name, {})));
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/fixtures.txt');
});

const FILTERS: readonly LogFilterOptions[] = [
  { onlyErrors: true },
  { statuses: ['4xx'] },
  { statuses: ['200-403', '5xx'], onlyErrors: true },
  { routes: ['owners'] },
  { routes: ['GET /crm/*', '/conversations/v3/*'] },
  { since: Date.parse('2026-11-02T09:10:00.000Z') },
  { until: Date.parse('2026-11-02T09:10:00.000Z') },
];

test.each(FILTERS)('by the filter %o', async (options) => {
  const lines: string[] = [`# ${JSON.stringify(options)}`];
  const filter = createLogFilter(options);
  for (const name of ['owners-403.csv', 'burst-429.ndjson', 'token-died.csv'])
    lines.push('', `# ${name}`, ...(await printedLog(name, { filter })));
  const file = Object.entries(options)
    .flat(2)
    .join('-')
    .replaceAll(/[^\w]+/g, '-');
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/by-${file}.txt`);
});

test.each(drawnLogs())('calls as they may come: %s', async (name, calls) => {
  await expect(`${printedCalls(calls).join('\n')}\n`).toMatchFileSnapshot(`golden/drawn-${name}.txt`);
});

async function printedLog(name: string, options: AnalyseOptions): Promise<string[]> {
  try {
    const { log, refusals } = await analyseLogs([await fileSource(name, join(FOLDER, name))], options);
    const { files: _files, ...summary } = log;
    return printed({ ...summary, refused: refusals });
  } catch (error) {
    if (error instanceof UsageError) return [error.message];
    throw error;
  }
}

function printedCalls(calls: readonly ApiCall[]): string[] {
  const log = summarize(tallyOf(calls), [], 0);
  return [`begins ${new Date(minutes(0)).toISOString()}`, ...printed({ ...log, refused: refusalsOf(log) })];
}

/** One line for each row of each table. */
function printed(value: object, indent = ''): string[] {
  return Object.entries(value).flatMap(([key, each]) => {
    if (Array.isArray(each))
      return [`${indent}${key}: ${each.length}`, ...each.map((row) => `${indent}  ${JSON.stringify(row)}`)];
    if (typeof each === 'object' && each !== null && indent === '')
      return [`${key}:`, ...printed(each as object, '  ')];
    return [`${indent}${key}: ${JSON.stringify(each)}`];
  });
}
