import type { Comparison } from '../../doctor/compare.ts';

/** The comparison as one JSON document, two blanks deep, with a newline at its end. */
export function renderComparisonJson(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}
