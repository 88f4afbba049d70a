import { DatabaseSync } from 'node:sqlite';
import { T0 } from '../builders.ts';

/** The tables as version 1 made them. */
const TABLES = `
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

  PRAGMA application_id = ${0x4f43_484a};
  PRAGMA user_version = 1;
`;

export const SESSION = {
  threadId: '501',
  sessionId: '00000000-0000-8000-8000-000000000001',
  status: 'resolved',
  ticketId: '900',
  customData: { size: 'L' },
  leftAiUser: false,
} as const;

export const DECISION = {
  outcome: 'act',
  reason: null,
  action: 'reply',
  rules: [{ id: 'answer', rule: 'The AI answers.', input: { aiUser: 'A-7001' }, outcome: 'act' }],
  flip: null,
} as const;

/** A new message of thread 501 or another one. */
export function storedEvent(messageId: string, objectId = '501') {
  return {
    type: 'conversation.newMessage',
    objectId,
    portalId: 1_020_304,
    eventId: 100,
    occurredAt: T0,
    attempt: 0,
    messageId,
    messageType: 'MESSAGE',
  };
}

export const keyOf = (messageId: string, objectId = '501') =>
  `1020304|conversation.newMessage|${objectId}|${messageId}`;

/**
 * A journal as an engine of version 1 left it: event 1 was resolved and done, 2 skipped, 3 resolved the conversation
 * once more, 4 was begun, 5 waits; the ticket of thread 501 is to be closed. Threads 502 and 503 are to have their
 * tickets closed too, one by an event that was forgotten since.
 */
export function writeVersion1(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(TABLES);
  const event = database.prepare(`
    INSERT INTO event (received_at, type, lane, key, status, reason, summary, begun_at, ended_at, personal, body)
    VALUES (?, 'conversation.newMessage', ?, ?, ?, ?, ?, ?, ?, 0, ?)`);
  const line = database.prepare(
    'INSERT INTO story (event_id, line, at, kind, effect, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const rows: [messageId: string, thread: string, status: string, reason: string | null][] = [
    ['m1', '501', 'done', null],
    ['m2', '501', 'skipped', 'sender-bot'],
    ['m3', '501', 'done', null],
    ['m4', '502', 'begun', null],
    ['m5', '501', 'accepted', null],
  ];
  for (const [index, [messageId, thread, status, reason]] of rows.entries()) {
    const at = T0 + index * 1_000;
    const ended = status === 'done' || status === 'skipped';
    event.run(
      at,
      `thread:${thread}`,
      keyOf(messageId, thread),
      status,
      reason,
      ended ? `It ended ${status}.` : null,
      status === 'accepted' ? null : at + 1,
      ended ? at + 2 : null,
      JSON.stringify(storedEvent(messageId, thread)),
    );
  }
  for (const [id, lineNumber, kind, effect, data] of [
    [1, 1, 'decision', null, DECISION],
    [1, 2, 'effect-begun', 'schedule-close', { threadId: '501', milliseconds: 15_000 }],
    [1, 3, 'effect-done', 'schedule-close', null],
    [3, 1, 'effect-begun', 'schedule-close', { threadId: '501', milliseconds: 15_000 }],
    [3, 2, 'effect-done', 'schedule-close', null],
    [4, 1, 'effect-begun', 'schedule-close', { threadId: '502', milliseconds: 15_000 }],
    [4, 2, 'effect-done', 'schedule-close', null],
  ] as const) {
    line.run(id, lineNumber, T0 + lineNumber, kind, effect, JSON.stringify(data));
  }
  database.exec(`
    INSERT INTO forgotten_key VALUES (77, '${keyOf('m0')}', ${T0 - 1_000});
    INSERT INTO refusal (at, status, reason, bytes) VALUES (${T0}, 401, 'The v3 signature does not fit.', 12);
    INSERT INTO pending_close VALUES ('501', ${T0 + 17_000}), ('502', ${T0 + 18_000}), ('503', ${T0 + 19_000});
  `);
  database
    .prepare('INSERT INTO session (thread_id, ticket_id, body) VALUES (?, ?, ?)')
    .run(SESSION.threadId, SESSION.ticketId, JSON.stringify(SESSION));
  database.close();
}
