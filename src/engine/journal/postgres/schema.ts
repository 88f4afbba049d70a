/**
 * The tables of a journal in Postgres, in a schema of their own, and what leads to them from each older version.
 * `store.ts` applies both, each in one transaction; nothing else changes tables.
 */

export const SCHEMA_NAME = 'opencx_hubspot';

/** That of the queue's library, which makes it where engines share the journal. */
export const QUEUE_SCHEMA = 'opencx_hubspot_queue';

/** Marks the schema as a journal of this tool. */
export const MARK = 'journal of opencx-hubspot';

/** Raised with every change of the tables, which then gets its step in `MIGRATIONS`. */
export const SCHEMA_VERSION = 3;

/**
 * By version, what makes the next version of it. A step speaks of the tables as they were then, so it is never changed
 * afterwards.
 */
export const MIGRATIONS: ReadonlyMap<number, string> = new Map([
  [
    1,
    `SET LOCAL search_path TO ${SCHEMA_NAME};
    ALTER TABLE event ADD COLUMN held bigint;
    CREATE TABLE hold (key text PRIMARY KEY, lane text NOT NULL, token bigint NOT NULL);
    CREATE SEQUENCE hold_token;
    CREATE INDEX pending_close_due ON pending_close (due_at);`,
  ],
  [
    2,
    `SET LOCAL search_path TO ${SCHEMA_NAME};
    CREATE TABLE writer (id uuid PRIMARY KEY, last_commit bigint NOT NULL);`,
  ],
]);

/**
 * As in a journal file: `event.body` is the event as JSON, `event.personal` says that its property value is to be
 * forgotten, `forgotten_key` holds the keys of forgotten events. `claim.term` counts the engines that have had the
 * journal, so that one that lost it knows whether another had it since; `claim.last_event` is the highest number that was
 * given to an event.
 *
 * Where several engines share the journal, `hold` has the lanes that one of them works, by the digest of their names;
 * each time that one is taken it has another token, without which nothing is written for it, and which stands in
 * `event.held` with what was begun.
 *
 * `writer` has a row for each start of an engine, with the number of its last commit, see `group-commit.ts`.
 *
 * What somebody else chose, and may be of any length, has no B-tree: an entry of one may hold a third of a page.
 */
export const SCHEMA = `
  CREATE SCHEMA ${SCHEMA_NAME};
  COMMENT ON SCHEMA ${SCHEMA_NAME} IS '${MARK}';
  SET LOCAL search_path TO ${SCHEMA_NAME};

  CREATE TABLE version (number integer NOT NULL);
  INSERT INTO version VALUES (${SCHEMA_VERSION});

  CREATE TABLE claim (term bigint NOT NULL, last_event bigint NOT NULL);
  INSERT INTO claim VALUES (0, 0);

  CREATE TABLE event (
    id bigint PRIMARY KEY,
    received_at bigint NOT NULL,
    type text NOT NULL,
    lane text NOT NULL,
    key text NOT NULL,
    status text NOT NULL,
    reason text,
    summary text,
    begun_at bigint,
    ended_at bigint,
    replay_of bigint,
    personal boolean NOT NULL,
    body text NOT NULL,
    held bigint
  );
  CREATE INDEX event_key ON event USING hash (key);
  CREATE INDEX event_waiting ON event (id) WHERE status = 'accepted';
  CREATE INDEX event_begun ON event (id) WHERE status = 'begun';
  CREATE INDEX event_waiting_in_lane ON event (md5(lane), id) WHERE status = 'accepted';
  CREATE INDEX event_lane ON event USING hash (lane);

  CREATE TABLE forgotten_key (
    id bigint PRIMARY KEY,
    key text NOT NULL,
    received_at bigint NOT NULL
  );
  CREATE INDEX forgotten_key_key ON forgotten_key USING hash (key);

  CREATE TABLE entry (
    event_id bigint NOT NULL,
    line integer NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    effect text,
    data text NOT NULL,
    PRIMARY KEY (event_id, line)
  );

  CREATE TABLE refusal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    status integer NOT NULL,
    reason text NOT NULL,
    bytes bigint NOT NULL
  );

  CREATE TABLE session (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread_id text NOT NULL,
    ticket_id text,
    body text NOT NULL
  );
  CREATE UNIQUE INDEX session_thread ON session (thread_id);
  CREATE INDEX session_ticket ON session USING hash (ticket_id);

  CREATE TABLE pending_close (
    thread_id text PRIMARY KEY,
    due_at bigint NOT NULL,
    event_id bigint
  );
  CREATE INDEX pending_close_due ON pending_close (due_at);

  CREATE TABLE hold (key text PRIMARY KEY, lane text NOT NULL, token bigint NOT NULL);
  CREATE SEQUENCE hold_token;

  CREATE TABLE writer (id uuid PRIMARY KEY, last_commit bigint NOT NULL);
`;
