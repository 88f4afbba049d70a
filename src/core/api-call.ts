/**
 * One call to HubSpot's API as a log tells of it. Logs differ in what they keep, so every field may be missing.
 *
 * `path` and `body` are as they were logged and may hold tokens, ids and addresses: neither is printed or saved,
 * only what the analysis folds and concludes from them.
 */
export interface ApiCall {
  /** Upper case. */
  method?: string;
  /** Path with its query, or the whole URL. */
  path?: string;
  status?: number;
  /** Epoch milliseconds at which the call was made. */
  at?: number;
  durationMs?: number;
  /** HubSpot's error category, where the log names it apart from the body. */
  category?: string;
  /** What HubSpot answered, as text; kept for refused calls only. */
  body?: string;
}

/** The forms of a log that are understood. */
export type LogFormat = 'csv' | 'json' | 'ndjson' | 'har';
