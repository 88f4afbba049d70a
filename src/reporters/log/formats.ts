import type { LogReportFormat } from '../../core/formats.ts';
import type { LoggedReport } from '../../core/report.ts';
import type { RenderOptions } from '../formats.ts';

type LogReporter = (report: LoggedReport, options: RenderOptions) => string;

/** Every format of `logs` by its name, loaded only when it is asked for. */
const LOG_REPORTERS = {
  text: async () => (await import('./text.ts')).renderLogText,
  brief: async () => (await import('../brief/report.ts')).renderBrief,
  json: async () => (await import('../json.ts')).renderJson,
  ndjson: async () => (await import('./ndjson.ts')).renderLogNdjson,
  markdown: async () => (await import('./markdown.ts')).renderLogMarkdown,
  html: async () => (await import('../html/page.ts')).renderHtml,
} as const satisfies Record<LogReportFormat, () => Promise<LogReporter>>;

/** What the logs show in one format, ending with a newline. */
export async function renderLog(
  format: LogReportFormat,
  report: LoggedReport,
  options: RenderOptions,
): Promise<string> {
  const reporter: LogReporter = await LOG_REPORTERS[format]();
  return reporter(report, options);
}
