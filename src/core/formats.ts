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

/** Of what API-call logs show. */
export const LOG_REPORT_FORMATS = ['text', 'json', 'ndjson', 'markdown', 'html'] as const;
export type LogReportFormat = (typeof LOG_REPORT_FORMATS)[number];

/** Of two runs side by side. */
export const COMPARISON_FORMATS = ['text', 'json', 'markdown'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

/** Of what is checked, of the page of one word, and of what can be answered. */
export const CATALOGUE_FORMATS = ['text', 'brief', 'json', 'markdown'] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];
