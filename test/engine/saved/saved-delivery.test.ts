import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSavedDelivery, savedDeliveries } from '../../../src/engine/saved/saved-delivery.ts';
import { newMessage } from '../intake/intake.ts';

const BATCH = [newMessage(1), newMessage(2)];
const TEXT = JSON.stringify(BATCH);
const REQUEST = `POST /hubspot HTTP/1.1\r\nHost: x\r\nX-Note: [1]\r\n\r\n${TEXT}`;

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
const textOf = (saved: unknown) => (typeof saved === 'string' ? saved : JSON.stringify(saved));
const read = (saved: unknown) => readSavedDelivery(textOf(saved));

function messageIds(saved: unknown): (string | undefined)[] {
  const parsed = read(saved);
  if ('refused' in parsed) throw new Error(parsed.refused.reason);
  return parsed.events.map(({ messageId }) => messageId);
}

/** What a function in a cloud is called with; other fields of the same call stand before the body. */
const FUNCTION_CALL = {
  resource: '/hubspot',
  path: '/hubspot',
  httpMethod: 'POST',
  headers: { 'X-HubSpot-Signature-v3': 'c2lnbmF0dXJl', 'X-HubSpot-Request-Timestamp': '1795341600000' },
  multiValueHeaders: { Accept: ['*/*'] },
  requestContext: { identity: { sourceIp: '192.0.2.1' }, stage: 'prod' },
};
const FUNCTION_URL = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method: 'POST', path: '/' }, timeEpoch: 1_795_341_600_000 },
};

/** As others keep it; the body is always the same two events. */
const SHAPES: Record<string, unknown> = {
  'as HubSpot sends it': BATCH,
  'behind a byte order mark': `\ufeff${TEXT}`,
  indented: JSON.stringify(BATCH, null, 2),
  'as an n8n item': [{ headers: { host: 'x' }, params: {}, query: {}, body: BATCH, executionMode: 'test' }],
  'as n8n items inside': [{ json: { headers: {}, body: BATCH } }],
  'as an n8n item an event': BATCH.map((event) => ({ json: event })),
  'as the bundle of Make': [{ body: BATCH, __IMTINDEX__: 1, __IMTLENGTH__: 1 }],
  'as the raw hook of Zapier': { raw_body: TEXT, headers: { http_host: 'hooks.example.test' } },
  'as an array that has become an object': { querystring: {}, '0': BATCH[0], '1': BATCH[1] },
  'as a trigger of Pipedream': {
    event: { method: 'POST', path: '/', headers: { host: 'x' }, bodyRaw: 'no', body: BATCH },
  },
  'as a proxy for webhooks passes it on': { 'x-hubspot-signature': 'ab', body: BATCH, query: {} },
  'as a body that is a text': { headers: {}, body: TEXT, rawBody: TEXT },
  'as a text of a text': JSON.stringify(TEXT),
  'as API Gateway calls a function': { ...FUNCTION_CALL, body: TEXT, isBase64Encoded: false },
  'as API Gateway calls it, in base64': { ...FUNCTION_CALL, body: base64(TEXT), isBase64Encoded: true },
  'as the URL of a function calls it': { ...FUNCTION_URL, body: base64(TEXT), isBase64Encoded: true },
  'as a queue carries such a call': {
    Records: [{ messageId: 'q1', body: JSON.stringify({ ...FUNCTION_URL, body: TEXT }) }],
  },
  'as a topic carries it, in a queue': {
    Records: [{ body: JSON.stringify({ Type: 'Notification', Message: JSON.stringify({ body: TEXT }) }) }],
  },
  'as a subscription pushes it': { message: { data: base64(TEXT), messageId: 'p1' }, subscription: 's' },
  'as the export of a request bin': {
    data: [
      { method: 'GET', content: '' },
      { method: 'POST', content: TEXT },
    ],
  },
  'as the export of a request bin, in CSV': `id,method,content\n1,POST,"${TEXT.replaceAll('"', '""')}"\n`,
  "as a tunnel's inspector has it": { requests: [{ request: { raw: base64(REQUEST) } }] },
  'as a HAR': { log: { entries: [{ request: { postData: { mimeType: 'x', text: TEXT } } }] } },
  'as a whole request': REQUEST,
  'as a curl command': `curl -X POST 'http://127.0.0.1:8787/' \\\n  -H 'Content-Type: application/json' \\\n  -d '${TEXT}'\n`,
  'as a curl command in double quotes': `curl http://127.0.0.1:8787/ --data-raw "${escaped(TEXT)}"`,
  'as a form': `payload=${encodeURIComponent(TEXT)}&signature=ab`,
  'as lines of JSON, an event a line': BATCH.map((event) => JSON.stringify(event)).join('\n'),
  'as lines of JSON, a delivery a line': BATCH.map((event) => JSON.stringify({ body: [event] })).join('\r\n'),
  'as the line of a log': `2026-11-22T10:00:00Z [info] it's here (POST /hubspot): body=${TEXT} in 3 ms\n`,
  'as the line of a log in key=value': `level=info msg="webhook ${escaped(TEXT)}" ms=3`,
  'as the message of a log drain': [
    { id: '1', message: 'START RequestId: 1' },
    { id: '2', message: `INFO webhook received ${TEXT}`, proxy: { statusCode: 200 } },
  ],
  'as a log drain whose own events have types': {
    eventType: 'log.message',
    timestamp: 1,
    payload: { text: `body: ${TEXT}` },
  },
  'as a packed batch of a log': {
    awslogs: { data: base64(gzipSync(JSON.stringify({ logEvents: [{ id: '1', message: TEXT }] }))) },
  },
  'as Python prints it': TEXT.replaceAll('"', "'").replace(
    '[{',
    "[{'sourceId': None, 'isSensitive': False, ",
  ),
  'as JavaScript prints it': `Received: [\n${BATCH.map(
    (event) =>
      `  {\n${Object.entries(event)
        .map(([key, value]) => `    ${key}: ${typeof value === 'number' ? value : `'${value}'`}`)
        .join(',\n')}\n  }`,
  ).join(',\n')}\n]`,
  'as Ruby prints it': `Parameters: {"_json"=>${TEXT.replaceAll('":', '"=>')}, "controller"=>"hooks"}`,
};

