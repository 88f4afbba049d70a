import type { ComparisonFormat } from '../../core/formats.ts';
import type { Comparison } from '../../doctor/compare.ts';
import { jsonText } from '../../redact/printable.ts';
import type { SheetOptions } from '../layout.ts';

type ComparisonReporter = (comparison: Comparison, options: SheetOptions) => string;

/** Every format of a comparison by its name, loaded only when it is asked for. */
const REPORTERS = {
  text: async () => (await import('./text.ts')).renderComparisonText,
  json: async () => (comparison) => `${jsonText(comparison, 2)}\n`,
  markdown: async () => (await import('./markdown.ts')).renderComparisonMarkdown,
} as const satisfies Record<ComparisonFormat, () => Promise<ComparisonReporter>>;

/** What the comparison comes to, as the last lines of its text have it, ending with a newline. */
export async function renderConclusion(comparison: Comparison, options: SheetOptions): Promise<string> {
  return (await import('./text.ts')).renderConclusionText(comparison, options);
}

/** The comparison in one format, ending with a newline. */
export async function renderComparison(
  format: ComparisonFormat,
  comparison: Comparison,
  options: SheetOptions,
): Promise<string> {
  const reporter: ComparisonReporter = await REPORTERS[format]();
  return reporter(comparison, options);
}
