/**
 * What a reader sees, to the letter: each format, width, sign and colour once, on reports that are data here, so that
 * no check, fact or cause changes them. After a change that is meant, `npm run golden` renews them; read the difference.
 */
import { expect, test } from 'vitest';
import { type Format, REPORT_FORMATS } from '../../src/core/formats.ts';
import type { Report } from '../../src/core/report.ts';
import { type RenderOptions, render } from '../../src/reporters/formats.ts';
import { checklist, everything } from './golden-samples.ts';

const plain: RenderOptions = { width: 80, color: false, full: false };

const GOLDENS: readonly [file: string, format: Format, report: Report, options?: Partial<RenderOptions>][] = [
  ['everything-40.txt', 'text', everything, { width: 40 }],
  ['everything-80.txt', 'text', everything],
  ['everything-120.txt', 'text', everything, { width: 120 }],
  ['everything-ascii.txt', 'text', everything, { ascii: true }],
  ['everything-colour.txt', 'text', everything, { color: true }],
  ['everything-verbose.txt', 'text', everything, { verbose: true }],
  ['checklist-40.txt', 'text', checklist, { width: 40 }],
  ['checklist-80.txt', 'text', checklist],
  ['everything.brief.txt', 'brief', everything],
  ['everything-full.brief.txt', 'brief', everything, { full: true }],
  ['everything.md', 'markdown', everything],
  ['everything-full.md', 'markdown', everything, { full: true }],
  ['everything.html', 'html', everything],
  ['checklist.html', 'html', checklist],
  ['everything.junit.xml', 'junit', everything],
  ['everything.github.txt', 'github', everything],
  ['everything.json', 'json', everything],
  ['everything.ndjson', 'ndjson', everything],
];

test.each(GOLDENS)('%s', async (file, format, report, options = {}) => {
  const text = await render(format, report, { ...plain, ...options });
  const { body, style } = format === 'html' ? parted(text) : { body: text };
  await expect(body).toMatchFileSnapshot(`golden/${file}`);
  if (style !== undefined) await expect(style).toMatchFileSnapshot('golden/page.css');
});

test('every format has one', () => {
  expect(new Set(GOLDENS.map(([, format]) => format))).toEqual(new Set(REPORT_FORMATS));
});

/** A page, and the style sheet that all pages share: kept once, beside them. */
function parted(page: string): { body: string; style: string } {
  const [, before = '', style = '', after = ''] =
    /^([\s\S]*<style>\n)([\s\S]*)(<\/style>[\s\S]*)$/.exec(page) ?? [];
  return { body: before + after, style };
}
