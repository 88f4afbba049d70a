/** Calls to HubSpot as an integration makes them, drawn by chance; how a logger writes them is told in `shapes`. */

export interface Call {
  /** Epoch milliseconds. */
  at: number;
  method: string;
  /** With its query. */
  path: string;
  status: number;
  durationMs: number;
  /** What HubSpot answered. */
  answer: object;
  requestHeaders: Readonly<Record<string, string>>;
  responseHeaders: Readonly<Record<string, string>>;
  /** The same in answer and headers. */
  correlationId: string;
}

export const HOST = 'api.hubapi.com';

const FIRST_AT = Date.UTC(2026, 9, 1);
const LONGEST_STEP_MS = 3_000;

/** Each kind of call, and how often of a thousand. */
const KINDS: readonly [share: number, method: string, path: (id: string) => string, answer: Answer][] = [
  [290, 'GET', (id) => `/crm/v3/objects/contacts/${id}?properties=email,firstname,lastname`, contact],
  [180, 'GET', (id) => `/crm/v3/objects/tickets/${id}?associations=contacts`, ticket],
  [120, 'PATCH', (id) => `/crm/v3/objects/tickets/${id}`, ticket],
  [90, 'GET', (id) => `/conversations/v3/conversations/threads/${id}`, thread],
  [80, 'GET', (id) => `/conversations/v3/conversations/threads/${id}/messages?limit=20`, messages],
  [70, 'POST', () => '/crm/v3/objects/contacts/search', found],
  [50, 'GET', (id) => `/conversations/v3/conversations/actors/V-${id}`, actor],
  [50, 'GET', (id) => `/crm/v3/owners/${id}?idProperty=userId`, owner],
  [40, 'POST', () => '/crm/objects/2026-03/notes', ticket],
  [30, 'PUT', (id) => `/crm/v4/objects/tickets/${id}/associations/default/contacts/${id}`, thread],
];

const OWNERS = '/crm/v3/owners/';

type Answer = (draw: Draw, id: string) => object;

