import type { Report } from '../core/report.ts';
import type { GithubOptions } from './github.ts';
import type { JunitOptions } from './junit.ts';
import type { SheetOptions } from './layout.ts';
import type { TextOptions } from './text.ts';

/** What a reporter may draw on; each takes what its format has a use for. */
export interface RenderOptions extends TextOptions, JunitOptions, GithubOptions {}

export type Reporter = (report: Report, options: RenderOptions) => string;

/** Every format by its name, loaded only when it is asked for: `--format json` never loads what draws text. */
export const REPORTERS = {
  text: async () => (await import('./text.ts')).renderText,
  json: async () => (await import('./json.ts')).renderJson,
  ndjson: async () => (await import('./ndjson.ts')).renderNdjson,
  junit: async () => (await import('./junit.ts')).renderJunit,
  markdown: async () => (await import('./markdown/index.ts')).renderMarkdown,
  github: async () => (await import('./github.ts')).renderGithub,
  html: async () => (await import('./html/page.ts')).renderHtml,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;

/** The names that `--format` takes. */
export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

/** The report in one format, ending with a newline. */
export async function render(format: Format, report: Report, options: RenderOptions): Promise<string> {
  const reporter: Reporter = await REPORTERS[format]();
  return reporter(report, options);
}

/** The verdict line alone, as the last line of the text report has it. */
export async function renderQuiet(report: Report, options: SheetOptions): Promise<string> {
  return (await import('./quiet.ts')).renderQuiet(report, options);
}

/** What goes into the file that GITHUB_STEP_SUMMARY names. */
export async function renderStepSummary(report: Report, subject?: string): Promise<string> {
  return (await import('./github.ts')).renderStepSummary(report, subject);
}
