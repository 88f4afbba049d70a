import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { agentsText, SCRIPTS } from '../../src/docs/agents.ts';
import { ROOT } from '../support/cli.ts';

const MOST_LINES = 120;

test('AGENTS.md is as the tables make it', async () => {
  const written = await readFile(join(ROOT, 'AGENTS.md'), 'utf8');
  expect(written, 'AGENTS.md is out of date: renew it with `npm run docs`').toBe(agentsText());
});

test('it is short enough to be read whole', () => {
  expect(agentsText().split('\n').length).toBeLessThan(MOST_LINES);
});

describe('what it tells to run', () => {
  it('is there', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    for (const name of Object.keys(SCRIPTS)) expect(Object.keys(scripts)).toContain(name);
    for (const [, name] of agentsText().matchAll(/npm run ([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(name);
    }
  });
});

test('the files and folders that it names are there', async () => {
  const { stat } = await import('node:fs/promises');
  const named = [...agentsText().matchAll(/(?:src|checks|test|fixtures)\/[\w./-]*[\w]/g)].map(
    ([path]) => path,
  );
  expect(named.length).toBeGreaterThan(20);
  const missing = await Promise.all(
    [...new Set(named)].map(async (path) => {
      const found = await stat(join(ROOT, path)).catch(() =>
        stat(join(ROOT, `${path}.test.ts`)).catch(() =>
          stat(join(ROOT, `${path}.live.test.ts`)).catch(() => undefined),
        ),
      );
      return found === undefined ? [path] : [];
    }),
  );
  expect(missing.flat()).toEqual([]);
});
