import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'rolldown';
import { expect, test } from 'vitest';
import { figure } from '../../support/figure.ts';
import { PROOF } from '../../support/proof.ts';
import { withFile } from '../journal/builders.ts';
import type { Weight } from './waiting-engine.ts';

const ENGINE = join(import.meta.dirname, 'waiting-engine.ts');
const MEGABYTE = 1024 * 1024;

/** Enough to have as many conversations in their turn as there can be; then how many more. */
const LOTS: [few: number, more: number] = PROOF ? [2_000, 998_000] : [2_000, 18_000];

test('what waits weighs nothing, however much of it there is', () =>
  withFile(async (file) => {
    // Bundled, as users run it: what reads TypeScript would weigh 30 MB itself.
    const engine = `${file}-engine.mjs`;
    await build({
      input: ENGINE,
      platform: 'node',
      output: { file: engine, format: 'esm' },
      logLevel: 'silent',
    });
    const args = ['--expose-gc', engine, file, ...LOTS.map(String)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const [few, many] = stdout
      .trim()
      .split('\n')
      .map((line): Weight => JSON.parse(line));
    if (!few || !many) throw new Error(stdout);
    figure('engine: events waiting in SQLite', {
      waiting: many.waiting,
      'MB of memory': many.resident / MEGABYTE,
    });
    expect([few.waiting, many.waiting]).toEqual([2_000, LOTS[0] + LOTS[1]]);
    // In memory, 18,000 events were more than 40 MB.
    expect(many.heap - few.heap).toBeLessThan(4 * MEGABYTE);
    if (PROOF) expect(many.resident).toBeLessThan(150 * MEGABYTE);
  }));
