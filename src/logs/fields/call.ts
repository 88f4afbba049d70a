import type { ColumnMapping } from './columns.ts';
import { type ApiCall, CALL_FIELDS, type CallField, ROLES, type Role } from './roles.ts';
import { joinBase } from './values.ts';

/** Why a row is no call. The sentence quotes nothing of the row. */
export interface RowFault {
  fault: string;
  /** Epoch milliseconds of the row, which may tell of a call in a text. */
  at?: number;
}

const NEITHER = 'neither a status nor a path';
/** Of a list that holds HubSpot's webhooks or other events too. */
export const OTHER_EVENT: RowFault = { fault: 'an event of another kind than an API call' };

/** From here on a status says that the call was refused, or failed. */
export const FIRST_REFUSAL = 400;

const SIGNS_OF_RECEIVER = ['caller', 'handler', 'agent', 'side'] as const;
const OF_REFUSALS = CALL_FIELDS.filter((field) => ROLES[field].ofRefusal);
const OF_EVERY_CALL = CALL_FIELDS.filter((field) => !ROLES[field].ofRefusal);

/**
 * The call that a row tells of. The answer is kept for refused calls, and where no status says that HubSpot answered
 * well: nothing else is concluded from it.
 *
 * @param values the row's values, in the order of the header that the mapping was made from
 */
export function callOf(values: readonly unknown[], mapping: ColumnMapping): ApiCall | RowFault {
  const kind = surestValue('kind', values, mapping);
  if (kind !== undefined && kind !== 'API_CALL') return OTHER_EVENT;
  const call: ApiCall = {};
  read(call, OF_EVERY_CALL, values, mapping);
  const portalId = surestValue('portal', values, mapping);
  if (typeof portalId === 'number') call.portalId = portalId;
  // In the rows of others it may be any number.
  const appId = kind === undefined ? undefined : surestValue('app', values, mapping);
  if (typeof appId === 'number') call.appId = appId;
  const base = call.path === undefined ? undefined : surestValue('base', values, mapping);
  if (typeof base === 'string') call.path = joinBase(base, call.path ?? '');
  if (SIGNS_OF_RECEIVER.some((role) => surestValue(role, values, mapping) !== undefined))
    call.received = true;
  if (call.status === undefined && call.path === undefined) {
    return { fault: NEITHER, ...(call.at !== undefined && { at: call.at }) };
  }
  if (call.status === undefined || call.status >= FIRST_REFUSAL) read(call, OF_REFUSALS, values, mapping);
  return call;
}

/** The text of a row that may be a row itself, or tell of a call. */
export function messageOf(values: readonly unknown[], mapping: ColumnMapping): string | undefined {
  const text = surestValue('message', values, mapping);
  return typeof text === 'string' ? text : undefined;
}

function read(
  call: Partial<Record<CallField, unknown>>,
  fields: readonly CallField[],
  values: readonly unknown[],
  mapping: ColumnMapping,
): void {
  for (const field of fields) {
    const value = surestValue(field, values, mapping);
    if (value !== undefined) call[field] = value;
  }
}

export function isFault(row: ApiCall | RowFault): row is RowFault {
  return 'fault' in row;
}

/** Of the surest column that has one. */
function surestValue(role: Role, values: readonly unknown[], { places }: ColumnMapping): unknown {
  for (const place of places[role]) {
    const value = ROLES[role].read(values[place.index], place);
    if (value !== undefined) return value;
  }
  return undefined;
}
