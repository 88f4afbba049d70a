import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/files/usage-error.ts';
import { createLogFilter, parseStatusWord } from '../../../src/logs/analysis/filter.ts';
import { minutes } from './calls.ts';

const OWNERS_ROUTE = 'GET /crm/owners/v3/A-{id}';

describe('a filter of routes', () => {
  it.each([
    ['owners', true],
    ['OWNERS', true],
    ['GET /crm', true],
    ['/crm/owners/v3/A-{id}', true],
    ['/crm/owners/v3/A-7001', true],
    ['https://x', false],
    ['/crm/*', true],
    ['GET */A-*', true],
    ['*{id}', true],
    ['owners*', false],
    ['/crm/v?/*', false],
    ['tickets', false],
  ])('takes %s', (word, kept) => {
    expect(createLogFilter({ routes: [word] }).keepsRoute(OWNERS_ROUTE)).toBe(kept);
  });

  it('keeps what any of the words fits, and all where there is none', () => {
    expect(createLogFilter({ routes: ['tickets', 'owners'] }).keepsRoute(OWNERS_ROUTE)).toBe(true);
    expect(createLogFilter({}).keepsRoute(OWNERS_ROUTE)).toBe(true);
  });
});

describe('a filter of statuses', () => {
  const kept = (options: Parameters<typeof createLogFilter>[0]) => {
    const { keepsStatus } = createLogFilter(options);
    return [200, 401, 403, 429, 500, Number.NaN, 999].filter(keepsStatus);
  };

  it('takes a status, a group and a range', () => {
    expect(kept({ statuses: ['403'] })).toEqual([403]);
    expect(kept({ statuses: ['4xx', '500-599'] })).toEqual([401, 403, 429, 500]);
    expect(kept({ statuses: ['402-429'] })).toEqual([403, 429]);
  });

  it('keeps errors only, also among the statuses that are named', () => {
    expect(kept({ onlyErrors: true })).toEqual([401, 403, 429, 500]);
    expect(kept({ onlyErrors: true, statuses: ['200-401'] })).toEqual([401]);
  });

  it('keeps a call without a status only where no status is asked for', () => {
    expect(kept({})).toHaveLength(7);
  });

  it.each(['40', '6xx', '499-400', 'four', '403,429', '', '4xx-5xx'])('does not take %j', (word) => {
    expect(() => parseStatusWord(word)).toThrow(UsageError);
  });
});

describe('a filter of time', () => {
  it('keeps from the first to the last moment, and no call without a time', () => {
    const { keepsTime, keepsAll } = createLogFilter({ since: minutes(1), until: minutes(3) });
    expect([0, 1, 2, 3, 4].map(minutes).filter(keepsTime)).toEqual([1, 2, 3].map(minutes));
    expect(keepsTime(Number.NaN)).toBe(false);
    expect(createLogFilter({ since: minutes(1) }).keepsTime(Number.NaN)).toBe(false);
    expect(keepsAll).toBe(false);
  });

  it('keeps all where none is given', () => {
    expect(createLogFilter({}).keepsTime(Number.NaN)).toBe(true);
    expect(createLogFilter({}).keepsAll).toBe(true);
  });

  it('refuses a time that ends before it begins', () => {
    expect(() => createLogFilter({ since: minutes(3), until: minutes(1) })).toThrow(UsageError);
  });
});
