/** `--all-profiles` over a fleet: what is told of all of them together, from run to run. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { Fleet } from '../../src/core/fleet.ts';
import schema from '../../src/reporters/fleet.schema.json' with { type: 'json' };
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere, runProcess, terminal } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { silentHost, TOKEN } from './hosts.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** Without what only a person can say, but for one question. */
const RUN = ['doctor', '--all-profiles', '--skip', 'token/in-opencx', '--no-input', '--deadline', '6'];
const NARROW = [...RUN, '--only', 'token,scopes'];
const CANARY = 'canary-0123456789-canary';
const TOKENS = { SHOP_TOKEN: TOKEN, CANARY_TOKEN: CANARY, CANARY_KEY: `${CANARY}-key` };

const at = (apiUrl: string, tokenVariable = 'SHOP_TOKEN') => ({ hubspot: { apiUrl, tokenVariable } });

async function serve(name: string, faults: readonly string[] = []): Promise<Sandbox> {
  const portal = await loadPortal(name);
  return startSandbox(portal, { faults: [...portal.faults, ...faults] });
}

async function fleetIn(cwd: string): Promise<Fleet> {
  return JSON.parse(await readFile(join(cwd, 'opencx-hubspot-reports', 'fleet.json'), 'utf8')) as Fleet;
}

const folderOf = (profiles: Record<string, unknown>) =>
  folderWith({ 'opencx-hubspot.config.json': { profiles } });

describe('twenty portals of different faults', () => {
  const open: Sandbox[] = [];
  let urls: Record<'healthy' | 'scope' | 'token' | 'limited', string>;

  beforeAll(async () => {
    const served = await Promise.all([
      serve('healthy-email'),
      serve('owners-scope-missing'),
      serve('token-rejected'),
      serve('healthy-email', ['rate-limited']),
    ]);
    open.push(...served);
    const [healthy, scope, token, limited] = served.map(({ url }) => url) as [string, string, string, string];
    urls = { healthy, scope, token, limited };
    return () => Promise.all(open.map((sandbox) => sandbox.close()));
  });

  async function mixed(): Promise<Record<string, unknown>> {
    const silent = await silentHost();
    const wells = Array.from({ length: 9 }, (_, place) => [`well-${place}`, at(urls.healthy)]);
    const scopes = Array.from({ length: 4 }, (_, place) => [`scope-${place}`, at(urls.scope)]);
    return {
      ...Object.fromEntries([...wells, ...scopes]),
      'token-0': at(urls.token),
      'token-1': at(urls.token),
      limited: at(urls.limited),
      silent: at(silent.url),
      dead: at('http://127.0.0.1:1'),
      bare: at(urls.healthy, 'NOT_SET'),
      malformed: { ...at(urls.healthy, 'CANARY_TOKEN'), opencx: { keyVariable: 'CANARY_KEY' } },
    };
  }

  test('each cause once with its portals, each portal in one place, and no token anywhere', async () => {
    const cwd = await folderOf(await mixed());
    const { code, out, err } = await runHere(NARROW, { cwd, env: TOKENS });
    expect(code).toBe(1);
    const fleet = await fleetIn(cwd);
    validate(fleet);
    expect(validate.errors).toBeNull();
    const groups = fleet.causes.map(({ id, profiles }) => [id, profiles.map(({ profile }) => profile)]);
    expect(groups).toEqual([
      ['owners-scope-missing', ['scope-0', 'scope-1', 'scope-2', 'scope-3']],
      ['token-rejected', ['token-0', 'token-1']],
      [expect.stringMatching(/^token-/), ['malformed']],
    ]);
    expect(fleet.untold.flatMap(({ profiles }) => profiles).toSorted()).toEqual([
      'bare',
      'dead',
      'limited',
      'silent',
    ]);
    expect(fleet.summary).toMatchObject({ profiles: 20, problems: 7, incomplete: 4, healthy: 9 });
    expect(out).toContain('4 profiles:  scope-0, scope-1, scope-2, scope-3\n');

    const folder = join(cwd, 'opencx-hubspot-reports');
    const files = await readdir(folder);
    expect(files).toHaveLength(22);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    expect([out, err, ...texts].join('\n')).not.toMatch(/canary-0123456789|00000000-0000-0000/);
    expect(texts.join('\n')).toContain('href="scope-3.txt"');
  });

  test('a command in a report looks at the portal of that report again', async () => {
    const cwd = await folderOf({ shop: at(urls.healthy), outlet: at(urls.token), stall: at(urls.limited) });
    await runHere([...RUN, '--format', 'json'], { cwd, env: TOKENS });
    for (const profile of ['shop', 'outlet', 'stall']) {
      const report = await readFile(join(cwd, 'opencx-hubspot-reports', `${profile}.json`), 'utf8');
      const commands = report.match(/"opencx-hubspot doctor[^"]*"/g) ?? [];
      expect(commands).not.toEqual([]);
      expect(commands.filter((command) => !command.includes(`--profile ${profile}`))).toEqual([]);
    }
  });

  test('an open question that could decide is no health', async () => {
    const cwd = await folderOf({ shop: at(urls.healthy), outlet: at(urls.healthy) });
    const { code, out } = await runHere(RUN, { cwd, env: TOKENS });
    expect(code).toBe(0);
    expect((await fleetIn(cwd)).summary).toMatchObject({ open: 2, healthy: 0 });
    expect(out).toContain('Open questions: 2 profiles, where nothing measured is wrong');
    expect(out).not.toMatch(/\d healthy/);
  });

  test('the second run tells what changed, and since when the rest is so', async () => {
    const cwd = await folderOf({
      a: at(urls.healthy),
      b: at(urls.scope),
      c: at(urls.token),
      d: at(urls.scope),
    });
    const first = await runHere(NARROW, { cwd, env: TOKENS });
    expect(first.out).not.toContain('Since');
    const before = await fleetIn(cwd);
    const profiles = {
      a: at(urls.token),
      b: at(urls.healthy),
      c: at(urls.scope),
      d: at(urls.scope),
      e: at(urls.healthy),
    };
    await writeFile(join(cwd, 'opencx-hubspot.config.json'), JSON.stringify({ profiles }));
    const { out, code } = await runHere(NARROW, { cwd, env: TOKENS });
    expect(code).toBe(1);
    expect(out).toContain('1 newly broken, 1 cause changed, 1 mended, 1 new');
    expect(out).toMatch(/Newly broken: +token-rejected: a$/m);
    expect(out).toMatch(/Cause changed: +token-rejected -> owners-scope-missing: c$/m);
    expect(out).toMatch(/Mended: +owners-scope-missing: b$/m);
    const after = await fleetIn(cwd);
    expect(after.comparedWith).toBe(before.startedAt);
    const scope = after.causes.find(({ id }) => id === 'owners-scope-missing');
    expect(scope?.profiles).toEqual([
      { profile: 'c', since: after.startedAt },
      { profile: 'd', since: before.startedAt },
    ]);
  });

  test.each([
    ['cut off', '{"schemaVersion": 1, "tool"'],
    ['of another kind', '{"schemaVersion": 1}'],
    ['of a newer version', '{"schemaVersion": 99}'],
  ])('a run before that is %s is told, and the run goes on', async (_, text) => {
    const cwd = await folderOf({ shop: at(urls.healthy) });
    await mkdir(join(cwd, 'opencx-hubspot-reports'));
    await writeFile(join(cwd, 'opencx-hubspot-reports', 'fleet.json'), text);
    const { code, err } = await runHere(NARROW, { cwd, env: TOKENS });
    expect(code).toBe(0);
    expect(err).toMatch(/fleet\.json.*So what changed since then is not told\.$/ms);
    expect((await fleetIn(cwd)).comparedWith).toBeNull();
  });

  test('an overview that cannot be written is told, and what was found all the same', async () => {
    const cwd = await folderOf({ shop: at(urls.healthy) });
    await mkdir(join(cwd, 'opencx-hubspot-reports', 'fleet.json'), { recursive: true });
    const { code, out, err } = await runHere(NARROW, { cwd, env: TOKENS });
    expect(code).toBe(2);
    expect(err).toMatch(/The overview \S+fleet\.json cannot be written: it is a folder\.$/m);
    expect(out).toContain('The one profile is healthy.');
  });

  test('Ctrl-C keeps what has ended, and of the others what was known before', async () => {
    const cwd = await folderOf({ a: at(urls.scope), b: at(urls.scope) });
    await runHere(NARROW, { cwd, env: TOKENS });
    const before = await fleetIn(cwd);
    const silent = await silentHost();
    await writeFile(
      join(cwd, 'opencx-hubspot.config.json'),
      JSON.stringify({ profiles: { a: at(urls.healthy), b: at(silent.url) } }),
    );
    const stop = new AbortController();
    const { io, printed } = terminal({ cwd, env: TOKENS, signal: stop.signal });
    const { err } = io;
    io.err = (text) => {
      err(text);
      if (text.startsWith('a:')) void silent.asked.then(() => stop.abort());
    };
    expect(await run([...NARROW, '--timeout', '600', '--deadline', '600'], io)).toBe(130);
    expect(printed.err).toContain('Interrupted; 1 of 2 profiles had ended');
    expect(printed.out).toMatch(/Mended: +owners-scope-missing: a$/m);
    expect(printed.out).not.toContain('Not told now');
    const { interrupted, profiles } = await fleetIn(cwd);
    expect(interrupted).toBe(true);
    expect(profiles[1]).toMatchObject({
      status: null,
      untold: [{ id: 'owners-scope-missing', since: before.startedAt }],
    });
  });
});

