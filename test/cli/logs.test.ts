/** `logs` over logs as a support engineer is sent them: what it finds, in every format, and how it ends. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import type { ApiLog } from '../../src/core/api-log.ts';
import type { Report } from '../../src/core/report.ts';
import schema from '../../src/reporters/report.schema.json' with { type: 'json' };
import { folderWith } from '../config/folder.ts';
import { ROOT, runHere, type Surroundings } from '../support/cli.ts';
import { runs } from '../support/proof.ts';

const LOGS = join(ROOT, 'fixtures', 'logs');
const MAP = [
  '--map',
  'Moment=at',
  'Action=method',
  'Target=path',
  'Result=status',
  'Lasted=durationMs',
  'Answer=body',
];

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function logs(args: readonly string[], around: Surroundings = {}) {
  return runHere(['logs', ...args], { cwd: LOGS, ...around });
}

async function documentOf(args: readonly string[], around: Surroundings = {}) {
  const { code, out, err } = await logs([...args, '--format', 'json'], around);
  expect(err).toBe('');
  const report = JSON.parse(out) as Report & { log: ApiLog };
  expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
  return { code, report, log: report.log };
}

describe('what a log shows', () => {
  test.each<[file: string, ...found: string[]]>([
    ['healthy.csv'],
    ['other-hosts.ndjson'],
    ['foreign-scope.ndjson'],
    ['owners-403.csv', 'owners-scope-missing'],
    ['owners-403-no-body.csv', 'owners-scope-missing'],
    ['owners-403.csv.gz', 'owners-scope-missing'],
    ['owners-403.ndjson', 'owners-scope-missing'],
    ['owners-403.cli.json', 'owners-scope-missing'],
    ['owners-403-detail.cli.json', 'owners-scope-missing'],
    ['owners-403.har', 'owners-scope-missing'],
    ['semicolons.csv', 'owners-scope-missing'],
    ['tabs.csv', 'owners-scope-missing'],
    ['utf16.csv', 'owners-scope-missing'],
    ['token-died.csv', 'token-rejected'],
    ['token-back.csv', 'token-rejected'],
    ['burst-429.ndjson', 'rate-limited'],
    ['opentelemetry.ndjson', 'owners-scope-missing'],
    ['one-route-401.ndjson'],
  ])('%s', async (file, ...found) => {
    const { code, report } = await documentOf([file]);
    expect(report.causes.map(({ id }) => id)).toEqual(found);
    const passed = ['token-back.csv', 'burst-429.ndjson'].includes(file);
    expect({ code, status: report.status }).toEqual(
      found.length === 0
        ? { code: 0, status: 'healthy' }
        : passed
          ? { code: 0, status: 'warnings' }
          : { code: 1, status: 'problems' },
    );
    expect(report.evidence['logs.refusals']).toMatchObject({ source: 'file', origin: file });
  });

  test('the scope is certain where the answer names it, and likely where it is concluded', async () => {
    const named = await documentOf(['owners-403.csv']);
    expect(named.report.causes[0]).toMatchObject({ confidence: 'confirmed', owner: 'hubspot-admin' });
    expect(named.report.nextTest).toBeNull();
    const concluded = await documentOf(['owners-403-no-body.csv']);
    expect(concluded.report.causes[0]).toMatchObject({ confidence: 'likely' });
    expect(concluded.report.nextTest).toMatchObject({ check: 'scopes/owners-read' });
    expect(concluded.log.missingScopes[0]).toMatchObject({ inferred: true });
  });

  test('a token that died is told with the time, and one that came back as a warning', async () => {
    const died = await documentOf(['token-died.csv']);
    expect(died.report.causes[0]).toMatchObject({ confidence: 'likely' });
    expect(died.report.causes[0]?.title).toContain('shows it since 2026-11-02T09:18:45.000Z');
    expect(died.report.checks['logs/unauthorized']).toMatchObject({ status: 'fail' });
    const back = await documentOf(['token-back.csv']);
    expect(back.report.causes[0]).toMatchObject({ confidence: 'possible' });
    expect(back.report.checks['logs/unauthorized']).toMatchObject({ status: 'warn' });
  });

  test('the owner lookup is known in all its spellings', async () => {
    const { log } = await documentOf(['owners-403.csv']);
    expect(log.ownersLookup).toMatchObject({ count: 6, stillAtEnd: true });
    expect(log.ownersLookup?.paths.length).toBeGreaterThanOrEqual(3);
  });

  test('a failing and slow HubSpot is shown, and is nobody’s cause', async () => {
    const { code, report, log } = await documentOf(['server-errors.csv']);
    expect({ code, causes: report.causes }).toEqual({ code: 0, causes: [] });
    expect(log.serverErrors.map(({ count, status }) => [count, status])).toEqual([
      [3, 502],
      [2, 504],
    ]);
    expect(log.latency?.max).toBeGreaterThan(10_000);
  });

  test('a cut or spoilt log is read as far as it goes', async () => {
    const cut = await documentOf(['cut.csv.gz']);
    expect(cut.log.files[0]).toMatchObject({ truncated: true, gzip: true });
    const spoilt = await logs(['bad-rows.csv']);
    expect(spoilt.out).toMatch(/Left out: +4 bad rows \(line 4: /);
    const whole = await logs(['bad-rows.csv', '--full']);
    expect(whole.out).toMatch(/Left out 4 bad rows: line 4: .*line 6: /s);
  });
});

describe('a log of something else', () => {
  test.each([
    ['bank.csv', 'other hosts'],
    ['caddy-elsewhere.ndjson', 'other hosts'],
    ['webhook-receiver.ndjson', 'came in to a server'],
    ['own-function-429.ndjson', 'came in to a server'],
    ['hubspot-pages.har', 'own pages'],
  ])('%s is not judged', async (file, why) => {
    const { code, out, err } = await logs([file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(file);
    expect(err).toContain(why);
    expect(err).toContain('Bring the calls that OpenCX makes to HubSpot');
  });

  test('a host that only --map tells of counts like one that is known by name', async () => {
    const rows =
      'Peer,method,path,status\napi.hubapi.com,GET,/x/y,200\nbank.example.test,GET,/crm/v3/owners,401\n';
    const { code, log } = await documentOf(['-', '--map', 'Peer=host'], { stdin: Buffer.from(rows) });
    expect({ code, calls: log.calls }).toEqual({ code: 0, calls: 1 });
    expect(log.files[0]).toMatchObject({ otherHosts: 1 });
  });

  test('whatever other hosts refuse, in whichever form it is logged, nobody is accused', async () => {
    await fc.assert(
      fc.asyncProperty(foreignLog, async (text) => {
        const { code, out } = await logs(['-', '--format', 'json'], { stdin: Buffer.from(text) });
        expect(code).toBe(2);
        expect(out).toBe('');
      }),
      { numRuns: runs(60) },
    );
  });
});

const FOREIGN_HOSTS = ['api.bank.example.test', 'hubapi.com.example.test', 'localhost:8080', '192.0.2.9'];
const foreignCall = fc.record({
  host: fc.constantFrom(...FOREIGN_HOSTS),
  path: fc.constantFrom(
    '/v1/charges',
    '/crm/v3/owners/1',
    '/crm/owners/v3/A-1',
    '/oauth/v1/token',
    '/in/hubspot',
  ),
  status: fc.constantFrom(401, 403, 429, 488, 500),
});
type ForeignCall = typeof foreignCall extends fc.Arbitrary<infer Value> ? Value : never;

const lines = (row: (call: ForeignCall) => object) => (calls: readonly ForeignCall[]) =>
  calls.map((call) => JSON.stringify(row(call))).join('\n');
const WRITERS: readonly ((calls: readonly ForeignCall[]) => string)[] = [
  (calls) =>
    `host,path,status\n${calls.map(({ host, path, status }) => `${host},${path},${status}`).join('\n')}\n`,
  (calls) =>
    `url;status\n${calls.map(({ host, path, status }) => `https://${host}${path};${status}`).join('\n')}\n`,
  lines(({ host, path, status }) => ({ request: { host, uri: path }, status })),
  lines(({ host, path, status }) => ({ method: 'GET', path, status, host })),
  lines(({ host, path, status }) => ({ config: { baseURL: `https://${host}`, url: path }, status })),
  lines(({ host, path, status }) => ({
    'url.full': `http://${host}${path}`,
    'http.response.status_code': status,
  })),
  lines(({ path, status }) => ({
    remote_addr: '192.0.2.1',
    request: `POST ${path} HTTP/1.1`,
    status: `${status}`,
  })),
  (calls) =>
    JSON.stringify(
      calls.map(({ host, path, status }) => ({ ':authority': host, ':path': path, response_code: status })),
    ),
];
const foreignLog = fc
  .tuple(fc.constantFrom(...WRITERS), fc.array(foreignCall, { minLength: 1, maxLength: 12 }))
  .map(([write, calls]) => write(calls));

describe('what cannot be read is not healthy', () => {
  test.each([
    ['status-in-german.csv', '--map "Antwort=status"'],
    ['status-rarely.csv', '49 of 50 calls'],
  ])('%s', async (file, said) => {
    const { code, report } = await documentOf([file]);
    expect({ code, status: report.status, causes: report.causes }).toEqual({
      code: 3,
      status: 'incomplete',
      causes: [],
    });
    for (const id of ['logs/unauthorized', 'logs/missing-scopes', 'logs/rate-limits']) {
      expect(report.checks[id]).toMatchObject({ status: 'unknown' });
      expect(report.checks[id]?.summary).toContain(said);
    }
  });

  test('the command that is offered reads it', async () => {
    const { code, report } = await documentOf(['status-in-german.csv', '--map', 'Antwort=status']);
    expect({ code, causes: report.causes.map(({ id }) => id) }).toEqual({
      code: 1,
      causes: ['owners-scope-missing'],
    });
  });
});

describe('which calls are looked at', () => {
  test('several files count together', async () => {
    const { log, report } = await documentOf(['healthy.csv', 'owners-403.csv.gz', 'burst-429.ndjson']);
    expect(log.files.map(({ name, calls }) => [name, calls])).toEqual([
      ['healthy.csv', 24],
      ['owners-403.csv.gz', 30],
      ['burst-429.ndjson', 130],
    ]);
    expect(log.calls).toBe(184);
    expect(report.causes.map(({ id }) => id)).toEqual(['owners-scope-missing', 'rate-limited']);
  });

  test.each(['owners-403.csv', 'owners-403.csv.gz', 'owners-403.har', 'utf16.csv'])(
    'standard input is read: %s',
    async (file) => {
      const { log } = await documentOf(['-'], { stdin: await readFile(join(LOGS, file)) });
      expect(log.files).toMatchObject([{ name: 'standard input', gzip: file.endsWith('.gz') }]);
      expect(log.ownersLookup?.count).toBeGreaterThan(0);
    },
  );

  test('standard input and files go together', async () => {
    const stdin = gzipSync(await readFile(join(LOGS, 'healthy.csv')));
    const { log } = await documentOf(['-', 'healthy.csv'], { stdin });
    expect(log.calls).toBe(48);
  });

  test('--map says what unknown columns hold', async () => {
    const { report, log } = await documentOf(['renamed-columns.csv', ...MAP]);
    expect(report.causes.map(({ id }) => id)).toEqual(['owners-scope-missing']);
    expect(log.files[0]?.columns).toContainEqual({ column: 'Result', field: 'status' });
  });

  test.each<[what: string, flags: string[], calls: number]>([
    ['--since', ['--since', '2026-11-02T09:10:00Z'], 20],
    ['--until', ['--until', '2026-11-02T09:09:59Z'], 10],
    ['both', ['--since', '2026-11-02T09:10:00Z', '--until', '2026-11-02T09:19:59Z'], 10],
    ['--status', ['--status', '403'], 6],
    ['--status with commas', ['--status', '403,500'], 6],
    ['--only-errors', ['--only-errors'], 6],
    ['--route', ['--route', 'owners'], 6],
  ])('%s leaves the others out, and they are counted', async (_what, flags, calls) => {
    const { log } = await documentOf(['owners-403.csv', ...flags]);
    expect({ calls: log.calls, leftOut: log.leftOut }).toEqual({ calls, leftOut: 30 - calls });
  });

  test('filters that leave nothing prove nothing', async () => {
    const { code, out } = await logs(['owners-403.csv', '--since', '2026-12-01']);
    expect(code).toBe(3);
    expect(out).toContain('30 calls by filters');
    expect(out).toContain('INCOMPLETE');
  });

  test.each([['--only-errors'], ['--status', '401'], ['--route', 'owners', 'threads']])(
    '%s does not make a token look dead that came back',
    async (...flags) => {
      const { report } = await documentOf(['token-back.csv', ...flags]);
      expect(report.causes[0]).toMatchObject({ id: 'token-rejected', confidence: 'possible' });
    },
  );

  test.each(['burst-429.ndjson', 'owners-403.csv'])(
    'what is over stays over where only the errors of %s are looked at',
    async (file) => {
      const [whole, errors] = [await documentOf([file]), await documentOf([file, '--only-errors'])];
      expect(errors.log.refusals).toEqual(whole.log.refusals);
      expect(errors.log.routes.every(({ statuses }) => !('200' in statuses))).toBe(true);
      expect(errors.log.timeline?.calls.reduce((sum, calls) => sum + calls, 0)).toBe(errors.log.calls);
    },
  );
});

describe('how it ends', () => {
  test('a warning is told as one, and counts where --fail-on says so', async () => {
    const { code, report } = await documentOf(['burst-429.ndjson']);
    expect({ code, status: report.status }).toEqual({ code: 0, status: 'warnings' });
    expect((await documentOf(['burst-429.ndjson', '--fail-on', 'warn'])).code).toBe(1);
    expect((await documentOf(['owners-403.csv'])).code).toBe(1);
  });

  test('--exit-zero reports all the same', async () => {
    const { code, report } = await documentOf(['owners-403.csv', '--exit-zero']);
    expect({ code, status: report.status }).toEqual({ code: 0, status: 'problems' });
  });

  test('Ctrl-C ends it, and nothing was written', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const { code, out, err } = await logs(['owners-403.csv'], { signal: stop.signal });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toContain('Interrupted');
  });
});

describe('every format', () => {
  test.each([
    'burst-429.ndjson',
    'missing-scopes.json',
    'owners-403.csv',
    'owners-403-no-body.csv',
    'token-back.csv',
    'token-died.csv',
    'truncated.har',
  ])('text tells the cause of %s, its proof and what is left in twelve lines', async (file) => {
    const { out } = await logs([file], { width: 80 });
    const lines = out.trimEnd().split('\n');
    // A second family of causes takes a line.
    expect(lines.length, out).toBeLessThanOrEqual(out.includes('Also: ') ? 13 : 12);
    expect(out).toMatch(/^Proof: +(401|403|429) [A-Z_, ]*on\s+[A-Z]+ \//m);
    expect(out).toMatch(/2026-11-02\s+\d\d:\d\d:\d\d UTC/);
    expect(out).toMatch(/^Rest: .*timeline.*--full/ms);
  });

  test('the way to mend it is told in brief, and its steps are counted', async () => {
    const { out } = await logs(['owners-403.csv'], { width: 80 });
    const fix = (await documentOf(['owners-403.csv'])).report.causes[0]?.fixes[0];
    const steps = fix?.steps.filter((step) => fix.verify === undefined || !step.includes(fix.verify)) ?? [];
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`Fix: ${fix?.brief} (${steps.length} steps: --full)`);
  });

  test('text in full begins with the cause, draws the timeline and keeps to the width', async () => {
    for (const width of [40, 80, 120]) {
      const { code, out } = await logs(['owners-403.csv', '--full'], { width });
      expect(code).toBe(1);
      expect(out.indexOf('owners-scope-missing')).toBeLessThan(out.indexOf('Timeline'));
      expect(out).toMatch(/^ {2}refused {2}\S+ +6$/m);
      const tooWide = out
        .split('\n')
        .filter((line) => stringWidth(line) > width && !line.includes('https://'));
      expect(tooWide).toEqual([]);
    }
  });

  test('--ascii draws it with plain signs', async () => {
    const { out } = await logs(['owners-403.csv', '--ascii']);
    expect(out).toMatch(/^[\n -~]*$/);
  });

  test('ndjson is one finding a line', async () => {
    const { code, out } = await logs(['owners-403.csv', '--format', 'ndjson']);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(lines.find(({ type }) => type === 'missing-scope')).toMatchObject({
      scopes: ['crm.objects.owners.read'],
      count: 6,
    });
    expect(lines.find(({ type }) => type === 'cause')).toMatchObject({ id: 'owners-scope-missing' });
    expect(lines.at(-1)).toMatchObject({ type: 'report', status: 'problems' });
  });

  test('markdown is for a ticket', async () => {
    const { code, out } = await logs(['owners-403.csv', '--format', 'markdown']);
    expect(code).toBe(1);
    expect(out).toMatch(/^\*\*PROBLEMS\*\* 1 cause, owners-scope-missing/);
    expect(out).toContain('### Missing scopes\n\n| Calls | What | Details |');
  });

  test('--output takes it to a file and leaves standard output empty', async () => {
    const cwd = await folderWith({ 'api.csv': await readFile(join(LOGS, 'owners-403.csv'), 'utf8') });
    const { code, out, err } = await logs(['api.csv', '--output', 'found.md', '--format', 'markdown'], {
      cwd,
    });
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'The report is in found.md: problems.\n' });
    expect(await readFile(join(cwd, 'found.md'), 'utf8')).toMatch(/^\*\*PROBLEMS\*\*/);
  });
});
