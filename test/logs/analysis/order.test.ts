import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { logRefusalsSchema } from '../../../src/core/log-refusals.ts';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { analysed, anyCalls, call, START, timedCalls } from './calls.ts';

const logs = fc.array(timedCalls, { maxLength: 60 });
const strangeLogs = fc.array(anyCalls, { maxLength: 60 });
const logsWithoutTimes = fc.shuffledSubarray([200, 401, 403, 429, 500].map((status) => call(status)));

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('the order of calls', () => {
  it('makes no difference where they have times', () => {
    const shuffled = logs.chain((calls) =>
      fc.tuple(fc.constant(calls), fc.shuffledSubarray(calls, { minLength: calls.length })),
    );
    fc.assert(
      fc.property(shuffled, ([calls, others]) => {
        expect(analysed(others)).toEqual(analysed(calls));
      }),
    );
  });

  it('makes no difference for the width of the bins, over the minutes of years', () => {
    const many = Array.from({ length: 60_000 }, (_, index) => ({
      path: '/a',
      status: 200 + (index % 7 === 0 ? 229 : 0),
      at: START + index * 61_000,
    }));
    const reversed = analysed(many.toReversed());
    expect(reversed).toEqual(analysed(many));
    expect(sum(reversed.timeline?.calls ?? [])).toBe(many.length);
    expect(sum(reversed.rateLimits[0]?.windows.map(({ count }) => count) ?? [])).toBe(
      reversed.rateLimits[0]?.count,
    );
  });
});

describe('what the checks are told', () => {
  it('is what a bundle holds, whatever a log lacks', () => {
    fc.assert(
      fc.property(fc.oneof(strangeLogs, logsWithoutTimes), (calls) => {
        expect(v.is(logRefusalsSchema, refusalsOf(analysed(calls)))).toBe(true);
      }),
    );
  });
});

describe('totals', () => {
  it('add up to the calls that were counted', () => {
    fc.assert(
      fc.property(strangeLogs, (calls) => {
        const log = analysed(calls);
        expect(log.calls).toBe(calls.length);
        expect(sum(Object.values(log.statuses))).toBe(calls.length);
        expect(sum(log.routes.map(({ count }) => count))).toBe(calls.length);
        for (const { statuses, count } of log.routes) expect(sum(Object.values(statuses))).toBe(count);
        expect(sum(log.unauthorized.runs.map(({ count }) => count))).toBe(log.unauthorized.count);
        const { count: ofRuns, routesAlone = [], refreshed } = log.unauthorized;
        const unauthorized = log.statuses['401'] ?? 0;
        expect(ofRuns).toBeLessThanOrEqual(unauthorized);
        const apart = (refreshed?.count ?? 0) + sum(routesAlone.map(({ count }) => count));
        expect(ofRuns + apart).toBeGreaterThanOrEqual(unauthorized);
        expect(sum(log.rateLimits.map(({ count }) => count))).toBe(log.statuses['429'] ?? 0);
        for (const { windows, count } of log.rateLimits)
          expect(sum(windows.map((each) => each.count))).toBe(count);
        const refused = [...log.refusals, ...log.serverErrors].map(({ count }) => count);
        expect(sum(refused)).toBe(
          calls.filter(({ status = 0 }) => Number.isInteger(status) && status >= 400 && status < 600).length,
        );
      }),
    );
  });

  it('add up over time where each call has a time', () => {
    fc.assert(
      fc.property(fc.array(timedCalls, { minLength: 1, maxLength: 60 }), (calls) => {
        const { timeline, statuses } = analysed(calls);
        const within = (from: number, to: number) =>
          sum(
            Object.entries(statuses)
              .filter(([status]) => Number(status) >= from && Number(status) < to && status !== '429')
              .map(([, count]) => count),
          );
        expect(sum(timeline?.calls ?? [])).toBe(calls.length);
        expect(sum(timeline?.rateLimited ?? [])).toBe(statuses['429'] ?? 0);
        expect(sum(timeline?.failed ?? [])).toBe(within(500, 600));
        expect(sum(timeline?.refused ?? [])).toBe(within(400, 500));
      }),
    );
  });

  it('stay exact past the routes that are told apart', () => {
    const word = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const calls: ApiCall[] = Array.from({ length: 3_000 }, (_, index) => ({
      path: `/${word(index)}`,
      status: index % 2 ? 200 : 404,
    }));
    const log = analysed(calls);
    expect(sum(log.routes.map(({ count }) => count))).toBe(3_000);
    expect(log.routes.at(-1)).toMatchObject({ route: 'other routes' });
    expect(sum(log.refusals.map(({ count }) => count))).toBe(1_500);
  });
});
