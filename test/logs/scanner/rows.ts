import fc from 'fast-check';

/** Values as they are written in JSON: common ones often, and all that may be taken for one of them and is not. */
const TIMES = [
  '"2026-11-22T21:34:40.123Z"',
  '"2026-11-22T21:59:59.999Z"',
  '"2026-11-22T22:00:00.000Z"',
  '"2026-11-22T21:34:40Z"',
  '"2026-11-22T21:34:40.5Z"',
  '"2026-11-22T21:34:40.123456+00:00"',
  '"2026-11-22T21:34:40.123456+02:00"',
  '"2026-11-22 21:34:40"',
  '"2026-11-22T21:34:60Z"',
  '"2026-11-22T24:00:00Z"',
  '"2026-02-30T10:00:00Z"',
  '"1999-12-31T23:59:59.999Z"',
  '"11/22/2026 10:11 AM"',
  '"11/22/2026 10:11:12"',
  '"1/22/2026 1:11:12"',
  '"\\u0032026-11-22T21:34:40.123Z"',
  '"2026-11-22T21:34:40.123Zé"',
  '1795383280123',
  '1795383280',
  '1795383280.5',
  '1795383280.123456',
  '1795383280123.0625',
  '1795383280123456',
  '1795383280123456789',
  '"1795383280123"',
  '17953',
  'null',
];

const METHODS = [
  '"GET"',
  '"POST"',
  '"PATCH"',
  '"PUT"',
  '"DELETE"',
  '"get"',
  '"HEAD"',
  '"BREW"',
  '"GET "',
  '""',
  'null',
];

/** Words past which a path is longer than those that are read from bytes, and is still told from others. */
const LONG_PATH = `/${'associations-of-something-that-is-long'}`.repeat(14);

const PATHS = [
  '"/crm/v3/owners/7001"',
  '"/crm/v3/owners/7002?archived=false"',
  '"/crm/v3/owners/A-7001"',
  '"/crm/v3/owners/B-7001"',
  '"/crm/v3/owners/A-7001/x"',
  '"/crm/v3/ownersA/x"',
  '"/crm/v3/objects/0-5/7001"',
  '"/crm/objects/2026-03/contacts/51"',
  '"/crm/objects/2026-09/contacts/52"',
  '"/crm/v3/objects/contacts/51#x"',
  '"/crm//v3/51/"',
  '"/"',
  '""',
  '"crm/v3/owners/7001"',
  '"https://api.hubapi.com/crm/v3/owners/7001"',
  '"https://api.hubapi.com/crm/v3/owners/7003?q=1"',
  '"https://api.hubapi.com"',
  '"https://proxy.example.test/crm/v3/owners/7001"',
  '"/webhooks/v3/7001/settings"',
  '"/webhooks/v3/hubspot"',
  '"/v1/charges/7001"',
  '"https://1/2/3"',
  '"https://2/2/3"',
  '"http://api.hubspot.com/crm/v3/owners/7001"',
  '"GET /crm/v3/owners/7001 HTTP/1.1"',
  '"/crm/v3/own\\u0065rs/7001"',
  '"\\/crm\\/v3\\/owners\\/7001"',
  '"/crm/v3/owners/é"',
  '"/crm/v3/owners/7001 "',
  '"/crm/v3/owners/7001?a b"',
  '"/crm/v3/owners/7001x"',
  '"/crm/v3/owners/A-7001x"',
  `"/${'x'.repeat(600)}"`,
  `"${LONG_PATH}/tasks"`,
  `"${LONG_PATH}/notes"`,
  `"/${'1/'.repeat(400)}"`,
  '7',
  'null',
];

const STATUSES = [
  ...[
    '200',
    '201',
    '204',
    '302',
    '"200"',
    '200.0',
    '2e2',
    '099',
    '99',
    '600',
    '0200',
    '-200',
    'true',
    'null',
  ],
  ...['400', '401', '403', '429', '500', '"403 Forbidden"'],
];

const DURATIONS = [
  ...[
    '0',
    '12',
    '12.5',
    '0.123',
    '1.2345',
    '007',
    '1e3',
    '-1',
    '0.0000001',
    '86400001',
    '123456789012345678',
  ],
  ...['"12"', '"12 ms"', '"1.5 s"', '1.', 'null'],
];

const OTHERS = [
  ...[
    '"ok"',
    '""',
    '"a\\"b"',
    '"é"',
    '"tab\tin text"',
    '1',
    '1.5',
    '01',
    '-1',
    '1e5',
    'null',
    'true',
    'false',
  ],
  ...['{}', '{"status":403}', '[1,2]', '{"url":"/crm/v3/owners/1","method":"GET"}'],
];

