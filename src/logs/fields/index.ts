export { callOf, isFault, OTHER_EVENT, type RowFault } from './call.ts';
export { type ColumnMap, expectColumns, parseColumnMap } from './column-map.ts';
export { goesToHubSpot } from './hosts.ts';
export { type ColumnMapping, mapColumns, type Place } from './map-columns.ts';
export { looksLikeValue } from './names.ts';
export { createRecordReader, type RecordReader } from './records.ts';
export { CALL_FIELDS, type CallField, isOpen } from './roles.ts';
