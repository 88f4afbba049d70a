import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { causeFamilies } from '../../../src/reporters/causes.ts';
import { renderText } from '../../../src/reporters/text/report.ts';
import { runs } from '../../support/proof.ts';
import { anyReport } from '../arbitrary.ts';

const width = fc.integer({ min: 40, max: 200 });
const manner = fc.record({ full: fc.boolean(), verbose: fc.boolean(), ascii: fc.boolean() });
const VERDICT = /^(HEALTHY|OPEN|WARNINGS|PROBLEMS|INCOMPLETE) {2}\S/;

/** Holds for every report, at every width, in brief, in full and with its calls, in Unicode and in ASCII. */
function always(statement: (text: string, columns: number, again: (color: boolean) => string) => void): void {
  fc.assert(
    fc.property(anyReport, width, manner, (report, columns, drawn) => {
      const draw = (color: boolean) => renderText(report, { width: columns, color, ...drawn });
      statement(draw(false), columns, draw);
    }),
    { numRuns: runs(150) },
  );
}

describe('any report as text', () => {
  it('keeps within the width, but for lines that end with a URL', () => {
    always((text, columns) => {
      const tooWide = text
        .split('\n')
        .filter((line) => stringWidth(line) > columns && !/(^|\s)\S*https?:\/\/\S+$/.test(line));
      expect(tooWide).toEqual([]);
    });
  });

  it('keeps the URL of every fix whole', () => {
    fc.assert(
      fc.property(anyReport, width, fc.boolean(), (report, columns, full) => {
        const text = renderText(report, { width: columns, color: false, full });
        const families = full ? causeFamilies(report.causes) : causeFamilies(report.causes).slice(0, 1);
        const fixes = families.flatMap(({ root }) => (full ? root.fixes : root.fixes.slice(0, 1)));
        const urls = fixes.map(({ url }) => url);
        expect(urls.filter((url) => url !== undefined && !text.includes(url))).toEqual([]);
      }),
    );
  });

  it('ends with one verdict line and one newline', () => {
    always((text) => {
      expect(text).toMatch(/[^\n]\n$/);
      const lines = text.slice(0, -1).split('\n');
      expect(lines.filter((line) => VERDICT.test(line))).toEqual([lines.at(-1)]);
    });
  });

  it('counts the open questions that it lists', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const line = renderText(report, { width: 4_000, color: false, full: false })
          .trimEnd()
          .split('\n')
          .at(-1);
        // Where the line is long already, "open" alone stands for it.
        const told = / (\d+) open(?: question|$)/.exec(line ?? '')?.[1] ?? '0';
        expect(Number(told)).toBe(report.questions.length);
      }),
      { numRuns: runs(150) },
    );
  });

  it('leaves no blanks at the end of a line and no two empty lines together', () => {
    always((text) => {
      expect(text).not.toMatch(/[^\S\n]$/m);
      expect(text).not.toContain('\n\n\n');
    });
  });

  it('says the same with and without colour', () => {
    always((text, _columns, draw) => {
      expect(stripVTControlCharacters(draw(true))).toBe(text);
    });
  });

  it('lets nothing through that a terminal would obey', () => {
    always((text) => {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    });
  });
});
