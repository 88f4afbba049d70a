import type { Report } from '../core/report.ts';
import type { TextOptions } from './text.ts';

/** What a reporter may draw on; each takes what its format has a use for. */
export type RenderOptions = TextOptions;

export type Reporter = (report: Report, options: RenderOptions) => string;

/** Every format by its name, loaded only when it is asked for: `--format json` never loads what draws text. */
export const REPORTERS = {
  text: async () => (await import('./text.ts')).renderText,
  json: async () => (await import('./json.ts')).renderJson,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;

/** The names that `--format` takes. */
export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

/** The report in one format, ending with a newline. */
export async function render(format: Format, report: Report, options: RenderOptions): Promise<string> {
  const reporter: Reporter = await REPORTERS[format]();
  return reporter(report, options);
}
