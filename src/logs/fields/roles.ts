/**
 * What a column of a log, or a key of an object in one, may hold: by which names it is known and how its values are
 * read. Adding a role is adding a row: `ApiCall`, `--map` and the reading of every form follow from this table.
 */
import { readName } from './names.ts';
import { IN_OTHER_LANGUAGES } from './other-languages.ts';
import { type DateOrder, readTime } from './time.ts';
import {
  readBase,
  readBody,
  readCaller,
  readCategory,
  readDuration,
  readHost,
  readMessage,
  readMethod,
  readNumber,
  readPath,
  readSide,
  readStatus,
} from './values.ts';

/** What a column's name says beside its role. */
export interface NameHints {
  /** Of a duration: milliseconds in one unit. */
  msPerUnit: number;
  /** The name may as well mean something else, so the value has to look right too. */
  loose: boolean;
  /** Of a time: how the log writes dates with slashes; undefined where that is not known. */
  dates?: DateOrder | undefined;
}

interface RoleRule<Value = unknown> {
  /** Surest first, in lower case and without blanks and punctuation. */
  names: string;
  /** Those of the names that as often mean something else. */
  looseNames?: readonly string[];
  /** Milliseconds in one unit, by the name: units that the name itself does not tell. */
  msPerUnit?: Readonly<Record<string, number>>;
  /** It tells of the answer: under the same name a key within `request` is something else. */
  ofAnswer?: true;
  /** Nothing is concluded from it where HubSpot answered well, so it is read of other calls only. */
  ofRefusal?: true;
  /** Undefined for a value that cannot be one. */
  read(value: unknown, hints: NameHints): Value | undefined;
}

/** What of a call a column can hold. HubSpot documents neither the columns of its CSV export nor the CLI's keys. */
const CALL_ROLES = {
  /** Upper case. */
  method: {
    names: 'method httpmethod requestmethod verb httpverb requestverb label request requestline',
    read: readMethod,
  },
  /** Path with its query, or the whole URL, as it was logged. */
  path: {
    names: `requesturl requestpath requesturi url urlfull urlpath httpurl httppath fullurl urloriginal originalurl requestedurl uri path
      endpoint apiendpoint requestendpoint href resource route xenvoyoriginalpath httptarget label request requestline`,
    read: readPath,
  },
  /** The host that was called, where the path does not name it; in lower case. */
  host: {
    names: `requesthost requestauthority httphost authority serveraddress netpeername urldomain destinationdomain
      serverdomain domainname baseurl headershost headersauthority proxyhost upstreamhost requestaddr requestedservername
      servername host hostname`,
    // Where a proxy found the host, which may be an address and no name.
    looseNames: ['upstreamhost'],
    read: (value: unknown, { loose }: NameHints) => readHost(value, loose),
  },
  status: {
    names: `responsecode responsestatuscode statuscode httpstatuscode httpstatus responsestatus httpresponsecode
      httpcode responsehttpstatus originstatus downstreamstatus status code response`,
    ofAnswer: true,
    read: readStatus,
  },
  /** Epoch milliseconds at which the call was made. */
  at: {
    names: `requestexecutiontimestamp requesttimestamp requestedat requestdate starteddatetime starttimeunixnano
      timeunixnano observedtimeunixnano timesstart timestamp datetime time ts date at starttime startutc startedat
      createdat occurredat eventtime loggedat logtime asctime calltime timelocal timeiso8601 requesttime t`,
    read: (value: unknown, { dates }: NameHints) => readTime(value, dates),
  },
  durationMs: {
    names: `duration requestduration responseduration responsetime elapsed elapsedtime latency took timetaken
      totaltime totalduration durationstotal executiontime requesttime upstreamresponsetime upstreamservicetime
      eventduration originduration`,
    // nginx counts in seconds, Elastic's common schema in nanoseconds.
    msPerUnit: { requesttime: 1000, upstreamresponsetime: 1000, eventduration: 0.000001 },
    read: (value: unknown, { msPerUnit }: NameHints) => readDuration(value, msPerUnit),
  },
  /** HubSpot's error category, where the log names it apart from the body. */
  category: {
    names: 'errorcategory responsecategory category errortype',
    ofRefusal: true,
    read: readCategory,
  },
  /** What HubSpot answered, as text. */
  body: {
    names: `responsebody responsedata responsecontenttext responsecontent responsepayload respbody resbody body errorbody errorresponse errordetails
      errormessage error response`,
    looseNames: ['response', 'error'],
    ofAnswer: true,
    ofRefusal: true,
    read: (value: unknown, { loose }: NameHints) => readBody(value, loose),
  },
} satisfies Record<string, RoleRule>;

