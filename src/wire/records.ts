import type { ErrorKind } from '../core/evidence.ts';

/** One request as the wire saw it, tries together. Everything in it is safe to print. */
export interface CallRecord {
  method: string;
  host: string;
  /** Path with ids folded, without its query. */
  route: string;
  /** null: no answer came. */
  status: number | null;
  errorKind?: ErrorKind;
  tries: number;
  /** Waits between tries included. */
  durationMs: number;
  /** HubSpot's id of the last try, for its support. */
  correlationId?: string;
}
