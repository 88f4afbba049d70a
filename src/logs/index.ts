export { type AnalyseOptions, analyseLogs } from './analyse.ts';
export { createLogFilter, type LogFilter, type LogFilterOptions } from './analysis/index.ts';
export { type ColumnMap, parseColumnMap } from './fields/index.ts';
export { fileSource, type LogSource, streamSource } from './read/index.ts';
