import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Counters } from '../../../src/engine/journal/journal.ts';
import { healthOf } from '../../../src/engine/watch/health.ts';
import { metricsText } from '../../../src/engine/watch/metrics.ts';
import { backlogOf, FAR_BEHIND_MS } from '../../../src/engine/watch/status.ts';
import type { Standing } from '../../../src/engine/watch/watch.ts';
import { readExposition } from '../../support/exposition.ts';

const COUNTERS: Counters = {
  received: 12,
  open: 3,
  done: 4,
  interrupted: 1,
  skipped: { outgoing: 2, 'sender-bot': 1 },
  failed: { timeout: 1 },
  refused: 5,
};

function standing(over: Partial<Standing> = {}): Standing {
  return {
    backlog: backlogOf(10_000, 12_500),
    counted: { at: 1_700_000_000_000, counters: COUNTERS },
    trouble: null,
    answered: new Map([
      [200, 7],
      [401, 5],
    ]),
    ...over,
  };
}

function metricsOf(over: Partial<Standing> = {}): Record<string, Record<string, number>> {
  const families = readExposition(metricsText(standing(over), '1.2.3'));
  return Object.fromEntries(
    [...families].map(([name, { samples }]) => [
      name.replace(/^opencx_hubspot_/, ''),
      Object.fromEntries(samples),
    ]),
  );
}

describe('the metrics', () => {
  test('are all that the journal counts, and what the engine answered', () => {
    expect(metricsOf()).toEqual({
      build_info: { 'version=1.2.3': 1 },
      ready: { '': 1 },
      deliveries_answered_total: { 'code=200': 7, 'code=401': 5 },
      oldest_open_event_age_seconds: { '': 2.5 },
      far_behind: { '': 0 },
      journal_counted_timestamp_seconds: { '': 1_700_000_000 },
      events_received_total: { '': 12 },
      events_open: { '': 3 },
      events_done_total: { '': 4 },
      events_skipped_total: { 'reason=outgoing': 2, 'reason=sender-bot': 1 },
      events_failed_total: { 'reason=timeout': 1 },
      events_interrupted_total: { '': 1 },
      refusals_kept: { '': 5 },
    });
  });

  test('say nothing of a journal that cannot be read, but that', () => {
    const trouble = { error: 'The journal is gone.' };
    expect(metricsOf({ backlog: null, counted: null, trouble, answered: new Map() })).toEqual({
      build_info: { 'version=1.2.3': 1 },
      ready: { '': 0 },
      deliveries_answered_total: {},
    });
  });

  test('can be read whatever a reason is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'"\\\n{},= aé') }), fc.nat(), (reason, count) => {
        const counters = { ...COUNTERS, failed: { [reason]: count } };
        const { events_failed_total: failed } = metricsOf({ counted: { at: 0, counters } });
        expect(failed).toEqual({ [`reason=${reason}`]: count });
      }),
    );
  });
});

describe('how far behind an engine is', () => {
  test.each([
    ['nothing is open', null, null, false],
    ['it came a moment ago', 1_000_000, 0, false],
    ['the clock was set back', 2_000_000, 0, false],
    ['a busy period', 1_000_000 - FAR_BEHIND_MS, FAR_BEHIND_MS, false],
    ['longer than that', 1_000_000 - FAR_BEHIND_MS - 1, FAR_BEHIND_MS + 1, true],
  ])('%s', (_what, oldest, lagMs, isFarBehind) => {
    expect(backlogOf(oldest, 1_000_000)).toEqual({ lagMs, isFarBehind });
  });

  test('is told by its health, which stays good: deliveries are taken', () => {
    const behind = backlogOf(0, FAR_BEHIND_MS + 1);
    expect(healthOf(standing())).toEqual({ status: 'ok', lagMs: 2_500, counters: COUNTERS });
    expect(healthOf(standing({ backlog: behind }))).toMatchObject({ status: 'behind', lagMs: 300_001 });
    const trouble = { error: 'The disk is full.', next: 'Make room.' };
    expect(healthOf(standing({ backlog: behind, trouble }))).toMatchObject({ status: 'unready', ...trouble });
  });
});

test.each([
  ['a sample without a type', 'x 1\n'],
  ['a counter by another name', '# HELP x y\n# TYPE x counter\nx 1\n'],
  ['a gauge that is called a total', '# HELP x_total y\n# TYPE x_total gauge\n'],
  ['a sample of something else', '# HELP x y\n# TYPE x gauge\ny 1\n'],
  ['one that stands twice', '# HELP x y\n# TYPE x gauge\nx 1\nx 1\n'],
  ['a label that is not closed', '# HELP x y\n# TYPE x gauge\nx{a="1} 1\n'],
  ['a sign that is not escaped', '# HELP x y\n# TYPE x gauge\nx{a="\\d"} 1\n'],
  ['milliseconds', '# HELP x_ms y\n# TYPE x_ms gauge\nx_ms 1\n'],
  ['no number', '# HELP x y\n# TYPE x gauge\nx one\n'],
  ['no end', '# HELP x y\n# TYPE x gauge\nx 1'],
])('what reads them here does not take %s', (_what, text) => {
  expect(() => readExposition(text)).toThrow();
});
