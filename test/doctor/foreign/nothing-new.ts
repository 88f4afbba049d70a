import { expect } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { figure } from '../../support/figure.ts';
import { accusedIn } from './portal-in-process.ts';

/**
 * A report accuses nobody whom it did not accuse before, and no check broke.
 *
 * @param row of the proof's page, in which it is counted
 */
export function expectNothingNew(row: string, report: Report, known: readonly string[]): void {
  const accused = accusedIn(report).filter((id) => !known.includes(id));
  const { crash } = report.summary;
  figure(row, { tried: 1, 'falsely accused': accused.length > 0 ? 1 : 0, 'broken checks': crash });
  expect(accused).toEqual([]);
  expect(crash).toBe(0);
}
