/** Marks the file as a journal of this tool: 'OCHJ' in ASCII. */
export const APPLICATION_ID = 0x4f43_484a;

/** Raised with every change of the tables. */
export const SCHEMA_VERSION = 1;

/**
 * `event.body` is the event as JSON; `event.personal` is 1 where its property value is to be forgotten.
 * `forgotten_key` holds the keys of forgotten events for as long as HubSpot may still redeliver them.
 *
 * Types and times have no index: only people ask by them, and each index makes every delivery wait longer.
 */
export const SCHEMA = `
  CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    lane TEXT NOT NULL,
    key TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    summary TEXT,
    begun_at INTEGER,
    ended_at INTEGER,
    replay_of INTEGER,
    personal INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_key ON event (key);
  CREATE INDEX event_lane ON event (lane);
  CREATE INDEX event_status ON event (status, reason);

  CREATE TABLE forgotten_key (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    received_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX forgotten_key_key ON forgotten_key (key);

  CREATE TABLE story (
    event_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    effect TEXT,
    data TEXT NOT NULL,
    PRIMARY KEY (event_id, line)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE refusal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    thread_id TEXT NOT NULL UNIQUE,
    ticket_id TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX session_ticket ON session (ticket_id);

  CREATE TABLE pending_close (
    thread_id TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
