/** Logs in the forms in which other tools write them: what `logs` makes of each. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ApiLog, LogForm } from '../../src/core/api-log.ts';
import type { Report } from '../../src/core/report.ts';
import { ROOT, runHere } from '../support/cli.ts';

const WRITERS = join(ROOT, 'fixtures', 'logs', 'writers');

type Row = [
  file: string,
  form: LogForm,
  calls: number,
  confidence: 'confirmed' | 'likely',
  longestMs?: number,
];

/** Each tells of owner lookups that were refused, and but where only failures are told of one call that went well. */
const JUDGED: Row[] = [
  ['axios-error.ndjson', 'ndjson', 2, 'likely'],
  ['axios-interceptor.ndjson', 'ndjson', 3, 'confirmed', 120],
  ['bunyan.ndjson', 'ndjson', 3, 'likely', 120],
  ['caddy.ndjson', 'ndjson', 3, 'likely', 120],
  ['charles.chlsj', 'json', 3, 'confirmed', 120],
  ['cloudwatch-events.json', 'json', 3, 'likely', 120],
  ['cloudwatch-insights.csv', 'csv', 3, 'likely', 120],
  ['datadog-agent.ndjson', 'ndjson', 3, 'confirmed', 120],
  ['datadog.json', 'json', 3, 'likely', 120],
  ['docker.ndjson', 'ndjson', 3, 'likely', 120],
  ['elastic.ndjson', 'ndjson', 3, 'likely', 120],
  ['elasticsearch-hits.json', 'json', 3, 'confirmed', 120],
  ['envoy.ndjson', 'ndjson', 3, 'likely', 120],
  ['fiddler.har', 'har', 3, 'confirmed', 120],
  ['firefox.har', 'har', 3, 'confirmed', 120],
  ['google-cloud.json', 'json', 3, 'likely', 120],
  ['hubspot-french.csv', 'csv', 3, 'confirmed', 120],
  ['hubspot-german.csv', 'csv', 3, 'confirmed', 120],
  ['hubspot-japanese.csv', 'csv', 3, 'confirmed', 120],
  ['hubspot-portuguese.csv', 'csv', 3, 'confirmed', 120],
  ['hubspot-spanish.csv', 'csv', 3, 'confirmed', 120],
  ['mitmproxy.har', 'har', 3, 'confirmed', 120],
  ['jaeger.json', 'json', 3, 'likely', 120],
  ['newman.json', 'json', 3, 'confirmed', 120],
  ['nginx.ndjson', 'ndjson', 3, 'likely', 120],
  ['otel-flat.ndjson', 'ndjson', 3, 'likely', 120],
  ['otlp-logs.ndjson', 'ndjson', 2, 'likely'],
  ['otlp-spans.json', 'json', 3, 'likely', 120],
  ['otlp-spans.ndjson', 'ndjson', 3, 'likely', 120],
  ['pino-err-of-hubspot-client.ndjson', 'ndjson', 2, 'likely'],
  ['pino.ndjson', 'ndjson', 3, 'likely', 120],
  ['python-httpx.ndjson', 'ndjson', 3, 'likely'],
  ['python-requests.ndjson', 'ndjson', 2, 'likely'],
  ['python-urllib3.ndjson', 'ndjson', 3, 'likely'],
  ['sentry.json', 'json', 3, 'likely'],
  ['serilog.ndjson', 'ndjson', 3, 'likely', 120],
  ['splunk.csv', 'csv', 3, 'likely', 120],
  ['splunk.ndjson', 'ndjson', 3, 'confirmed', 120],
  ['traefik.ndjson', 'ndjson', 3, 'likely', 120],
  ['vercel-drain.ndjson', 'ndjson', 2, 'likely'],
  ['winston.ndjson', 'ndjson', 3, 'confirmed', 120],
  ['zap.ndjson', 'ndjson', 3, 'confirmed', 120],
  ['zipkin-traces.json', 'json', 3, 'likely', 120],
  ['zipkin.json', 'json', 3, 'likely', 120],
];

test.each(JUDGED)('%s', async (file, form, calls, confidence, longestMs) => {
  const { code, out, err } = await runHere(['logs', file, '--format', 'json'], { cwd: WRITERS });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const { causes, log } = JSON.parse(out) as Report & { log: ApiLog };
  expect(causes.map(({ id, confidence: how }) => [id, how])).toEqual([['owners-scope-missing', confidence]]);
  expect(log.files).toMatchObject([{ format: form, calls, badRows: { count: 0 }, truncated: false }]);
  expect({ calls: log.calls, refused: log.statuses['403'], longestMs: log.latency?.max }).toEqual({
    calls,
    refused: 2,
    longestMs,
  });
  if (file !== 'newman.json') expect(log.firstAt).toMatch(/^2026-11-02T09:04:00/);
});

/** They say nothing of HubSpot's answers, or cannot be read: said in a sentence. */
const REFUSED: [file: string, sentence: string][] = [
  ['heroku-router.txt', 'is plain text'],
  ['lograge.ndjson', 'requests that came in to a server'],
  ['otlp-server-spans.ndjson', 'requests that came in to a server'],
  ['pino-http.ndjson', 'requests that came in to a server'],
];

test.each(REFUSED)('%s is refused, since it %s', async (file, sentence) => {
  const { code, out, err } = await runHere(['logs', file], { cwd: WRITERS });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(sentence);
});

test('every log of another tool stands here', async () => {
  const named = [...JUDGED, ...REFUSED].map(([file]) => file);
  expect(named.sort()).toEqual((await readdir(WRITERS)).sort());
});
