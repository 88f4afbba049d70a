/**
 * Logs of servers of one's own, as frameworks write them: without a host, and on paths that HubSpot has as well. Whatever
 * such a server answers is not HubSpot's answer.
 */
import { expect, test } from 'vitest';
import { isFault } from '../../../src/logs/fields/call.ts';
import { notJudged } from '../../../src/logs/fields/hosts.ts';
import { createRecordReader } from '../../../src/logs/fields/records.ts';

const PATH = '/contacts/v1/contact/7';
const ROW = { method: 'GET', path: PATH, status: 401 };

const RECEIVED: [writer: string, row: object][] = [
  ['Rails, lograge', { ...ROW, format: 'json', controller: 'ContactsController', action: 'show', db: 1.2 }],
  ['Phoenix, Logster', { ...ROW, controller: 'ContactController', params: { id: '7' }, state: 'set' }],
  ['gin', { ...ROW, msg: PATH, ip: '192.0.2.7', latency: 0.001 }],
  ['gin, over IPv6', { ...ROW, ip: '::1' }],
  ['Express, morgan', { ...ROW, remote: '::ffff:192.0.2.7' }],
  ['rack', { ...ROW, remote: '192.0.2.7', forwarded_for: '192.0.2.9, 192.0.2.8' }],
  ['Traefik', { ...ROW, x_forwarded_for: '192.0.2.7' }],
  ['Spring', { ...ROW, remote_host: '192.0.2.7' }],
  ['AWS API Gateway', { ...ROW, routeKey: 'GET /contacts/v1/{proxy+}', sourceIp: '192.0.2.7' }],
  ['werkzeug', { ...ROW, logger: 'werkzeug' }],
  ['uvicorn', { ...ROW, logger: { name: 'uvicorn.access' } }],
  ['Django', { request: `GET ${PATH}`, code: 401, logger: 'django_structlog.middlewares.request' }],
  [
    'ASP.NET Core, Serilog',
    {
      RequestMethod: 'GET',
      RequestPath: PATH,
      StatusCode: 401,
      SourceContext: 'Serilog.AspNetCore.RequestLoggingMiddleware',
    },
  ],
];

const whyNotJudged = (row: object) => {
  const call = createRecordReader().callOf(row);
  return isFault(call) ? call.fault : notJudged(call);
};

test.each(RECEIVED)('%s: came in', (_writer, row) => {
  expect(whyNotJudged(row)).toBe('received');
});

test.each(RECEIVED)('%s: a call to HubSpot within it counts', (_writer, row) => {
  expect(whyNotJudged({ ...row, host: 'api.hubapi.com' })).toBeUndefined();
});

test.each<[title: string, row: object]>([
  ['nothing beside it', ROW],
  ['a remote that is no address', { ...ROW, remote: 'origin', ip: 'unknown', remote_host: 'hubspot' }],
  ['the logger of a client', { ...ROW, logger: 'httpx' }],
  ['the logger of a class', { ...ROW, logger: 'crm.AccessTokenProvider' }],
])('a path of HubSpot and %s: counts', (_title, row) => {
  expect(whyNotJudged(row)).toBeUndefined();
});
