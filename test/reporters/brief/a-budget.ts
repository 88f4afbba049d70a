import { expect } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { renderBrief } from '../../../src/reporters/brief/report.ts';
import { causeFamilies } from '../../../src/reporters/causes.ts';
import { PARTY_ACTS } from '../../../src/reporters/words.ts';

/** 600 tokens of four bytes. */
const BUDGET = 2_400;

/**
 * Whatever was found is told within the budget: what is in the way first of all, the status as it is, the leading cause
 * with how sure it is and who acts, every question by its key, and the next step as the last line.
 */
export function expectBrief(report: Report): void {
  const text = renderBrief(report, {});
  expect(Buffer.byteLength(text), text).toBeLessThanOrEqual(BUDGET);
  const lines = text.trimEnd().split('\n');
  const { obstacle, status, questions } = report;
  expect(lines.findIndex((line) => line.startsWith('in the way: '))).toBe(obstacle ? 0 : -1);
  expect(lines.filter((line) => line.startsWith('status: '))).toEqual([
    expect.stringMatching(`^status: ${status}: `),
  ]);
  if (status !== 'healthy') expect(text).not.toMatch(/healthy|every claim that was checked holds/i);
  const [{ root } = { root: undefined }] = causeFamilies(report.causes);
  if (root) expect(text).toContain(`\ncause ${root.id} (${root.confidence}; ${PARTY_ACTS[root.owner]}): `);
  else expect(text).not.toContain('\ncause ');
  expect(questions.filter(({ key }) => !text.includes(key))).toEqual([]);
  expect(lines.at(-1)).toMatch(/^next: \S/);
}