describe('the events of a delivery are found', () => {
  it.each(Object.entries(SHAPES))('%s', (_, saved) => {
    expect(messageIds(saved)).toEqual(['e1', 'e2']);
  });

  it('in several requests, one after the other', () => {
    const saved = [{ body: [newMessage(1)] }, { body: 'ping' }, { body: [newMessage(2)] }];
    expect(messageIds(saved)).toEqual(['e1', 'e2']);
    expect(savedDeliveries(JSON.stringify(saved))).toHaveLength(2);
  });

  it('as one object alone, as the panel of the Test button shows it', () => {
    expect(messageIds(newMessage(1))).toEqual(['e1']);
  });

  it('with what was left out of them', () => {
    expect(read([{ body: [newMessage(1), 'canary'] }])).toMatchObject({
      events: [{ messageId: 'e1' }],
      leftOut: '1 of 2 elements could not be read and were left out: element 2 is not an object.',
    });
  });

  it('with every digit of an id, however it is printed', () => {
    const [printed] = savedDeliveries(
      `[{'objectId': 9007199254740993, 'subscriptionType': 'ticket.creation'}]`,
    );
    expect(printed).toEqual([{ objectId: '9007199254740993', subscriptionType: 'ticket.creation' }]);
  });
});

describe('what holds no event', () => {
  it.each<[unknown, string]>([
    [{ headers: {}, body: [] }, "no event of HubSpot's stands in it"],
    [{ body: 'canary' }, "no event of HubSpot's stands in it"],
    [{ eventType: 'canary.call', body: 'x' }, "no event of HubSpot's stands in it"],
    ['', 'The body is empty'],
    ['canary', "no event of HubSpot's stands in it"],
    [[{ canary: 1 }], "no event of HubSpot's stands in it"],
    [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, "no event of HubSpot's stands in it"],
    ['curl http://127.0.0.1:8787 -d @canary.json', 'takes its body from another file, behind the @'],
  ])('%j says so', (saved, reason) => {
    const parsed = read(saved);
    expect('refused' in parsed && parsed.refused.reason).toContain(reason);
    expect(JSON.stringify(parsed)).not.toContain('canary');
  });

  it('may be an empty delivery', () => {
    expect(read([])).toEqual({ events: [], leftOut: null });
  });

  it.each(['[', '{"', '[{', `["'`, '{a:', '\\"['])('is told soon of a hundred thousand signs %j', (signs) => {
    const startedAt = performance.now();
    expect('refused' in read(signs.repeat(100_000 / signs.length))).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});

describe('lines of which one was cut', () => {
  const line = (id: number) => JSON.stringify([newMessage(id)]);
  const cut = line(2).slice(0, line(2).indexOf('subscriptionType') + 40);

  it.each([
    ['between others', [line(1), cut, line(3)], '1 line is damaged'],
    ['at the end', [line(1), line(3), cut], '1 line is damaged'],
    ['before it names its event', [line(1), cut.slice(0, 30), line(3)], '1 line is damaged'],
    ['twice', [cut, line(1), cut, line(3)], '2 lines are damaged'],
    [
      'beside words of a log',
      ['09:00 started', `09:01 got ${line(1)}`, `09:02 got ${cut}`, `09:03 got ${line(3)}`],
      '1 line',
    ],
  ])('%s are read, and it is said', (_where, lines, said) => {
    const parsed = read(lines.join('\n'));
    expect('events' in parsed && parsed.events).toHaveLength(2);
    expect('leftOut' in parsed && parsed.leftOut).toContain(said);
  });

  it.each([
    ['no line is', [line(1), line(3)].join('\n')],
    ['a value is printed over several lines', JSON.stringify(BATCH, null, 2)],
    ['two are', `${JSON.stringify(BATCH, null, 2)}\n${JSON.stringify(BATCH, null, 2)}`],
  ])('nothing is said where %s', (_what, text) => {
    expect(read(text)).toMatchObject({ leftOut: null });
  });
});
