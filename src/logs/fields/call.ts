import type { ApiCall } from '../../core/api-call.ts';
import type { ColumnMapping, Place } from './map-columns.ts';
import { readTime } from './time.ts';
import { readBody, readCategory, readDuration, readMethod, readPath, readStatus } from './values.ts';

/** Why a row is no call. The sentence quotes nothing of the row. */
export interface RowFault {
  fault: string;
}

const NEITHER: RowFault = { fault: 'neither a status nor a path' };
/** Of a list that holds HubSpot's webhooks or other events too. */
export const OTHER_EVENT: RowFault = { fault: 'an event of another kind than an API call' };

/**
 * The call that a row tells of. The answer is kept for refused calls, and where no status says that HubSpot answered
 * well: nothing else is concluded from it.
 *
 * @param values the row's values, in the order of the header that the mapping was made from
 */
export function callOf(values: readonly unknown[], { places }: ColumnMapping): ApiCall | RowFault {
  const kind = first(places.kind, values, (value) =>
    typeof value === 'string' && value !== '' ? value : undefined,
  );
  if (kind !== undefined && kind !== 'API_CALL') return OTHER_EVENT;
  const status = first(places.status, values, readStatus);
  const path = first(places.path, values, readPath);
  if (status === undefined && path === undefined) return NEITHER;

  const call: ApiCall = {};
  const method = first(places.method, values, readMethod);
  if (method !== undefined) call.method = method;
  if (path !== undefined) call.path = path;
  if (status !== undefined) call.status = status;
  const at = first(places.at, values, readTime);
  if (at !== undefined) call.at = at;
  const durationMs = first(places.durationMs, values, (value, { msPerUnit }) =>
    readDuration(value, msPerUnit),
  );
  if (durationMs !== undefined) call.durationMs = durationMs;
  const category = first(places.category, values, readCategory);
  if (category !== undefined) call.category = category;
  if (status !== undefined && status < 400) return call;
  const body = first(places.body, values, (value, { loose }) => readBody(value, loose));
  if (body !== undefined) call.body = body;
  return call;
}

export function isFault(row: ApiCall | RowFault): row is RowFault {
  return 'fault' in row;
}

function first<T>(
  places: readonly Place[],
  values: readonly unknown[],
  read: (value: unknown, place: Place) => T | undefined,
): T | undefined {
  for (const place of places) {
    const found = read(values[place.index], place);
    if (found !== undefined) return found;
  }
  return undefined;
}