/** What else is understood of a row, and is no part of the call. */
const ROW_ROLES = {
  /** Tells HubSpot's API calls from the other events that it logs. */
  kind: {
    names: 'loggingsystemtype',
    read: (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined),
  },
  /** Whose account was called, and for which app: numbers alone, since others call other things so. */
  portal: { names: 'portalid hubid hubspotportalid hubspothubid hubspotaccountid', read: readNumber },
  app: { names: 'appid', read: readNumber },
  /** What an HTTP client sets before the path that it is told (`baseURL` of axios). */
  base: { names: 'baseurl requestbaseurl configbaseurl', read: readBase },
  /** Who called a server of one's own: only such a server's log tells. */
  caller: {
    names: `remoteaddr remoteaddress remoteip clientip clientaddr clientaddress clienthost downstreamremoteaddress
      httpclientip proxyclientip proxyhost sourceip realip xrealip xforwardedfor forwardedfor xff remotehost remote ip`,
    // Only an address says that somebody called.
    looseNames: ['xforwardedfor', 'forwardedfor', 'xff', 'remotehost', 'remote', 'ip'],
    read: (value: unknown, { loose }: NameHints) => readCaller(value, loose),
  },
  /** What of a server of one's own took the request: Rails and others name it in each row of their logs. */
  handler: {
    names: 'controller controllername actionname routekey',
    read: (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined),
  },
  /**
   * Who wrote the row: of a span a server, which tells of what came in to it (OpenTelemetry, span kind), or the logger of
   * a server's requests.
   */
  side: { names: 'spankind kind logger loggername sourcecontext', read: readSide },
  /** Of a delivery: HubSpot calls itself so where it sends webhooks (HubSpot docs, webhooks). */
  agent: {
    names: 'httpuseragent useragentoriginal headersuseragent useragent agent',
    read: (value: unknown) => {
      const text = Array.isArray(value) ? value[0] : value;
      return typeof text === 'string' && /^HubSpot (?:Connect|Webhooks)\b/.test(text) ? text : undefined;
    },
  },
  /** A text that may itself be a row, or tell of a call. */
  message: {
    names: `message msg log event text line raw logmessage errmessage exceptionmessage errormessage error err exception
      stack`,
    ofRefusal: true,
    read: readMessage,
  },
  /** Rows that the object wraps (`forms/wrappings`): no object with other ones in their place is the same. */
  rows: {
    names: 'resourcespans resourcelogs spans logevents events hits run breadcrumbs',
    read: () => undefined,
  },
  /** Keys that tell who wrote the log (`writers.ts`), and nothing of the call. */
  writer: {
    names:
      'pid logger localendpoint sourcetype shortmessage ecsversion attributesattributes attributesservice ddsource ddtags',
    ofRefusal: true,
    read: () => undefined,
  },
  /** Known, and dropped: nothing is concluded from it. */
  correlationId: {
    names: `correlationid requestid traceid xhubspotcorrelationid hubspotcorrelationid correlationgroupid id logid
      parentid`,
    ofRefusal: true,
    read: () => undefined,
  },
} satisfies Record<string, RoleRule>;

/** What a row of the log says of the call; the right side of `--map COLUMN=FIELD`. */
export type CallField = keyof typeof CALL_ROLES;
export type Role = CallField | keyof typeof ROW_ROLES;

/**
 * One call to HubSpot's API as a log tells of it. Logs differ in what they keep, so every field may be missing.
 *
 * `path` and `body` are as they were logged and may hold tokens, ids and addresses: neither is printed or saved,
 * only what the analysis folds and concludes from them.
 */