test('a profile with the name of the overview', async () => {
  const sandbox = await serve('healthy-email');
  onTestFinished(() => sandbox.close());
  const cwd = await folderOf({ fleet: at(sandbox.url) });
  expect((await runHere([...NARROW, '--format', 'json'], { cwd, env: TOKENS })).code).toBe(0);
  const files = await readdir(join(cwd, 'opencx-hubspot-reports'));
  expect(files.sort()).toEqual(['fleet-2.json', 'fleet.html', 'fleet.json']);
});

test.runIf(PROOF)('a thousand portals in one process, one of them limited, one dead', async () => {
  const served = await Promise.all([serve('healthy-email'), serve('healthy-email', ['rate-limited'])]);
  onTestFinished(() => Promise.all(served.map((sandbox) => sandbox.close())).then(() => undefined));
  const [healthy, limited] = served.map(({ url }) => url) as [string, string];
  const wells = Array.from({ length: 998 }, (_, place) => [`well-${place}`, at(healthy)]);
  const cwd = await folderOf({
    limited: at(limited),
    dead: at('http://127.0.0.1:1'),
    ...Object.fromEntries(wells),
  });
  const { code } = await runProcess([...NARROW, '--deadline', '45', '--quiet'], { cwd, env: TOKENS });
  expect(code).toBe(3);
  expect((await fleetIn(cwd)).summary).toMatchObject({ profiles: 1000, healthy: 998, incomplete: 2 });
});
