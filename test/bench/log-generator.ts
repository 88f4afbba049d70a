import { closeSync, openSync, writeSync } from 'node:fs';

/** What a generated log holds. */
export interface GeneratedLog {
  bytes: number;
  rows: number;
  /** 403 whose body names scopes. */
  missingScopes: number;
  rateLimited: number;
  serverErrors: number;
}

type Faults = Omit<GeneratedLog, 'bytes' | 'rows'>;
type Fault = keyof Faults;

interface Row {
  /** Where the row begins in its block, and where its time and its id do; -1: it has no id. */
  start: number;
  timeAt: number;
  idAt: number;
  /** Day of its time as it stands in the block, counted from 1970. */
  day: number;
  fault: Fault | undefined;
}

interface Block {
  bytes: Buffer;
  rows: Row[];
}

const ROWS_IN_BLOCK = 5_000;
const FIRST_AT = Date.UTC(2026, 9, 1);
/** Ten million rows are the thirty days that HubSpot keeps. */
const STEP_MS = 259;
const DAY_MS = 86_400_000;

const TIME_KEY = '{"time":"';
const ID = '000000000';

const ROUTES = [
  ['GET', `/crm/v3/owners/${ID}`],
  ['GET', `/crm/v3/objects/tickets/${ID}`],
  ['PATCH', `/crm/v3/objects/tickets/${ID}`],
  ['GET', `/crm/v3/objects/contacts/${ID}`],
  ['POST', '/crm/v3/objects/tickets/search'],
  ['GET', `/crm/owners/v3/A-${ID}`],
  ['POST', '/crm/v3/objects/tickets'],
  ['GET', '/oauth/v1/access-tokens'],
] as const;

const OWNERS = ROUTES[0];

/** What goes wrong, how often, and how HubSpot answers then. */
const FAULTS: Record<
  Fault,
  { share: number; route?: (typeof ROUTES)[number]; status: number; body: object }
> = {
  missingScopes: {
    share: 0.005,
    route: OWNERS,
    status: 403,
    body: {
      status: 'error',
      message: "This app hasn't been granted all required scopes to make this call.",
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: ['crm.objects.owners.read'] },
        },
      ],
      category: 'MISSING_SCOPES',
    },
  },
  rateLimited: {
    share: 0.001,
    status: 429,
    body: { status: 'error', message: 'You have reached your daily limit.', policyName: 'DAILY' },
  },
  serverErrors: { share: 0.0005, status: 502, body: { status: 'error', message: 'Bad gateway' } },
};

const SUCCESS = { route: undefined, status: 200, body: undefined };

/**
 * Writes an API-call log of one object a line, as a proxy keeps it, of `size` bytes at most, and says what is in it.
 *
 * One block of rows is drawn by chance from `seed`; it is written again and again, each time with other times and
 * ids, so that the disk is the limit. The same size and seed give the same bytes.
 */
export function writeLog(path: string, size: number, seed = 1): GeneratedLog {
  const chance = chances(seed);
  const block = drawBlock(chance);
  const written: GeneratedLog = { bytes: 0, rows: 0, missingScopes: 0, rateLimited: 0, serverErrors: 0 };
  const file = openSync(path, 'w');
  try {
    for (;;) {
      const rows = block.rows.filter((_, index) => endOf(block, index) <= size - written.bytes);
      if (rows.length === 0) return written;
      rows.forEach((row, index) => {
        stamp(block.bytes, row, FIRST_AT + (written.rows + index) * STEP_MS, chance);
        if (row.fault !== undefined) written[row.fault] += 1;
      });
      written.bytes += writeSync(file, block.bytes, 0, endOf(block, rows.length - 1));
      written.rows += rows.length;
    }
  } finally {
    closeSync(file);
  }
}

function endOf({ bytes, rows }: Block, index: number): number {
  return rows[index + 1]?.start ?? bytes.length;
}

function drawBlock(chance: () => number): Block {
  const rows: Row[] = [];
  const lines: string[] = [];
  let start = 0;
  for (let index = 0; index < ROWS_IN_BLOCK; index += 1) {
    const fault = drawFault(chance());
    const line = drawLine(chance, fault);
    const id = line.indexOf(ID);
    rows.push({ start, timeAt: start + TIME_KEY.length, idAt: id < 0 ? -1 : start + id, day: 0, fault });
    lines.push(line);
    start += line.length;
  }
  return { bytes: Buffer.from(lines.join(''), 'latin1'), rows };
}

function drawFault(drawn: number): Fault | undefined {
  let below = 0;
  for (const fault of Object.keys(FAULTS) as Fault[]) {
    below += FAULTS[fault].share;
    if (drawn < below) return fault;
  }
  return undefined;
}

function drawLine(chance: () => number, fault: Fault | undefined): string {
  const drawn = ROUTES[Math.floor(chance() ** 2 * ROUTES.length)] ?? OWNERS;
  const { route = drawn, status, body } = fault === undefined ? SUCCESS : FAULTS[fault];
  const [method, path] = route;
  const durationMs = Math.round(20 + 5 / (0.002 + chance() ** 2));
  const call = { time: new Date(FIRST_AT).toISOString(), method, path, status, durationMs };
  return `${JSON.stringify(body === undefined ? call : { ...call, body: JSON.stringify(body) })}\n`;
}

/** Gives a row of the block its time, and an id of its own. */
function stamp(bytes: Buffer, row: Row, at: number, chance: () => number): void {
  const day = Math.floor(at / DAY_MS);
  const ofDay = at % DAY_MS;
  if (day !== row.day)
    bytes.write(new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length), row.timeAt, 'latin1');
  row.day = day;
  writeDigits(bytes, row.timeAt + 11, 2, Math.floor(ofDay / 3_600_000));
  writeDigits(bytes, row.timeAt + 14, 2, Math.floor(ofDay / 60_000) % 60);
  writeDigits(bytes, row.timeAt + 17, 2, Math.floor(ofDay / 1_000) % 60);
  writeDigits(bytes, row.timeAt + 20, 3, ofDay % 1_000);
  if (row.idAt >= 0) writeDigits(bytes, row.idAt, ID.length, Math.floor((0.1 + chance() * 0.9) * 1e9));
}

function writeDigits(bytes: Buffer, at: number, width: number, number: number): void {
  let rest = number;
  for (let place = at + width - 1; place >= at; place -= 1) {
    const tens = Math.floor(rest / 10);
    bytes[place] = 48 + rest - tens * 10;
    rest = tens;
  }
}

/** Evenly spread numbers from 0 to below 1, the same for the same seed. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
