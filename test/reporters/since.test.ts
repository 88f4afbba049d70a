/** What became of a case since its run before, in every format. */
import { describe, expect, test } from 'vitest';
import { REPORT_FORMATS } from '../../src/core/formats.ts';
import type { Report, Since } from '../../src/core/report.ts';
import { render } from '../../src/reporters/formats.ts';
import { dayBefore, sinceLine } from '../../src/reporters/since.ts';
import { read } from './every-format.ts';
import { SAMPLES } from './samples.ts';

const NOTHING = { mended: [], open: [], broke: [], revealed: [], untold: [] };
const CHANGES: Partial<Since> = {
  mended: [{ id: 'owners-scope-missing' }],
  open: [{ id: 'throttle-too-low' }],
  revealed: [{ id: 'reply-internal', thread: '9002' }],
};

/** Two days after the run before. */
function inCase(report: Report, changes: Partial<Since>): Report {
  const at = new Date(Date.parse(report.startedAt) - 2 * 86_400_000).toISOString();
  return { ...report, since: { case: 'ACME-123', at, status: 'problems', ...NOTHING, ...changes } };
}

const DRAWN = { width: 100, color: false, full: false };

describe.each(REPORT_FORMATS)('%s', (format) => {
  test.each(Object.entries(SAMPLES))('of %s tells of each list', async (_name, sample) => {
    const text = read(format, await render(format, inCase(sample, CHANGES), DRAWN)).replaceAll(/\s+/g, ' ');
    for (const id of ['owners-scope-missing', 'throttle-too-low', 'reply-internal', '9002'])
      expect(text).toContain(id);
    if (format !== 'json' && format !== 'ndjson')
      for (const words of ['1 mended', '1 still open', '1 came to light']) expect(text).toContain(words);
  });

  test('says nothing of it where there was no run before', async () => {
    for (const sample of Object.values(SAMPLES))
      expect(await render(format, sample, DRAWN)).not.toMatch(/\d (?:mended|came to light)|healthy then/);
  });
});

test('opens the text, the lines and the page for people', async () => {
  const report = inCase(SAMPLES.oneCause, CHANGES);
  expect(await render('text', report, DRAWN)).toMatch(/^Since /);
  expect(JSON.parse((await render('ndjson', report, DRAWN)).split('\n')[0] ?? '')).toMatchObject({
    type: 'since',
    case: 'ACME-123',
  });
});

test.each([
  [{}, 'open', 'no cause then, and none now (open then)'],
  [{}, 'problems', 'what was found then was not looked at now (problems then)'],
  [{}, 'healthy', 'healthy then too'],
  [{ broke: [{ id: 'a' }, { id: 'b' }] }, 'healthy', '2 broke (a, b)'],
  [{ untold: [{ id: 'a' }] }, 'problems', '1 cannot be told any more (a)'],
] as [Partial<Since>, Since['status'], string][])('%j after %s', (changes, status, said) => {
  const report = inCase(SAMPLES.healthy, { ...changes, status });
  expect(sinceLine(report)?.replace(/^Since \w+: /, '')).toBe(said);
});

describe('the day before', () => {
  const NOW = '2026-11-26T10:02:00.000Z';
  test.each([
    ['2026-11-26T08:15:30.000Z', '08:15 UTC'],
    ['2026-11-25T23:59:59.000Z', 'Wednesday'],
    ['2026-11-20T00:00:00.000Z', 'Friday'],
    ['2026-11-19T23:59:59.000Z', '2026-11-19'],
    ['2025-11-26T10:00:00.000Z', '2025-11-26'],
    // A clock that was set back.
    ['2026-11-28T10:00:00.000Z', '2026-11-28'],
  ])('%s is %s', (then, said) => {
    expect(dayBefore(then, NOW)).toBe(said);
  });
});
