/** One object a line, as loggers write it. */
import { type Shape, scattered } from './shape.ts';
import { type Call, HOST } from './traffic.ts';

const iso = (at: number) => new Date(at).toISOString();
const url = ({ path }: Call) => `https://${HOST}${path}`;
const ndjson = (file: string) => `read_ndjson('${file}')`;

/** Winston with an interceptor of axios: the answer as it came, as text. */
const escapedAnswers: Shape = {
  form: 'ndjson',
  name: 'answers as escaped strings',
  row: (call) =>
    JSON.stringify({
      level: call.status < 400 ? 'info' : 'error',
      message: 'HubSpot responded',
      service: 'crm-sync',
      timestamp: iso(call.at),
      method: call.method,
      baseURL: `https://${HOST}`,
      url: call.path,
      status: call.status,
      duration: call.durationMs,
      responseBody: JSON.stringify(call.answer),
    }),
  jq: '.status == 403 and (.responseBody | contains("MISSING_SCOPES"))',
  duckdb: { read: ndjson, method: 'method', path: 'url', status: 'status', at: 'timestamp', ms: 'duration' },
};

/** A proxy that keeps all of both sides. */
const nestedHeaders: Shape = {
  form: 'ndjson',
  name: 'nested, with headers and answers',
  row: (call, index) =>
    JSON.stringify({
      time: iso(call.at),
      conn: { id: scattered(index, 1), reused: index % 7 !== 0, tls: { version: 'TLSv1.3', sni: HOST } },
      request: {
        method: call.method,
        url: url(call),
        httpVersion: 'HTTP/1.1',
        headers: call.requestHeaders,
        body: null,
      },
      response: { status: call.status, headers: call.responseHeaders, body: call.answer },
      timings: { dns: 0, connect: 1.25, wait: call.durationMs - 2, receive: 0.75 },
      durationMs: call.durationMs,
    }),
  jq: '.response.status == 403 and .response.body.category == "MISSING_SCOPES"',
  duckdb: {
    read: ndjson,
    method: 'request.method',
    path: 'request.url',
    status: 'response.status',
    at: 'time',
    ms: 'durationMs',
  },
};

/** Python's structlog: `json.dumps` of a dict that is put together differently each time, ASCII alone. */
const shuffledKeys: Shape = {
  form: 'ndjson',
  name: 'shuffled keys, numbers and nulls',
  row: (call, index) => {
    const members: [string, unknown][] = [
      ['event', 'hubspot.request'],
      ['timestamp', iso(call.at).replace('Z', '000+00:00')],
      ['http_method', call.method],
      ['request_url', url(call)],
      ['status_code', call.status],
      ['elapsed_ms', call.durationMs + (scattered(index, 2) % 1000) / 1000],
      ['retries', scattered(index, 3) % 3],
      ['worker', null],
      ['pid', 4_000 + (scattered(index, 4) % 8)],
      ['sampled', index % 2 === 0],
      ['ratio', -1.5e-7],
      ['correlation_id', call.correlationId],
      ['response_text', call.status >= 400 || index % 10 === 0 ? JSON.stringify(call.answer) : null],
    ];
    for (let last = members.length - 1; last > 0; last -= 1) {
      const other = scattered(index, 10 + last) % (last + 1);
      [members[last], members[other]] = [
        members[other] as [string, unknown],
        members[last] as [string, unknown],
      ];
    }
    return `{${members.map(([key, value]) => `"${key}": ${asciiJson(value)}`).join(', ')}}`;
  },
  jq: '.status_code == 403 and (.response_text | contains("MISSING_SCOPES"))',
  duckdb: {
    read: ndjson,
    method: 'http_method',
    path: 'request_url',
    status: 'status_code',
    at: 'timestamp',
    ms: 'elapsed_ms',
  },
};

const ABOVE_ASCII = /[\u0080-\uffff]/g;
const asciiJson = (value: unknown) =>
  JSON.stringify(value).replace(
    ABOVE_ASCII,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Pino with its serializers of requests and responses. */
const pino: Shape = {
  form: 'ndjson',
  name: 'pino',
  row: (call, index) =>
    JSON.stringify({
      level: call.status < 400 ? 30 : 50,
      time: call.at,
      pid: 17,
      hostname: 'crm-sync-7c9f5d9c4b-x2x4p',
      req: {
        id: index + 1,
        method: call.method,
        url: url(call),
        headers: { accept: 'application/json', authorization: '[Redacted]', 'user-agent': 'undici' },
      },
      res: { statusCode: call.status, headers: call.responseHeaders },
      ...(call.status >= 400 && { responseBody: JSON.stringify(call.answer) }),
      responseTime: call.durationMs,
      msg: 'request completed',
    }),
  jq: '.res.statusCode == 403 and (.responseBody | contains("MISSING_SCOPES"))',
  duckdb: {
    read: ndjson,
    method: 'req.method',
    path: 'req.url',
    status: 'res.statusCode',
    at: 'time',
    ms: 'responseTime',
  },
};

/** What a Datadog agent ships: standard attributes, the duration in nanoseconds. */
const datadog: Shape = {
  form: 'ndjson',
  name: 'Datadog',
  row: (call, index) =>
    JSON.stringify({
      ddsource: 'nodejs',
      ddtags: 'env:production,version:1.42.0,team:support,region:eu-central-1',
      service: 'crm-sync',
      timestamp: iso(call.at),
      level: call.status < 400 ? 'info' : 'error',
      logger: { name: 'http-client', thread_name: `worker-${scattered(index, 5) % 4}` },
      message: `${call.method} ${call.path} ${call.status}`,
      http: {
        method: call.method,
        url: url(call),
        status_code: call.status,
        useragent: 'axios/1.13.2',
        url_details: { host: HOST, path: call.path.split('?')[0], scheme: 'https', port: 443 },
      },
      network: { bytes_written: scattered(index, 6) % 900, bytes_read: scattered(index, 7) % 9_000 },
      duration: call.durationMs * 1_000_000,
      ...(call.status >= 400 && { error: { kind: 'HubSpotError', message: JSON.stringify(call.answer) } }),
      dd: {
        trace_id: String(scattered(index, 8)) + scattered(index, 9),
        span_id: String(scattered(index, 10)),
      },
    }),
  jq: '.http.status_code == 403 and (.error.message | contains("MISSING_SCOPES"))',
  duckdb: {
    read: ndjson,
    method: 'http.method',
    path: 'http.url',
    status: 'http.status_code',
    at: 'timestamp',
    ms: 'duration',
  },
};

export const NDJSON_SHAPES: readonly Shape[] = [escapedAnswers, nestedHeaders, shuffledKeys, pino, datadog];
