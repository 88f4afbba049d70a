import { behind, inset, prose, type Sheet } from '../layout.ts';

/** Numbered where there is an order to keep. */
export function stepLines(sheet: Sheet, steps: readonly string[]): string[] {
  if (steps.length === 1) return steps.flatMap((step) => prose(sheet, step));
  const column = `${steps.length}. `.length;
  return steps.flatMap((step, index) => behind(`${index + 1}.`, column, prose(inset(sheet, column), step)));
}