const CATEGORIES = ['"MISSING_SCOPES"', '"RATE_LIMITS"', '"Missing scopes"', '""', '7', '{}', 'null'];

const IDS = ['"00000000-0000-4000-8000-000000000000"', '"7"', '7001', '"a\\"b"', 'null'];

const BODIES = [
  ...['MISSING_SCOPES', 'EXPIRED_AUTHENTICATION'].map(
    (category) =>
      `"{\\"message\\":\\"No.\\",\\"correlationId\\": \\"00000000-0000-4000-8000-000000070000\\",\\"category\\":\\"${category}\\"}"`,
  ),
  '{"message":"No.","correlationId":"00000000-0000-4000-8000-000000070000","category":"RATE_LIMITS"}',
  '{"message":"contact 00000000-0000-4000-8000-000000070000","correlationId":"00000000"}',
  '"{\\"status\\":\\"error\\",\\"category\\":\\"MISSING_SCOPES\\",\\"message\\":\\"One or more of the following scopes are required: [tickets]\\"}"',
  '{"policyName":"DAILY","message":"You have reached your daily limit."}',
  'null',
  '""',
];

/** Objects with keys that say something, and whatever else JSON may nest, some of it broken. */
const NESTED = [
  '{"method":"GET","url":"https://api.hubapi.com/crm/v3/owners/7001","headers":{"status":"403"}}',
  '{"status":200,"body":{"category":"MISSING_SCOPES"}}',
  '{ "status" : 403 , "status" : 200 }',
  '{"url":"/crm/v3/owners/7001","inner":{"path":"/crm/v3/contacts/1","deeper":{"status":404,"deepest":{"code":500}}}}',
  '{}',
  '[]',
  '[{"status":500},[1,-2.5e+3,"\\u00e9\\n\\"",null,true,false]]',
  '"\\ud800 \\\\ \\/ a\\tb"',
  '{"a":[{}],"":0,"__proto__":{"status":1}}',
  '{"a":01}',
  '{"a":"\\x"}',
  '{"a":"\\u12g4"}',
  '{"a":[1,]}',
  '{"a":1,}',
  '[1 2]',
  '{"a":nul}',
  '{"a":-}',
  '{"a":1.}',
  '{"a":1e}',
  '"a\tb"',
  '123456789012345678901234567890',
  '-0',
  '1E400',
];

/** By the key, or column, that they stand under; the first two are usual. */
export const WRITTEN_VALUES: Record<string, readonly string[]> = {
  time: TIMES,
  ts: TIMES,
  method: METHODS,
  path: PATHS,
  url: PATHS,
  status: STATUSES,
  code: STATUSES,
  durationMs: DURATIONS,
  elapsed_s: DURATIONS,
  body: BODIES,
  errorType: CATEGORIES,
  requestId: IDS,
  note: OTHERS,
  7: OTHERS,
  host: ['"api.hubapi.com"', '"api.example.test"', '"web-1"', '"api.h\\u0075bapi.com"', '""', '7', 'null'],
  user_agent: ['"node"', '"node"', '"HubSpot Connect 2.0"', '""', 'null'],
  remote_addr: ['"192.0.2.1"', '"192.0.2.2"', '""', 'null'],
  ip: ['"unknown"', '"192.0.2.1"', '"::1"', '"192.0.2.\\u0031"', '7', 'null'],
  controller: ['"OwnersController"', 'null', '""', '7'],
  logger: ['"httpx"', '"uvicorn.access"', '"werkzeug"', '{"name":"werkzeug"}', '""', 'null'],
  baseURL: ['"https://api.hubapi.com"', '"https://api.example.test/v1/"', '"/crm"', '""', 'null'],
  localEndpoint: ['{}', 'null'],
  traceId: ['"a"', 'null'],
  'span.kind': ['"CLIENT"', '"SERVER"', '"SPAN_KIND_SERVER"', '2', 'null'],
  msg: [
    '"request done"',
    '"403 Client Error: Forbidden for url: https://api.hubapi.com/crm/v3/owners"',
    '"HubSpot API error 403: {\\"category\\":\\"MISSING_SCOPES\\",\\"message\\":\\"No.\\"}"',
    '"{\\"method\\":\\"GET\\",\\"path\\":\\"/crm/v3/owners/7001\\",\\"status\\":401}"',
    'null',
  ],
  pid: ['30', '50', 'null'],
  events: ['[]', '[{"message":"GET","timestamp":1}]', '[{"a":1}]', 'null'],
  portalId: ['1020304', '"1020304"', '7', '"\\u0037"', '0', '1e3', '"acme"', 'null'],
  appId: ['2011410', '"2011410"', '"a"', 'null'],
  loggingSystemType: ['"API_CALL"', '"WEBHOOKS"', 'null'],
  request: NESTED,
  response: NESTED,
  'request.url': PATHS,
  headers: NESTED,
  's\\u0074atus': STATUSES,
  'gr\xc3\xb6\xc3\x9fe': OTHERS,
  'gr\xf6\xdfe': OTHERS,
};

