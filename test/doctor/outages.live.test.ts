/**
 * HubSpot, or both services, out of reach altogether: the doctor says so, keeps what it knows without them, and ends.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { listening, runProcess, startProcess } from '../support/cli.ts';
import { answer, closedPort, listen, notHttp, silence } from '../wire/fault-server.ts';
import { openServer, plainHttpPort } from '../wire/open-wire.ts';
import { causesOf, checksThatAre, examine, expectCompleteReport, reasonsOf, warmUp } from './examination.ts';
import { BOTH, inReportOrder, OF_HUBSPOT } from './untold.ts';

beforeAll(warmUp);

const SECRETS = {
  HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
  OPENCX_API_KEY: 'ocx_live_00000000000000000000',
};

describe('HubSpot out of reach', () => {
  type Outage = [string, () => Promise<{ url: string; flags?: string[] }>, RegExp];
  const outages: Outage[] = [
    [
      'its name is not resolved',
      async () => ({ url: 'https://api.hubspot.invalid', flags: ['--allow-host', 'api.hubspot.invalid'] }),
      /api\.hubspot\.invalid could not be resolved/,
    ],
    [
      'the connection is refused',
      async () => ({ url: `http://127.0.0.1:${await closedPort()}` }),
      /No connection to 127\.0\.0\.1:\d+ was taken/,
    ],
    [
      'no TLS is spoken',
      async () => ({ url: `https://127.0.0.1:${await plainHttpPort()}` }),
      /No secure connection to 127\.0\.0\.1:\d+ .* does not speak TLS/,
    ],
    [
      'it takes connections and says nothing',
      async () => ({ url: (await openServer(silence)).url }),
      /127\.0\.0\.1:\d+ did not answer within 1 s/,
    ],
    [
      'it speaks something else than HTTP',
      async () => ({ url: (await openServer(notHttp)).url }),
      /127\.0\.0\.1:\d+ answered with something that is not HTTP/,
    ],
    [
      'it sends one elsewhere',
      async () => ({
        url: (await openServer(answer(302, '', { location: 'https://login.example.test/' }))).url,
      }),
      /redirected .* \(302\)/,
    ],
    [
      'there is a web page for everything',
      async () => ({ url: (await openServer(answer(200, '<html>Sign in</html>'))).url }),
      /is a web page and no JSON/,
    ],
    [
      'nothing at all comes back',
      async () => ({ url: (await openServer(answer(200, ''))).url }),
      /is empty; something in between/,
    ],
    [
      "somebody else's JSON comes back",
      async () => ({ url: (await openServer(answer(200, { ok: true }))).url }),
      /lacks something that is always there/,
    ],
    ...[
      ['a captive portal', 401, '<html>Sign in to the network</html>'],
      ['a captive portal', 404, '<html>Not found</html>'],
      ['a gateway', 401, { message: 'Unauthorized' }],
      ['a server that marks its errors', 401, { status: 'error', message: 'Unauthorized' }],
      ['a gateway', 403, { error: { code: 403, status: 'PERMISSION_DENIED' } }],
      ['nobody', 401, ''],
      ['nobody', 404, ''],
      ['another page', 488, '<html>Not acceptable here</html>'],
      ['a proxy', 407, 'Proxy authentication required'],
      ['a page that speaks of a limit', 429, '<html>You have reached your daily limit.</html>'],
      ['nobody', 429, ''],
    ].map(
      ([who, status, body]): Outage => [
        `${who} answers ${status} in its place`,
        async () => ({ url: (await openServer(answer(Number(status), body))).url }),
        new RegExp(`Something between here and HubSpot answered .* status ${status} with`),
      ],
    ),
    ['it fails inside', async () => ({ url: (await openServer(answer(500))).url }), /just now \(500\)/],
  ];

  test.each(outages)('%s', async (_name, outage, sentence) => {
    const { url, flags = [] } = await outage();
    const examined = await examine({ hubSpotUrl: url, flags });
    expectCompleteReport(examined);
    expect(checksThatAre(examined, 'unknown')).toEqual(inReportOrder(OF_HUBSPOT));
    expect(checksThatAre(examined, 'fail', 'warn', 'blocked')).toEqual([]);
    expect(causesOf(examined)).toEqual([]);
    expect(examined.code).toBe(3);
    for (const reason of reasonsOf(examined)) expect(reason).toMatch(sentence);
  });

  test('a portal of another region is told as that', async () => {
    const message = 'Hub 1020304 is unknown to this Hublet, but it appears to exist in Hublet eu1';
    const { url } = await openServer(answer(488, { status: 'error', message, correctHublet: 'eu1' }));
    const examined = await examine({ hubSpotUrl: url });
    expectCompleteReport(examined);
    expect(causesOf(examined)).toEqual(['token-wrong-region']);
    expect(examined.code).toBe(1);
  });

  test('both services silent: the run ends at its deadline', async () => {
    const { url } = await openServer(silence);
    const examined = await examine({ hubSpotUrl: url, openCxUrl: url, flags: ['--timeout', '600'] });
    expectCompleteReport(examined);
    expect(checksThatAre(examined, 'unknown')).toEqual(inReportOrder(BOTH));
    expect(examined.code).toBe(3);
  });
});

describe('OpenCX out of reach', () => {
  test.each([
    ['a captive portal', 401, '<html>Sign in to the network</html>'],
    ['a gateway', 401, { message: 'Unauthorized' }],
    ['a gateway', 403, { error: 'forbidden' }],
    ['nobody', 404, ''],
    ['somebody else', 200, { ok: true }],
  ])('%s answers %i in its place', async (_who, status, body) => {
    const { url } = await openServer(answer(status, body));
    const examined = await examine({ openCxUrl: url });
    expectCompleteReport(examined);
    expect(causesOf(examined)).toEqual([]);
    expect(checksThatAre(examined, 'fail', 'warn', 'blocked')).toEqual([]);
    expect(examined.report.checks['opencx/key']?.status).toBe('unknown');
    expect(examined.code).toBe(3);
  });
});

describe('an outage hides no cause that is known without it', () => {
  test.each([
    ['throttle-too-low', 'server-errors', 'throttle-too-low'],
    ['webhook-url-stale', 'slow', 'webhook-url-stale'],
    ['token-malformed', 'reset', 'token-malformed'],
    ['owners-scope-missing', 'introspection-down', 'owners-scope-missing'],
    ['owners-scope-missing', 'owners-down', 'owners-scope-missing'],
    ['opencx-key-rejected', 'rate-limited', 'opencx-key-rejected'],
  ])('%s with %s', async (portal, fault, cause) => {
    const examined = await examine({ portal, faults: [fault] });
    expect(causesOf(examined)).toEqual([cause]);
    expect(examined.code).toBe(1);
  });
});

describe('the process ends by itself', () => {
  test('when nothing ever answers', async () => {
    const { url } = await openServer(silence);
    const { code, out } = await runProcess(
      ['doctor', '--no-input', '--format', 'json', '--thread', '9001', '--deadline', '1'],
      { env: environment(url) },
    );
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ status: 'incomplete', causes: [] });
  });

  test('when the connection is refused, with a report for people', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const { code, out, err } = await runProcess(['doctor', '--no-input'], {
      env: { ...environment(url), COLUMNS: '120' },
    });
    expect(code).toBe(3);
    expect(out).toMatch(/^What HUBSPOT_API_URL or the configuration file names as HubSpot, \S+, does not/);
    expect(out).toMatch(/^INCOMPLETE /m);
    expect(out + err).not.toMatch(/\bat .*\.js:\d+|Error:/);
  });

  const opened = (socket: Socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  test.each([
    ['says nothing', 'http', () => {}],
    ['opens the way and says nothing then', 'http', opened],
    ['speaks no TLS where TLS is wanted', 'https', () => {}],
    ['is a silent SOCKS proxy', 'socks5', () => {}],
  ])('behind a proxy that %s, as soon as the report is out', async (_name, scheme, take) => {
    const proxy = createServer((socket) => take(socket.on('error', () => {})));
    onTestFinished(() => {
      proxy.close();
    });
    const address = `${scheme}://127.0.0.1:${await listen(proxy)}`;
    const startedAt = performance.now();
    const child = startProcess(['doctor', '--no-input', '--deadline', '1', '--format', 'json'], {
      env: { ...SECRETS, HTTPS_PROXY: address },
    });
    const printed = listening(child);
    let toldAt = 0;
    child.stdout?.on('data', () => {
      toldAt = performance.now();
    });
    const [code] = (await once(child, 'exit')) as [number];
    const report = JSON.parse(printed.out) as Report;
    expect(code).toBe(3);
    expect(report.causes).toEqual([]);
    expect(printed.err).not.toContain('Warning');
    // Within half a second on a quiet machine; a busy one gets more.
    expect(performance.now() - toldAt).toBeLessThan(2000);
    expect(toldAt - startedAt).toBeLessThan(10_000);
  });

  function environment(url: string): Record<string, string> {
    return { HUBSPOT_API_URL: url, OPENCX_API_URL: url, ...SECRETS };
  }
});
