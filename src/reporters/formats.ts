/**
 * The formats of the report, one row each: a new one is a file that renders it and a row in here.
 * For the command line, and whoever else hands a report on.
 */
import type { Format } from '../core/formats.ts';
import { once } from '../core/once.ts';
import type { Report } from '../core/report.ts';
import type { GithubOptions } from './github.ts';
import type { JunitOptions } from './junit.ts';
import type { SheetOptions } from './layout.ts';
import type { TextOptions } from './text/report.ts';

/** What a reporter may draw on; each takes what its format has a use for. */
export interface RenderOptions extends TextOptions, JunitOptions, GithubOptions {}

interface Reporter {
  /** What the document is, as a server says it. */
  media: string;
  /** Of a file that holds it. */
  ending: string;
  /** Loaded only when it is asked for: `--format json` never loads what draws text. */
  load(): Promise<(report: Report, options: RenderOptions) => string>;
}

export const REPORTERS = {
  text: {
    media: 'text/plain',
    ending: 'txt',
    load: once(async () => (await import('./text/report.ts')).renderText),
  },
  brief: {
    media: 'text/plain',
    ending: 'txt',
    load: once(async () => (await import('./brief/report.ts')).renderBrief),
  },
  json: {
    media: 'application/json',
    ending: 'json',
    load: once(async () => (await import('./json.ts')).renderJson),
  },
  ndjson: {
    media: 'application/x-ndjson',
    ending: 'ndjson',
    load: once(async () => (await import('./ndjson.ts')).renderNdjson),
  },
  junit: {
    media: 'application/xml',
    ending: 'xml',
    load: once(async () => (await import('./junit.ts')).renderJunit),
  },
  markdown: {
    media: 'text/markdown',
    ending: 'md',
    load: once(async () => (await import('./markdown/report.ts')).renderMarkdown),
  },
  github: {
    media: 'text/plain',
    // Annotations are printed, where GitHub looks for them; what a file holds is the summary.
    ending: 'md',
    load: once(async () => (await import('./github.ts')).renderGithub),
  },
  html: {
    media: 'text/html',
    ending: 'html',
    load: once(async () => (await import('./html/page.ts')).renderHtml),
  },
} as const satisfies Record<Format, Reporter>;

/** The report in one format, ending with a newline. */
export async function render(format: Format, report: Report, options: RenderOptions): Promise<string> {
  const reporter: Reporter = REPORTERS[format];
  const renderReport = await reporter.load();
  return renderReport(report, options);
}

/** The verdict line alone, as the last line of the text report has it. */
export async function renderQuiet(report: Report, options: SheetOptions): Promise<string> {
  return (await import('./text/report.ts')).renderQuiet(report, options);
}

/** What goes into the file that GITHUB_STEP_SUMMARY names. */
export async function renderStepSummary(report: Report, subject?: string): Promise<string> {
  return (await import('./github.ts')).renderStepSummary(report, subject);
}