export const WRITTEN_KEYS: readonly string[] = Object.keys(WRITTEN_VALUES);

/** Lines that are no rows, and rows of no use. */
const LINES = [
  '',
  ' ',
  '\t',
  'no JSON',
  '[1]',
  '7',
  'null',
  '{}',
  '{"a":1}',
  '{"status":200',
  '}',
  '\xff\xfe',
  '\xef\xbb\xbf{}',
];

/** Which value, and the one behind it, is usual of those that tell of an answer: refusals are to some writers. */
export const USUAL = fc.constantFrom(0, 0, 2, 14, 16);

/** How one writer writes: which keys, in which order, with which spaces. */
const writer = fc.record({
  keys: fc
    .tuple(
      fc.constantFrom(['time'], ['ts'], ['ts', 'time'], []),
      fc.constantFrom(['path'], ['url'], ['url', 'path']),
      fc.constantFrom(['status'], ['code'], ['code', 'status']),
      fc.constantFrom(['durationMs'], ['elapsed_s'], []),
      fc.subarray(['note', '7', 'body', 'errorType', 'requestId', 'loggingSystemType', 'note'], {
        maxLength: 2,
      }),
      fc.subarray(
        [
          ...['host', 'user_agent', 'remote_addr', 'ip', 'controller', 'logger'],
          ...['baseURL', 'span.kind', 'msg', 'pid', 'events'],
        ],
        { maxLength: 2 },
      ),
      fc.subarray(
        [
          'request',
          'response',
          'request.url',
          'headers',
          's\\u0074atus',
          'gr\xc3\xb6\xc3\x9fe',
          'gr\xf6\xdfe',
          'request',
        ],
        { maxLength: 2 },
      ),
    )
    .chain((keys) => fc.shuffledSubarray(['method', ...keys.flat()], { minLength: keys.flat().length + 1 })),
  comma: fc.constantFrom(',', ', ', ' ,\t'),
  colon: fc.constantFrom(':', ': '),
  lineEnd: fc.constantFrom('\n', '\r\n', ' \n'),
  usual: USUAL,
  /** For each key: of a hundred values, so many are unusual. */
  unusual: fc.array(fc.constantFrom(0, 0, 0, 0, 10, 100), { minLength: 20, maxLength: 20 }),
});

/** For each value: whether it is unusual, which one it is, and an id in it. */
const draws = (count: number) =>
  fc.array(fc.tuple(fc.nat(99), fc.nat(1_000), fc.nat(99_999)), { minLength: count, maxLength: count });

/**
 * A log as bytes: rows of a few writers, and among them whatever else may stand in a file. Letters above ASCII are
 * written as one byte, so they are broken UTF-8.
 */
export const ndjson: fc.Arbitrary<Uint8Array> = fc
  .array(writer, { minLength: 1, maxLength: 2 })
  .chain((writers) =>
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...writers).chain(lineOf) },
        { weight: 1, arbitrary: fc.constantFrom(...LINES).map((line) => `${line}\n`) },
      ),
      { maxLength: 60, size: 'max' },
    ),
  )
  .chain((lines) =>
    fc
      .nat(30)
      .map((cut) => Buffer.from(lines.join(''), 'latin1').subarray(0, cut > 9 ? undefined : -cut - 1)),
  );

export function usualOf(key: string, index: number): string {
  const all = WRITTEN_VALUES[key] ?? [];
  const isOfAnswer = ['status', 'code', 'body', 'errorType', 'msg'].includes(key);
  return all[isOfAnswer ? index % all.length : index % 2] ?? '';
}

export function withId(value: string, id: number): string {
  return value.replace('70000', String(id).padStart(5, '0')).replace('700', String(id));
}

type Writer = typeof writer extends fc.Arbitrary<infer Value> ? Value : never;

function lineOf({ keys, comma, colon, lineEnd, usual, unusual }: Writer): fc.Arbitrary<string> {
  return draws(keys.length).map((drawn) => {
    const members = keys.map((key, index) => {
      const [chance = 0, which = 0, id = 0] = drawn[index] ?? [];
      const all = WRITTEN_VALUES[key] ?? [];
      const value =
        chance < (unusual[index] ?? 0) ? all[which % all.length] : usualOf(key, usual + (which % 2));
      return `"${key}"${colon}${withId(value ?? '', id)}`;
    });
    return `{${members.join(comma)}}${lineEnd}`;
  });
}
