/** What Sentry shows of an error as JSON: the calls before it are among its breadcrumbs, each with what is known in `data`. */
import { isObject } from '../../../core/json.ts';
import { listAt, objectAt, type Unwrap } from './unwrap.ts';

/** One row for each call; what else led to the error tells of none, nor does the request that the program itself took. */
export const unwrapSentry: Unwrap = (record) => {
  const crumbs = listAt(record, 'breadcrumbs') ?? listAt(objectAt(record, 'breadcrumbs'), 'values');
  return crumbs?.flatMap((crumb) => {
    const { timestamp, data } = crumb as Record<string, unknown>;
    return isObject(data) && 'url' in data ? [{ ...data, timestamp }] : [];
  });
};