export type ApiCall = {
  -readonly [Field in CallField]?: NonNullable<ReturnType<(typeof CALL_ROLES)[Field]['read']>>;
} & {
  /** It came in to a server of one's own. */
  received?: true;
  /** Its answer stood in a text, and no column says what it is. */
  told?: true;
  /** The text in which its refusal stood says as well that it went well in the end. */
  over?: true;
  /** The account that was called, and the app that called: where the log names them. */
  portalId?: number;
  appId?: number;
  /** What the call was signed in with, where the log tells: a token, or a person's session with its cookie. */
  signIn?: 'token' | 'session';
};

export const ROLES: Readonly<Record<Role, RoleRule>> = { ...CALL_ROLES, ...ROW_ROLES };
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];
export const CALL_FIELDS = Object.keys(CALL_ROLES) as readonly CallField[];

export function isCallField(role: Role): role is CallField {
  return role in CALL_ROLES;
}

/** What a column may hold, by its name. */
export interface ColumnRole extends NameHints {
  role: Role;
  /** The lower, the surer; the surest column that has a value counts. */
  rank: number;
}

const BY_NAME = new Map<string, ColumnRole[]>();
for (const role of ROLE_NAMES) {
  const { names, looseNames = [], msPerUnit = {} } = ROLES[role];
  const abroad: string =
    role in IN_OTHER_LANGUAGES ? IN_OTHER_LANGUAGES[role as keyof typeof IN_OTHER_LANGUAGES] : '';
  [...new Set(`${names} ${abroad}`.trim().split(/\s+/))].forEach((name, rank) => {
    const loose = looseNames.includes(name);
    BY_NAME.set(name, [...(BY_NAME.get(name) ?? []), { role, rank, loose, msPerUnit: msPerUnit[name] ?? 1 }]);
  });
}

/** What these hold are headers, cookies, request bodies and answers: no key in them describes the call. */
const CLOSED =
  /^(?:(?:request|response|req|res)?(?:headers?|cookies?|body|payload|content|data|query|params|querystring)|context|errors|auth|user)$/;

const HEADERS = /^(?:request|response|req|res)?headers?$/;
const TELLING_HEADERS = new Set(['host', ':authority', 'user-agent']);

const DEEPER = 100;

/** Whether what a key holds may be searched for further keys; headers, cookies and bodies may not. */
export function isOpen(key: string): boolean {
  return !CLOSED.test(readName(key).key);
}

export function isHeaders(key: string): boolean {
  return HEADERS.test(readName(key).key);
}

/** Whether a header tells whom a call went to, or who called. No role is known by the name of any other. */
export function isTellingHeader(name: string): boolean {
  return TELLING_HEADERS.has(name.toLowerCase());
}

/**
 * What a column may hold, by its name alone; none where the name says nothing. A key within another is named with
 * dots (`request.url`): the whole name counts more than its last part.
 */
export function rolesOf(name: string): ColumnRole[] {
  const whole = readName(name);
  const exact = BY_NAME.get(whole.key);
  if (exact) return exact.map((role) => withUnit(role, whole.msPerUnit));

  const parts = name.split('.');
  const from = parts.findIndex(
    (_, index) => index > 0 && BY_NAME.has(readName(parts.slice(index).join('.')).key),
  );
  if (from < 0) return [];
  const parents = parts.slice(0, from);
  const last = readName(parts.slice(from).join('.'));
  if (!parents.every(isOpen)) return [];
  const ofRequest = /^req/.test(readName(parents.at(-1) ?? '').key);
  return (BY_NAME.get(last.key) ?? [])
    .filter(({ role }) => !(ofRequest && ROLES[role].ofAnswer))
    .map((role) => withUnit({ ...role, rank: role.rank + DEEPER * parents.length }, last.msPerUnit));
}

/** A unit that the name tells goes before the usual one. */
function withUnit(role: ColumnRole, msPerUnit: number | undefined): ColumnRole {
  return msPerUnit === undefined ? role : { ...role, msPerUnit };
}
