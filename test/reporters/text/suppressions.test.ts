import { describe, expect, it } from 'vitest';
import { renderText } from '../../../src/reporters/text/report.ts';
import { accepted, SAMPLES } from '../samples.ts';

const plain = { width: 120, color: false, full: false } as const;

describe('accepted failures', () => {
  it.each([false, true])(
    'are still shown as failures, with the reason and the last day (full: %s)',
    (full) => {
      const text = renderText(accepted, { ...plain, full });
      expect(text).toMatch(/✗ fail +webhooks\/throttle/);
      expect(text.replaceAll(/\s+/g, ' ')).toContain(
        'Event throttling is 10 per second. Accepted until 2026-12-31: a pilot with two reps (file)',
      );
    },
  );

  it('are counted in the verdict line apart from failures', () => {
    expect(renderText(accepted, plain).trimEnd().split('\n').at(-1)).toBe(
      'HEALTHY  3 pass · 1 accepted · 11 calls, 1.2 s',
    );
  });

  it('leave nothing to look at but entries that do nothing', () => {
    const text = renderText(accepted, plain);
    expect(text).toMatch(
      /Suppressions to look at\n {2}! token\/accepted: the suppression expired after 2026-11-01/,
    );
    expect(text).toMatch(/^ {2}! webhooks\/paused: the suppression is not needed/m);
    expect(text).not.toContain('webhooks/throttle: the suppression');
    expect(renderText(SAMPLES.healthy, plain)).not.toContain('Suppressions');
  });
});
