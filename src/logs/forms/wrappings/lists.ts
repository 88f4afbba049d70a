/** Lists of rows as the places where logs are kept hand them out. */
import { listAt, objectAt, type Unwrap } from './unwrap.ts';

/** What Elasticsearch answers to a search; the row is in each hit's `_source`. */
export const unwrapHits: Unwrap = (record) =>
  listAt(objectAt(record, 'hits'), 'hits')?.map((hit) => objectAt(hit, '_source'));

/** What CloudWatch Logs lists, and sends to a subscriber; the row is the text of each event. */
export const unwrapLogEvents: Unwrap = (record) => {
  const events = listAt(record, 'logEvents') ?? listAt(record, 'events');
  const areRows = events?.every((event) => 'message' in event && 'timestamp' in event);
  return areRows && events?.length ? events : undefined;
};
