export {
  createLogFilter,
  type LogFilter,
  type LogFilterOptions,
  parseStatusWord,
  type StatusRange,
} from './filter.ts';
export { refusalsOf } from './refusals-of.ts';
export { foldRoute } from './routes.ts';
export { type AnalysedLog, summarize } from './summarize.ts';
export { Tally } from './tally.ts';
export { FIRST_REFUSAL, type RouteTally, type TallyData } from './tally-data.ts';
