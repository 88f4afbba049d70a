import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { COMPARISON_FORMATS } from '../../../src/core/formats.ts';
import { readBundle } from '../../../src/doctor/bundle/read.ts';
import { type Comparison, compareReports } from '../../../src/doctor/compare.ts';
import { replay } from '../../../src/doctor/replay.ts';
import { renderComparison, renderConclusion } from '../../../src/reporters/comparison/formats.ts';
import { BUNDLES } from '../../doctor/bundle/fixtures.ts';
import { everything } from './samples.ts';

const plain = { width: 80, color: false };

async function compared(before: string, after: string): Promise<Comparison> {
  const [one, other] = await Promise.all(
    [before, after].map(async (name) => {
      const { bundle } = await readBundle(join(BUNDLES, `${name}.json`));
      return replay(bundle, { version: '0.1.0', now: () => 0 });
    }),
  );
  if (!one || !other) throw new Error('two were read');
  return compareReports(one, other);
}

const CASES = {
  everything,
  mended: await compared('two-faults', 'one-mended'),
  broke: await compared('one-mended', 'two-faults'),
  untold: await compared('two-faults', 'token-rejected'),
  same: await compared('one-mended', 'one-mended'),
};

// After a change that is meant, `npm run golden` renews these; read the difference.
describe('everything that may happen between two runs', () => {
  test.each([40, 80, 120])('as text of %i columns', async (width) => {
    const text = await renderComparison('text', everything, { ...plain, width });
    await expect(text).toMatchFileSnapshot(`golden/everything-${width}.txt`);
  });

  test('as Markdown', async () => {
    const text = await renderComparison('markdown', everything, plain);
    await expect(text).toMatchFileSnapshot('golden/everything.md');
  });
});

test.each([
  [CASES.mended, 'BETTER  causes: 1 still open, 1 mended; 1 check changed, '],
  [CASES.broke, 'WORSE  causes: 1 broke, 1 still open; 1 check changed, '],
  [CASES.untold, 'WORSE  causes: 1 broke, 1 cannot be told any more, 1 still open; '],
  [CASES.same, 'NO WORSE  causes: 1 still open; no check changed, '],
  [
    everything,
    'WORSE  causes: 1 broke, 1 came to light, 1 cannot be told any more, 2 still open, 1 mended; 8 checks changed, 23 as before',
  ],
])('what it comes to, in a line (%#)', async (comparison, said) => {
  const wide = { ...plain, width: 200 };
  const conclusion = await renderConclusion(comparison, wide);
  expect(conclusion.replaceAll(/\s+/g, ' ')).toContain(said.replaceAll(/\s+/g, ' '));
  const text = await renderComparison('text', comparison, wide);
  expect(text.endsWith(`\n\n${conclusion}`)).toBe(true);
});

describe.each(Object.entries(CASES))('a comparison that shows %s', (_name, comparison) => {
  test.each([40, 80, 120])('keeps within %i columns', async (width) => {
    const text = await renderComparison('text', comparison, { ...plain, width });
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  test('is whole as JSON', async () => {
    expect(JSON.parse(await renderComparison('json', comparison, plain))).toEqual(comparison);
  });
});

test('every format ends with a newline', async () => {
  for (const format of COMPARISON_FORMATS) {
    expect(await renderComparison(format, CASES.mended, plain)).toMatch(/[^\n]\n$/);
  }
});

test('what blocks many checks is told once', async () => {
  const text = await renderComparison('text', CASES.untold, plain);
  expect(text.replaceAll(/\s+/g, ' ').match(/Cannot be told until token\/accepted holds/g)).toHaveLength(1);
});

test('colour changes no word', async () => {
  for (const comparison of Object.values(CASES)) {
    const painted = await renderComparison('text', comparison, { ...plain, color: true });
    expect(painted).toContain('\u001B[');
    expect(stripVTControlCharacters(painted)).toBe(await renderComparison('text', comparison, plain));
  }
});

test('what strangers wrote into a saved report is disarmed', async () => {
  const title = '<img src=x> [click](https://evil.example.test)\n# heading\u001B[2J';
  const [open] = CASES.same.causes.open;
  if (!open) throw new Error('one is open');
  const hostile = { ...CASES.same, causes: { ...CASES.same.causes, open: [{ ...open, title }] } };
  expect(await renderComparison('text', hostile, plain)).not.toContain('\u001B');
  const markdown = await renderComparison('markdown', hostile, plain);
  expect(markdown).not.toMatch(/<img|\n# heading|(?<!\\)\]\(/);
});
