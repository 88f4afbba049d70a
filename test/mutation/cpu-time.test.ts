import process from 'node:process';
import { expect, it } from 'vitest';
import { cpuMinutes } from './cpu-time.ts';

it.runIf(process.platform === 'linux')('is at least what this process has used', () => {
  const { user, system } = process.cpuUsage();
  // The kernel counts whole ticks.
  expect(cpuMinutes()).toBeGreaterThan(((user + system) / 60_000_000) * 0.9);
});
