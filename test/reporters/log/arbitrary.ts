import fc from 'fast-check';
import type { ApiLog, LogSpan } from '../../../src/core/api-log.ts';
import type { LoggedReport } from '../../../src/core/report.ts';
import { anyReport } from '../arbitrary.ts';

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'GET /crm/v3/owners/{id}',
    'a|b',
    '`tick` *star* <b>',
    '\u001B[31mred',
    '長い経路'.repeat(20),
  ),
);
const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const count = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 12_000_000 }));
const texts = fc.array(text, { maxLength: 6 });

function spanned<T extends object>(more: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T & LogSpan> {
  const times = fc.record({ firstAt: time, lastAt: time }, { requiredKeys: [] });
  return fc.tuple(fc.record(more), count, times).map(([own, calls, span]) => ({
    ...(own as T),
    count: calls,
    ...span,
  }));
}

const milliseconds = fc.double({ min: 0, max: 100_000, noNaN: true });
const latency = fc.option(
  fc.record({ count, p50: milliseconds, p95: milliseconds, p99: milliseconds, max: milliseconds }),
);
const status = fc.constantFrom(401, 403, 404, 429, 502);
const statuses = fc.dictionary(fc.constantFrom('200', '403', 'none'), count, { noNullPrototype: true });

const file = fc.record(
  {
    name: text,
    format: fc.constantFrom<'csv' | 'json' | 'ndjson' | 'har'>('csv', 'json', 'ndjson', 'har'),
    gzip: fc.boolean(),
    calls: count,
    columns: fc.array(fc.record({ column: text, field: text }), { maxLength: 3 }),
    ignoredColumns: texts,
    badRows: fc.record({
      count,
      first: fc.array(fc.record({ line: count, reason: text }), { maxLength: 3 }),
    }),
    truncated: fc.boolean(),
    otherHosts: count,
  },
  {
    requiredKeys: ['name', 'format', 'gzip', 'calls', 'columns', 'ignoredColumns', 'badRows', 'truncated'],
  },
);

const timeline = fc.integer({ min: 1, max: 400 }).chain((steps) => {
  const values = fc.array(fc.nat(500), { minLength: steps, maxLength: steps });
  return fc.record({
    startsAt: time,
    stepMs: fc.constantFrom(1000, 60_000, 5_400_000, 86_400_000),
    calls: values,
    refused: values,
    rateLimited: values,
    failed: values,
  });
});

/** Whatever the type allows, likely or not. */
export const anyLog: fc.Arbitrary<ApiLog> = fc.record({
  files: fc.array(file, { maxLength: 3 }),
  calls: count,
  leftOut: fc.nat(),
  firstAt: fc.option(time),
  lastAt: fc.option(time),
  statuses,
  refusals: fc.array(spanned({ route: text, status, category: fc.option(text), stillAtEnd: fc.boolean() }), {
    maxLength: 12,
  }),
  missingScopes: fc.array(
    spanned({
      scopes: texts,
      form: fc.constantFrom<'any' | 'all' | 'unsaid'>('any', 'all', 'unsaid'),
      inferred: fc.boolean(),
      routes: texts,
      stillAtEnd: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  ownersLookup: fc.option(spanned({ paths: texts, stillAtEnd: fc.boolean() })),
  unauthorized: fc.record(
    {
      count,
      runs: fc.array(spanned({ ended: fc.boolean(), routes: texts }), { maxLength: 3 }),
      routesAlone: fc.array(spanned({ route: text }), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['count', 'runs'] },
  ),
  rateLimits: fc.array(
    fc.record({
      policy: fc.oneof(text, fc.constant('unsaid')),
      count,
      windows: fc.array(spanned({}), { maxLength: 8 }),
    }),
    { maxLength: 3 },
  ),
  serverErrors: fc.array(spanned({ route: text, status }), { maxLength: 3 }),
  latency,
  routes: fc.array(spanned({ route: text, statuses, latency }), { maxLength: 12 }),
  timeline: fc.option(timeline),
});

export const anyLoggedReport: fc.Arbitrary<LoggedReport> = fc
  .tuple(anyReport, anyLog)
  .map(([report, log]) => ({ ...report, log }));