/** Chance, and the words that a portal is full of. */
class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below 1. */
  share(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 4_294_967_296;
  }

  below(end: number): number {
    return Math.floor(this.share() * end);
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }

  digits(count: number): string {
    return String(Math.floor((0.1 + this.share() * 0.9) * 10 ** count));
  }

  words(least: number, most: number): string {
    return PROSE.slice(0, least + this.below(most - least)).join(' ');
  }

  uuid(): string {
    const part = () => (this.share() * 2 ** 32).toString(16).padStart(8, '0').slice(0, 8);
    const [first, second, third, fourth] = [part(), part(), part(), part()];
    return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-a${third.slice(5)}-${fourth}${third.slice(0, 4)}`;
  }
}

const PROSE = `Hello, the "new" shipment is late again; please call me back about order 100-7 & the refund.
  Thanks für die schnelle Antwort — the señal is naïve, 東京 says 100% and I can't log in. See the <b>screenshot</b> at
  https://shop.example.test/cart?a=1&b=2 (2nd time). C:\\Users\\me\\invoice.pdf is attached, asap please. Best regards,
  the one who wrote on Monday, and on Tuesday, and was told that somebody would see to it by the end of the week.`.split(
  ' ',
);

/** The same seed gives the same calls. They never come to an end. */
export function* traffic(seed = 1): Generator<Call> {
  const draw = new Draw(seed);
  let at = FIRST_AT;
  for (;;) {
    at += draw.below(LONGEST_STEP_MS);
    const id = draw.digits(5 + draw.below(7));
    const [method, path, answered] = kindOf(draw.below(1_000));
    const correlationId = draw.uuid();
    const fault = faultOf(draw.share(), path(id));
    yield {
      at,
      method,
      path: path(id),
      status: fault?.status ?? (method === 'POST' && !path(id).endsWith('search') ? 201 : 200),
      durationMs: Math.round(20 + 5 / (0.002 + draw.share() ** 2)),
      answer: fault === undefined ? answered(draw, id) : { ...fault.answer, correlationId },
      requestHeaders: requestHeaders(draw, method),
      responseHeaders: responseHeaders(draw, correlationId),
      correlationId,
    };
  }
}

function kindOf(drawn: number): [method: string, path: (id: string) => string, answer: Answer] {
  let below = 0;
  for (const [share, ...kind] of KINDS) {
    below += share;
    if (drawn < below) return kind;
  }
  throw new Error('The shares of the kinds make no thousand.');
}

/** HubSpot's own words. An owner is often refused for want of a scope; the rest goes wrong now and then. */
function faultOf(drawn: number, path: string): { status: number; answer: object } | undefined {
  if (path.startsWith(OWNERS)) return drawn < 0.3 ? SCOPE_IS_MISSING : undefined;
  if (drawn < 0.008) return NOT_FOUND;
  if (drawn < 0.011) return RATE_LIMITED;
  return drawn < 0.012 ? FAILED : undefined;
}

const SCOPE_IS_MISSING = {
  status: 403,
  answer: {
    status: 'error',
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: ['crm.objects.owners.read'] },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  },
};
const NOT_FOUND = { status: 404, answer: { status: 'error', message: 'resource not found' } };
const RATE_LIMITED = {
  status: 429,
  answer: {
    status: 'error',
    message: 'You have reached your ten_secondly_rolling limit.',
    errorType: 'RATE_LIMIT',
    policyName: 'TEN_SECONDLY_ROLLING',
  },
};
const FAILED = { status: 502, answer: { status: 'error', message: 'Bad gateway' } };

function timesOf(draw: Draw) {
  const at = new Date(FIRST_AT - draw.below(1e9)).toISOString();
  return { createdAt: at, updatedAt: at, archived: false };
}

function contact(draw: Draw, id: string): object {
  const firstname = draw.of(['Åsa', 'José', 'Anna', 'Li', "O'Neil", 'Zoë']);
  return {
    id,
    properties: {
      email: `${draw.digits(6)}@customer.example.test`,
      firstname,
      lastname: draw.of(['Müller', 'Smith', 'García', 'Nguyễn']),
      hs_object_id: id,
      lastmodifieddate: null,
      hs_lead_status: draw.of([null, 'OPEN', 'CONNECTED']),
    },
    ...timesOf(draw),
  };
}

function ticket(draw: Draw, id: string): object {
  return {
    id,
    properties: {
      subject: draw.words(3, 9),
      content: draw.words(10, 60),
      hs_pipeline: '0',
      hs_pipeline_stage: String(1 + draw.below(4)),
      hs_ticket_priority: draw.of([null, 'HIGH', 'LOW']),
    },
    ...timesOf(draw),
    associations: { contacts: { results: [{ id: draw.digits(8), type: 'ticket_to_contact' }] } },
  };
}

function thread(draw: Draw, id: string): object {
  return {
    id,
    status: 'OPEN',
    originalChannelId: '1002',
    spam: false,
    inboxId: draw.digits(6),
    ...timesOf(draw),
  };
}

function messages(draw: Draw, id: string): object {
  const message = () => ({
    id: draw.digits(12),
    conversationsThreadId: id,
    senders: [
      { actorId: `V-${draw.digits(7)}`, deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: null } },
    ],
    text: draw.words(8, 80),
    richText: `<div>\n\t<p>${draw.words(8, 80)}</p>\n</div>`,
    attachments: [],
    truncationStatus: 'NOT_TRUNCATED',
  });
  return { results: Array.from({ length: 1 + draw.below(4) }, message) };
}

function found(draw: Draw, id: string): object {
  return { total: 1, results: [contact(draw, id)] };
}

function actor(draw: Draw, id: string): object {
  return { id: `V-${id}`, type: 'VISITOR', name: draw.words(1, 3), email: null, avatar: null };
}

function owner(draw: Draw, id: string): object {
  return { id, email: `${draw.digits(4)}@team.example.test`, userId: 7, teams: [], ...timesOf(draw) };
}

function requestHeaders(draw: Draw, method: string): Record<string, string> {
  return {
    Accept: 'application/json, text/plain, */*',
    ...(method !== 'GET' && { 'Content-Type': 'application/json', 'Content-Length': draw.digits(3) }),
    Authorization: 'Bearer [REDACTED]',
    'User-Agent': 'axios/1.13.2',
    'Accept-Encoding': 'gzip, compress, deflate, br',
    Host: HOST,
    Connection: 'keep-alive',
  };
}

function responseHeaders(draw: Draw, correlationId: string): Record<string, string> {
  return {
    date: 'Thu, 01 Oct 2026 08:00:00 GMT',
    'content-type': 'application/json;charset=utf-8',
    'transfer-encoding': 'chunked',
    'cf-ray': `${draw.digits(15)}-FRA`,
    'cf-cache-status': 'DYNAMIC',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    vary: 'origin, Accept-Encoding',
    'x-hubspot-correlation-id': correlationId,
    'x-hubspot-ratelimit-max': '190',
    'x-hubspot-ratelimit-remaining': draw.digits(2),
    server: 'cloudflare',
  };
}
