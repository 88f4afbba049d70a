import { describe, expect, it } from 'vitest';
import { renderQuiet, renderText } from '../../../src/reporters/text/report.ts';
import { SAMPLES } from '../samples.ts';

describe('a quiet run', () => {
  it.each(Object.entries(SAMPLES))('prints the last line of the text report alone: %s', (_name, sample) => {
    for (const width of [40, 80, 120]) {
      for (const color of [false, true]) {
        for (const ascii of [false, true]) {
          const whole = renderText(sample, { width, color, ascii, full: false });
          const line = renderQuiet(sample, { width, color, ascii });
          expect(line).toMatch(/^[^\n]+\n$/);
          expect(whole.endsWith(`\n\n${line}`)).toBe(true);
        }
      }
    }
  });
});
