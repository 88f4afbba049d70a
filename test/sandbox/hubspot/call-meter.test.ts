import { expect, it } from 'vitest';
import { CallMeter } from '../../../src/sandbox/hubspot/call-meter.ts';

it('counts calls of ten seconds and searches of one, in windows that roll', () => {
  let now = 0;
  const meter = new CallMeter(() => now);
  meter.count(true);
  now = 999;
  meter.count(true);
  expect([meter.inTenSeconds, meter.searchesInASecond, meter.total]).toEqual([2, 2, 2]);
  now = 1001;
  meter.count(true);
  expect([meter.inTenSeconds, meter.searchesInASecond]).toEqual([3, 2]);
  now = 10_500;
  meter.count(false);
  expect([meter.inTenSeconds, meter.total]).toEqual([3, 4]);
  meter.reset();
  expect([meter.inTenSeconds, meter.searchesInASecond, meter.total]).toEqual([0, 0, 0]);
});
