/** HTTP archives, as a browser, a proxy and a desktop client save them. */
import type { Shape } from './shape.ts';
import { type Call, HOST } from './traffic.ts';

const named = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function queryOf(path: string) {
  return [...new URLSearchParams(path.split('?')[1] ?? '')].map(([name, value]) => ({ name, value }));
}

/** @param content how the answer is kept */
function entryOf(call: Call, content: object): object {
  return {
    startedDateTime: new Date(call.at).toISOString(),
    time: call.durationMs + 0.375,
    request: {
      method: call.method,
      url: `https://${HOST}${call.path}`,
      httpVersion: 'http/2.0',
      headers: named(call.requestHeaders),
      queryString: queryOf(call.path),
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: call.status,
      statusText: '',
      httpVersion: 'http/2.0',
      headers: named(call.responseHeaders),
      cookies: [],
      content,
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: 512,
      _error: null,
    },
    cache: {},
    serverIPAddress: '192.0.2.7',
    timings: {
      blocked: 1.2,
      dns: -1,
      ssl: -1,
      connect: -1,
      send: 0.1,
      wait: call.durationMs - 2,
      receive: 0.7,
    },
  };
}

const asText = ({ answer }: Call) => {
  const text = JSON.stringify(answer);
  return { size: text.length, mimeType: 'application/json', text };
};

const asBase64 = ({ answer }: Call) => {
  const text = Buffer.from(JSON.stringify(answer));
  return {
    size: text.length,
    mimeType: 'application/json',
    compression: 0,
    text: text.toString('base64'),
    encoding: 'base64',
  };
};

const indented = (value: object) => JSON.stringify(value, null, 2).replace(/^/gm, '      ');

const chrome: Shape = {
  form: 'har',
  name: "Chrome's, with headers and answers",
  before:
    '{\n  "log": {\n    "version": "1.2",\n    "creator": {\n      "name": "WebInspector",\n      "version": "537.36"\n    },\n    "pages": [],\n    "entries": [\n',
  row: (call) =>
    indented({
      _initiator: { type: 'script', stack: { callFrames: [] } },
      _priority: 'High',
      _resourceType: 'fetch',
      ...entryOf(call, asText(call)),
    }),
  between: ',\n',
  after: '\n    ]\n  }\n}',
};

const base64: Shape = {
  form: 'har',
  name: 'answers in base64',
  before:
    '{"log": {"version": "1.2", "creator": {"name": "mitmproxy", "version": "12.1.2", "comment": ""}, "pages": [], "entries": [',
  row: (call) => JSON.stringify(entryOf(call, asBase64(call))),
  between: ', ',
  after: ']}}',
};

const compact: Shape = {
  form: 'har',
  name: 'compact, without answers',
  before: '{"log":{"version":"1.2","creator":{"name":"Insomnia REST Client","version":"12.0.0"},"entries":[',
  row: (call) => JSON.stringify(entryOf(call, call.status < 400 ? { size: 0, mimeType: '' } : asText(call))),
  between: ',',
  after: ']}}',
};

export const HAR_SHAPES: readonly Shape[] = [chrome, base64, compact];
