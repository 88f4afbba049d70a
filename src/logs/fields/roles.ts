import { readName } from './names.ts';

/** What of a call a column can hold; the right side of `--map column=field`. */
export const CALL_FIELDS = ['method', 'path', 'status', 'at', 'durationMs', 'category', 'body'] as const;
export type CallField = (typeof CALL_FIELDS)[number];

/**
 * What else is understood: `kind` tells HubSpot's API calls from its other events, `correlationId` is known and
 * dropped, since nothing is concluded from it.
 */
export type KnownField = CallField | 'kind' | 'correlationId';

/** What a column holds, by its name. */
export interface ColumnRole {
  field: KnownField;
  /** The lower, the surer; the surest column that has a value counts. */
  rank: number;
  /** Of a duration: milliseconds in one unit. */
  msPerUnit: number;
  /** The name may as well mean something else, so the value has to look right too. */
  loose: boolean;
}

/** Surest name first. HubSpot documents neither the columns of its CSV export nor the keys for method, path and status. */
const NAMES: Record<KnownField, string> = {
  method: 'method httpmethod requestmethod verb httpverb requestverb label request requestline',
  path: `requesturl requestpath requesturi url urlfull urlpath fullurl urloriginal originalurl requestedurl uri path
    endpoint apiendpoint requestendpoint href resource route label request requestline`,
  status: `responsecode responsestatuscode statuscode httpstatuscode httpstatus responsestatus httpresponsecode
    httpcode responsehttpstatus status code response`,
  at: `requestexecutiontimestamp requesttimestamp requesttime requestedat requestdate starteddatetime timestamp
    datetime time ts date at starttime startedat createdat occurredat eventtime loggedat logtime calltime
    timelocal timeiso8601`,
  durationMs: `duration requestduration responseduration responsetime elapsed elapsedtime latency took timetaken
    totaltime executiontime upstreamresponsetime eventduration`,
  category: 'errorcategory responsecategory category errortype',
  body: `responsebody responsecontenttext responsecontent responsepayload body errorbody errorresponse errordetails
    errormessage error response`,
  kind: 'loggingsystemtype',
  correlationId: `correlationid requestid traceid xhubspotcorrelationid hubspotcorrelationid correlationgroupid id
    logid parentid`,
};

/** Units that the name does not tell: nginx counts in seconds, Elastic's common schema in nanoseconds. */
const USUAL_UNITS: Record<string, number> = { upstreamresponsetime: 1000, eventduration: 0.000001 };

/** Names that as often mean something else, and which value tells them apart. */
const LOOSE = new Set(['response', 'error']);

const ROLES = new Map<string, ColumnRole[]>();
for (const [field, names] of Object.entries(NAMES) as [KnownField, string][]) {
  names.split(/\s+/).forEach((name, rank) => {
    const role = { field, rank, msPerUnit: USUAL_UNITS[name] ?? 1, loose: LOOSE.has(name) };
    ROLES.set(name, [...(ROLES.get(name) ?? []), role]);
  });
}

/** What these hold are headers, cookies, request bodies and answers: no key in them describes the call. */
const CLOSED =
  /^(?:(?:request|response|req|res)?(?:headers?|cookies?|body|payload|content|data|query|params|querystring)|context|errors?|auth|user)$/;

const DEEPER = 100;

/** Whether what a key holds may be searched for further keys; headers, cookies and bodies may not. */
export function isOpen(key: string): boolean {
  return !CLOSED.test(readName(key).key);
}

/**
 * What a column may hold, by its name alone; none where the name says nothing. A key within another is named with
 * dots (`request.url`): the whole name counts more than its last part.
 */
export function rolesOf(name: string): ColumnRole[] {
  const whole = readName(name);
  const exact = ROLES.get(whole.key);
  if (exact) return exact.map((role) => withUnit(role, whole.msPerUnit));

  const parts = name.split('.');
  const parents = parts.slice(0, -1);
  const last = readName(parts.at(-1) ?? '');
  if (parents.length === 0 || !parents.every(isOpen)) return [];
  const ofRequest = /^req/.test(readName(parents.at(-1) ?? '').key);
  return (ROLES.get(last.key) ?? [])
    .filter(({ field }) => !(ofRequest && (field === 'body' || field === 'status')))
    .map((role) => withUnit({ ...role, rank: role.rank + DEEPER * parents.length }, last.msPerUnit));
}

function withUnit(role: ColumnRole, msPerUnit: number | undefined): ColumnRole {
  return role.field === 'durationMs' && msPerUnit !== undefined ? { ...role, msPerUnit } : role;
}
