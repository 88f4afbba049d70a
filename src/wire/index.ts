export type { CallMarks, Scope } from './context.ts';
export type { ProxySettings } from './dispatcher.ts';
export { isLoopback } from './hosts.ts';
export {
  type ApiAnswer,
  type ApiRequest,
  addressOf,
  createJsonApi,
  type JsonApi,
  withoutTrailingSlash,
} from './json-api.ts';
export { type Destination, evidenceFailureIn, toEvidenceFailure } from './network-errors.ts';
export { rateLimitPolicy } from './rate-limit.ts';
export type { CallRecord } from './records.ts';
export { LONGEST_WAIT_MS, TRANSIENT_STATUSES } from './retry.ts';
export { foldPath } from './routes.ts';
export {
  flag,
  id,
  looksLikeHtml,
  optionalId,
  optionalObject,
  readAnswer,
  text,
  withoutGaps,
} from './tolerant.ts';
export { createWire, type Wire, type WireOptions } from './wire.ts';
