import type { ApiLog } from '../../core/api-log.ts';
import type { Report } from '../../core/report.ts';

/** The report of `logs`: what was concluded, and what the logs show beside it. */
export type LoggedReport = Report & { log: ApiLog };
