/**
 * The tables of a journal file, and what leads to them from each older version. `file.ts` applies both, each in one
 * transaction; nothing else changes tables.
 */

/** Marks the file as a journal of this tool: 'OCHJ' in ASCII. */
export const APPLICATION_ID = 0x4f43_484a;

/** Raised with every change of the tables, which then gets its step in `MIGRATIONS`. */
export const SCHEMA_VERSION = 3;

/**
 * By version, what makes the next version of it. A step speaks of the tables as they were then, so it is never
 * changed afterwards.
 */
export const MIGRATIONS: ReadonlyMap<number, string> = new Map([
  [
    1,
    `
  ALTER TABLE story RENAME TO entry;
  ALTER TABLE pending_close ADD COLUMN event_id INTEGER;
  UPDATE pending_close SET event_id = (
    SELECT max(event.id) FROM event JOIN entry ON entry.event_id = event.id
    WHERE event.lane = 'thread:' || pending_close.thread_id
      AND entry.kind = 'effect-done' AND entry.effect = 'schedule-close'
  );
`,
  ],
  [
    2,
    `
  CREATE TABLE delivery (
    last_id INTEGER PRIMARY KEY,
    events INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    note TEXT,
    body BLOB NOT NULL
  ) STRICT;
`,
  ],
]);

/**
 * `delivery` holds what was taken and not taken apart yet, as it came; the last of its events has the number `last_id`.
 * `event.body` is the event as JSON; `event.personal` is 1 where its property value is to be forgotten.
 * `entry` holds what was done about an event, `pending_close.event_id` the event that resolved the conversation.
 * `forgotten_key` holds the keys of forgotten events for as long as HubSpot may still redeliver them.
 *
 * Types and times have no index: only people ask by them, and each index makes every delivery wait longer.
 */
export const SCHEMA = `
  CREATE TABLE delivery (
    last_id INTEGER PRIMARY KEY,
    events INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    note TEXT,
    body BLOB NOT NULL
  ) STRICT;

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

  CREATE TABLE entry (
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
    due_at INTEGER NOT NULL,
    event_id INTEGER
  ) STRICT, WITHOUT ROWID;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Writes a row to the end of each table; to be rolled back. */
export const TRIAL = `
  INSERT INTO delivery (last_id, events, received_at, body) VALUES (9223372036854775807, 0, 0, x'');
  INSERT INTO event (received_at, type, lane, key, status, personal, body) VALUES (0, '', '', '', '', 0, '');
  INSERT INTO forgotten_key (key, received_at) VALUES ('', 0);
  INSERT INTO entry (event_id, line, at, kind, data) VALUES (9223372036854775807, 1, 0, '', '');
  INSERT INTO refusal (at, status, reason, bytes) VALUES (0, 0, '', 0);
  INSERT INTO session (thread_id, body) VALUES ('', '');
  INSERT INTO pending_close (thread_id, due_at) VALUES ('', 0);
`;
