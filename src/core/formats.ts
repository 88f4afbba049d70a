/** The words that `--format` takes. A reporter for each is demanded by the type of the table that draws it. */

/** Of a report. */
export const REPORT_FORMATS = [
  'text',
  'brief',
  'json',
  'ndjson',
  'junit',
  'markdown',
  'github',
  'html',
] as const;
export type Format = (typeof REPORT_FORMATS)[number];

/** Whom each of them is for. */
export const FORMAT_WORDS: Readonly<Record<Format, string>> = {
  text: 'a terminal; `--full` and `--verbose` say more, `--quiet` one line; `--ascii`, `--color never`',
  brief:
    'an agent: what was found, who acts, the keys of the open questions and the next command, in few tokens',
  json: 'scripts; its JSON Schema is in the package (`opencx-hubspot/report.schema.json`)',
  ndjson: 'a line a verdict, as it is reached, then the causes and the outcome',
  junit:
    'test reports: a failing check is a failure, what could not be told an error, what was not judged is skipped',
  markdown: 'a ticket',
  github: 'annotations of GitHub Actions, and the summary of the step',
  html: 'a page of its own with the broken hop marked, for whoever has to act',
};

/** Of what API-call logs show. */
export const LOG_REPORT_FORMATS = ['text', 'brief', 'json', 'ndjson', 'markdown', 'html'] as const;
export type LogReportFormat = (typeof LOG_REPORT_FORMATS)[number];

/** Of two runs side by side. */
export const COMPARISON_FORMATS = ['text', 'json', 'markdown'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

/** Of what is checked, of the page of one word, and of what can be answered. */
export const CATALOGUE_FORMATS = ['text', 'brief', 'json', 'markdown'] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];
