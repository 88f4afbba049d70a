import { expect } from 'vitest';
import type { Outcome } from '../support/cli.ts';

/**
 * Wrong usage: exit code 2, nothing on standard output, and on standard error one or two lines that hold the words.
 *
 * @param said words of the lines, in any order
 */
export function expectUsageError({ code, out, err }: Outcome, ...said: readonly string[]): void {
  expect({ code, out }).toEqual({ code: 2, out: '' });
  for (const words of said) expect(err).toContain(words);
  expect(err).toMatch(/^opencx-hubspot: [^\n]+\n(?: {2}[^\n]+\n)?$/);
  expectNoStackTrace(err);
}

export function expectNoStackTrace(text: string): void {
  expect(text).not.toMatch(/^\s+at /m);
  expect(text).not.toMatch(/file:\/\/|node:internal|[Ee]rror:/);
}
