import type { ApiCall } from '../../core/api-call.ts';
import { callOf, mapColumns, type RowFault } from '../fields/index.ts';

/** The places of a HAR entry that are looked at. Headers, cookies and request bodies are not among them. */
const MAPPING = mapColumns([
  'requestMethod',
  'requestUrl',
  'responseStatus',
  'startedDateTime',
  'duration',
  'responseBody',
]);

/** The call of a HAR entry. A status of 0 is a request that was never answered: none. */
export function callOfEntry(entry: object): ApiCall | RowFault {
  const content = at(at(entry, 'response'), 'content');
  const values = [
    at(at(entry, 'request'), 'method'),
    at(at(entry, 'request'), 'url'),
    at(at(entry, 'response'), 'status'),
    at(entry, 'startedDateTime'),
    at(entry, 'time'),
    at(content, 'encoding') === 'base64' ? fromBase64(at(content, 'text')) : at(content, 'text'),
  ];
  return callOf(values, MAPPING);
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function fromBase64(text: unknown): string | undefined {
  return typeof text === 'string' ? Buffer.from(text, 'base64').toString('utf8') : undefined;
}
