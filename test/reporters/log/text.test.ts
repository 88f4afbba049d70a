// After a change that is meant, `npm run golden` renews the golden files; read the difference.
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it, test } from 'vitest';
import type { ApiLog } from '../../../src/core/api-log.ts';
import { renderLogMarkdown } from '../../../src/reporters/log/markdown.ts';
import { renderLogText } from '../../../src/reporters/log/text.ts';
import { runs } from '../../support/proof.ts';
import { anyLoggedReport } from './arbitrary.ts';
import { busy, empty, LOG_SAMPLES, quiet, timeless, unexplained } from './samples.ts';

const plain = { width: 80, color: false, full: false } as const;

describe('what logs show, as text', () => {
  it.each(Object.entries(LOG_SAMPLES))('shows %s', async (name, sample) => {
    await expect(renderLogText(sample, plain)).toMatchFileSnapshot(`golden/${name}-80.txt`);
  });

  it.each([40, 120])('shows everything at %i columns', async (width) => {
    const text = renderLogText(busy, { ...plain, width });
    await expect(text).toMatchFileSnapshot(`golden/busy-${width}.txt`);
  });

  it('shows everything in full', async () => {
    const text = renderLogText(busy, { ...plain, full: true });
    await expect(text).toMatchFileSnapshot('golden/busy-full.txt');
  });

  it('draws with ASCII alone', async () => {
    const text = renderLogText(busy, { ...plain, ascii: true });
    await expect(text).toMatchFileSnapshot('golden/busy-ascii.txt');
    expect(text).toMatch(/^[\n -~]*$/);
  });

  it('begins with the causes and ends with the verdict', () => {
    const text = renderLogText(busy, { ...plain, full: true });
    expect(text.indexOf('owners-scope-missing')).toBeLessThan(text.indexOf('Timeline'));
    expect(text.trimEnd().split('\n').at(-1)).toMatch(
      /^PROBLEMS {2}2 causes, most likely owners-scope-missing/,
    );
  });

  it.each(['unsaid', 'mixed'] as const)('says whose clock a time without a zone is shown by: %s', (zones) => {
    const said = 'times that name no zone are shown as UTC';
    for (const sample of [busy, quiet]) {
      const files = sample.log.files.map((file) => ({ ...file, zones }));
      const text = renderLogText({ ...sample, log: { ...sample.log, files } }, { ...plain, width: 200 });
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
      expect(renderLogText(sample, { ...plain, width: 200 })).not.toContain(said);
    }
    const untimed = timeless.log.files.map((file) => ({ ...file, zones }));
    const text = renderLogText({ ...timeless, log: { ...timeless.log, files: untimed } }, plain);
    expect(text).not.toContain(said);
  });

  it('says how long the reading took, not that no calls were made', () => {
    const last = renderLogText(quiet, { ...plain, width: 120 })
      .trimEnd()
      .split('\n')
      .at(-1);
    expect(last).toBe('HEALTHY  3 pass · 24 calls read, 1.2 s');
  });

  it('says what was refused although no cause stands for it', () => {
    const said = 'Still, 1 call was refused and 1 call failed on a server';
    expect(renderLogText(unexplained, plain)).toContain(said);
    expect(renderLogMarkdown(unexplained)).toContain(said);
    expect(renderLogText(busy, plain)).not.toContain('Still, ');
    expect(renderLogText(quiet, plain)).not.toContain('Still, ');
  });

  it('says which calls have no time that can be read, where a column should tell it', () => {
    const files = quiet.log.files.map((file) => ({ ...file, columns: [{ column: 'Date', field: 'at' }] }));
    const said = (log: Partial<ApiLog>) =>
      renderLogText({ ...quiet, log: { ...quiet.log, files, ...log } }, plain);
    expect(said({ calls: 26 })).toContain('2 of 26 calls have no time that can be read');
    expect(said({ timeline: null })).toContain('No call has a time that can be read');
    expect(said({})).not.toContain('time that can be read');
  });

  it('draws no timeline without times', () => {
    for (const sample of [timeless, empty]) {
      expect(renderLogText(sample, { ...plain, full: true })).not.toContain('Timeline');
      expect(renderLogMarkdown(sample, { full: true })).not.toContain('Timeline');
    }
  });

  it('leaves out of the chart what did not happen', () => {
    expect(renderLogText(quiet, { ...plain, full: true })).not.toMatch(/^ {2}(refused|401|429|5xx)/m);
  });
});

/** Holds for every report of logs, at every width, in brief and in full. */
function always(statement: (text: string, columns: number, again: (color: boolean) => string) => void): void {
  const width = fc.integer({ min: 40, max: 200 });
  fc.assert(
    fc.property(anyLoggedReport, width, fc.boolean(), (report, columns, full) => {
      const draw = (color: boolean) => renderLogText(report, { width: columns, color, full });
      statement(draw(false), columns, draw);
    }),
    { numRuns: runs(100) },
  );
}

describe('whatever logs show', () => {
  test('keeps within the width, but for lines that end with a URL', () => {
    always((text, columns) => {
      const tooWide = text
        .split('\n')
        .filter((line) => stringWidth(line) > columns && !/(^|\s)\S*https?:\/\/\S+$/.test(line));
      expect(tooWide).toEqual([]);
    });
  });

  test('leaves no blanks at the end of a line and no two empty lines together', () => {
    always((text) => {
      expect(text).not.toMatch(/[^\S\n]$/m);
      expect(text).not.toContain('\n\n\n');
      expect(text).toMatch(/[^\n]\n$/);
    });
  });

  test('says the same with and without colour, and lets nothing through that a terminal would obey', () => {
    always((text, _columns, draw) => {
      expect(stripVTControlCharacters(draw(true))).toBe(text);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    });
  });
});
