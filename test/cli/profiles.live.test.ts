/** `--all-profiles`: a report file and a line for each profile. */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere, runProcess, terminal } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';
import { silentHost, TOKEN } from './hosts.ts';

/** Without what only a person can say. */
const RUN = ['doctor', '--all-profiles', '--only', 'token,scopes', '--skip', 'token/in-opencx', '--no-input'];
/** What tells of all profiles, beside their reports. */
const OVERVIEW = ['fleet.html', 'fleet.json'];
/** Variables that the profiles of these tests name, so that none of them takes another's. */
const TOKENS = { SHOP_TOKEN: TOKEN, OUTLET_TOKEN: TOKEN };

async function portal(name: string): Promise<string> {
  const sandbox = await startSandbox(await loadPortal(name));
  onTestFinished(() => sandbox.close());
  return sandbox.url;
}

async function folderOf(profiles: Record<string, unknown>): Promise<string> {
  return folderWith({ 'opencx-hubspot.config.json': { profiles } });
}

async function twoPortals(): Promise<string> {
  return folderOf({
    shop: { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } },
    outlet: { hubspot: { apiUrl: await portal('owners-scope-missing'), tokenVariable: 'OUTLET_TOKEN' } },
  });
}

test('a line and a report file each, and the exit code of the worst', async () => {
  const cwd = await twoPortals();
  const { code, out, err } = await runHere([...RUN, '--format', 'junit'], { cwd, env: TOKENS });
  expect(code).toBe(1);
  expect(out).toMatch(/^ {2}shop +healthy, portal \d+ \(opencx-hubspot-reports\/shop\.xml\)$/m);
  expect(out).toMatch(/^ {2}outlet +problems: owners-scope-missing/m);
  expect(out).toContain('1 of 2 profiles needs a look.');
  expect(err).toContain('shop: healthy\n');
  const folder = join(cwd, 'opencx-hubspot-reports');
  expect((await readdir(folder)).sort()).toEqual([...OVERVIEW, 'outlet.xml', 'shop.xml']);
  expect(await readFile(join(folder, 'outlet.xml'), 'utf8')).toContain('owners-scope-missing');
});

test('on GitHub: annotations that name the profile, and one summary of all', async () => {
  const cwd = await twoPortals();
  const env = { ...TOKENS, GITHUB_STEP_SUMMARY: 'summary.md' };
  const { code, out } = await runHere([...RUN, '--format', 'github'], { cwd, env });
  expect(code).toBe(1);
  expect(out).toMatch(/^::error title=outlet%3A scopes\/required%3A fail::/m);
  expect(out).toMatch(/^shop: HEALTHY {2}/m);
  expect(out).toContain('1 of 2 profiles needs a look.');
  const summary = await readFile(join(cwd, 'summary.md'), 'utf8');
  expect(summary.match(/^## (?:shop|outlet)$/gm)).toHaveLength(2);
});

test('a report of another day does not stand for one that there is not', async () => {
  const cwd = await folderOf({ broken: { hubspot: { tokenFile: 'not-there.txt' } } });
  const folder = join(cwd, 'opencx-hubspot-reports');
  await mkdir(folder);
  await writeFile(join(folder, 'broken.xml'), '<testsuites/>');
  expect((await runHere([...RUN, '--format', 'junit'], { cwd })).code).toBe(2);
  expect((await readdir(folder)).sort()).toEqual(OVERVIEW);
});

test('the summary as JSON, the reports in a folder of choice', async () => {
  const cwd = await twoPortals();
  const args = [...RUN, '--format', 'json', '--output-dir', 'out/today'];
  const { code, out } = await runHere(args, { cwd, env: TOKENS });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    exitCode: 1,
    profiles: [
      {
        profile: 'shop',
        exitCode: 0,
        status: 'healthy',
        causes: [],
        file: 'out/today/shop.json',
        message: null,
      },
      { profile: 'outlet', exitCode: 1, status: 'problems', causes: ['owners-scope-missing'] },
    ],
  });
  const report = JSON.parse(await readFile(join(cwd, 'out/today/outlet.json'), 'utf8')) as Report;
  expect(report.causes[0]?.id).toBe('owners-scope-missing');
});

test('one that cannot be run and one that never answers hold up no other', async () => {
  const silent = await silentHost();
  const cwd = await folderOf({
    silent: { hubspot: { apiUrl: silent.url, tokenVariable: 'SHOP_TOKEN' } },
    broken: { hubspot: { tokenFile: 'not-there.txt' } },
    shop: { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } },
  });
  const { code, out } = await runHere([...RUN, '--deadline', '3'], { cwd, env: TOKENS });
  expect(code).toBe(2);
  expect(out).toMatch(/^ {2}silent +incomplete/m);
  expect(out).toMatch(/^ {2}broken +no report: The token file \S+not-there\.txt does not exist\./m);
  expect(out).toMatch(/^ {2}shop +healthy/m);
});

test('what the environment says of one portal counts for none, and that is said', async () => {
  const cwd = await folderOf({ shop: { hubspot: { apiUrl: await portal('healthy-email') } } });
  const { code, out, err } = await runHere(RUN, { cwd, env: { HUBSPOT_ACCESS_TOKEN: TOKEN } });
  expect(code).toBe(3);
  expect(out).toMatch(/^ {2}shop +incomplete/m);
  expect(err).toContain('Left out, since it speaks of one portal only: HUBSPOT_ACCESS_TOKEN.');
  expect(out + err).not.toContain(TOKEN.slice(8));
});

test('a name that is no file name', async () => {
  const cwd = await folderOf({
    '../shop eu': { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } },
  });
  const { code } = await runHere(RUN, { cwd, env: TOKENS });
  expect(code).toBe(0);
  expect((await readdir(join(cwd, 'opencx-hubspot-reports'))).sort()).toEqual([
    '_.._2f_shop_20_eu.txt',
    ...OVERVIEW,
  ]);
});

test('names that come to the same file, and a file that cannot be written', async () => {
  const at = { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } };
  const long = 'x'.repeat(300);
  const cwd = await folderOf({ 'a b': at, a_20_b: at, shop: at, Shop: at, [long]: at, taken: at });
  await mkdir(join(cwd, 'opencx-hubspot-reports', 'taken.txt'), { recursive: true });
  const { code, out } = await runHere(RUN, { cwd, env: TOKENS, width: 200 });
  expect(code).toBe(2);
  expect(out.replaceAll(/\s+/g, ' ')).toMatch(
    /taken healthy, portal \d+ \(no file: The report \S+ cannot be written/,
  );
  expect(out).toContain('1 of 6 profiles needs a look.');
  expect((await readdir(join(cwd, 'opencx-hubspot-reports'))).sort()).toEqual([
    'Shop-2.txt',
    'a_20_b-2.txt',
    'a_20_b.txt',
    ...OVERVIEW,
    'shop.txt',
    'taken.txt',
    `${'x'.repeat(50)}.txt`,
  ]);
});

test('names that no file and no terminal should be given as they are', async () => {
  const at = { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } };
  const names = {
    'a\u0000b': 'a_0_b',
    '../../etc/passwd': '_.._2f_.._2f_etc_2f_passwd',
    'C:\\shop': 'C_3a__5c_shop',
    NUL: '_NUL',
    'com1.eu': '_com1.eu',
    console: 'console',
    '': '_',
    '\u001b[31mred': '_1b__5b_31mred',
    '\u202eevil\u200b': '_202e_evil_200b_',
    'sh\u043ep': 'sh_43e_p',
    shop: 'shop',
    '\uff53hop': '_ff53_hop',
    'Z\u00fcrich': 'Z\u00fcrich',
    'Zu\u0308rich': 'Zu_308_rich',
    '\u041c\u043e\u0441\u043a\u0432\u0430': '\u041c\u043e\u0441\u043a\u0432\u0430',
    '\u6771\u4eac': '\u6771\u4eac',
    '\ud800': '_fffd_',
    ['y'.repeat(10_000)]: 'y'.repeat(50),
    hasOwnProperty: 'hasOwnProperty',
  };
  const cwd = await folderOf(Object.fromEntries(Object.keys(names).map((name) => [name, at])));
  const { code, out, err } = await runHere(RUN, { cwd, env: TOKENS, width: 200 });
  expect(code).toBe(0);
  const files = await readdir(join(cwd, 'opencx-hubspot-reports'));
  expect(files.sort()).toEqual([...OVERVIEW, ...Object.values(names).map((name) => `${name}.txt`)].sort());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b\u202e]/);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(200);
});

test('a host in the environment is asked in the place of none', async () => {
  const cwd = await folderOf({
    outlet: { hubspot: { apiUrl: await portal('owners-scope-missing'), tokenVariable: 'OUTLET_TOKEN' } },
  });
  const env = { ...TOKENS, HUBSPOT_API_URL: await portal('healthy-email') };
  const { code, out, err } = await runHere(RUN, { cwd, env });
  expect(code).toBe(1);
  expect(out).toContain('owners-scope-missing');
  expect(err).toContain('Left out, since it speaks of one portal only: HUBSPOT_API_URL.');
});

test.each([
  ['--thread', '9001'],
  ['--answers', 'answers.yaml'],
  ['--token-file', 'token.txt'],
])('a flag that speaks of one portal is refused: %s', async (flag, value) => {
  const cwd = await folderOf({ shop: {} });
  expectUsageError(await runHere([...RUN, flag, value], { cwd }), flag, '--all-profiles looks at several');
});

test('Ctrl-C ends every run, and the reports that there are by then are named', async () => {
  const silent = await silentHost();
  const stop = new AbortController();
  const cwd = await folderOf({
    shop: { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } },
    silent: { hubspot: { apiUrl: silent.url, tokenVariable: 'SHOP_TOKEN' } },
  });
  const { io, printed } = terminal({ cwd, env: TOKENS, signal: stop.signal });
  const { err } = io;
  io.err = (text) => {
    err(text);
    if (text.startsWith('shop:')) void silent.asked.then(() => stop.abort());
  };
  expect(await run([...RUN, '--timeout', '600', '--deadline', '600'], io)).toBe(130);
  expect(printed.err).toContain(
    'Interrupted; 1 of 2 profiles had ended, their reports are in opencx-hubspot-reports.',
  );
  expect((await readdir(join(cwd, 'opencx-hubspot-reports'))).sort()).toEqual([...OVERVIEW, 'shop.txt']);
});

test('as a process, where a file never answers and an error is thrown that nobody waits for', async () => {
  const silent = await silentHost();
  const at = { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' };
  const cwd = await folderOf({
    pipe: { hubspot: { ...at, tokenVariable: 'NOT_SET', tokenFile: 'pipe' } },
    broken: { hubspot: { ...at, apiUrl: silent.url } },
    shop: { hubspot: at },
  });
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  const crash = join(cwd, 'crash.mjs');
  await writeFile(
    crash,
    `import { subscribe } from 'node:diagnostics_channel';
    subscribe('undici:client:sendHeaders', ({ request }) => {
      if (request.origin !== '${silent.url}') return;
      setTimeout(() => { throw new RangeError('canary'); });
    });`,
  );
  const env = { ...TOKENS, NODE_OPTIONS: `--import ${crash}` };
  const { code, out, err } = await runProcess([...RUN, '--deadline', '1'], { cwd, env });
  expect(code).toBe(3);
  expect(out).toMatch(/^ {2}shop +healthy, portal \d+/m);
  expect(out).toMatch(/^ {2}broken +no report: something in the tool itself broke \(RangeError\)\./m);
  expect(out).toMatch(/^ {2}pipe +no report: It was ended after 11 s\.$/m);
  expect(out + err).not.toMatch(/canary|\bat .*\.js:/);
});

test('as a process, with every profile healthy', async () => {
  const cwd = await folderOf({
    shop: { hubspot: { apiUrl: await portal('healthy-email'), tokenVariable: 'SHOP_TOKEN' } },
  });
  const { code, out } = await runProcess([...RUN, '--quiet'], { cwd, env: TOKENS });
  expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({
    code: 0,
    last: 'The one profile is healthy.',
  });
});

test.each<[string, string, readonly string[], string]>([
  ['no configuration file', '', [], '--all-profiles needs a configuration file'],
  ['no profiles', '{}', [], 'There are no profiles in the configuration file'],
  [
    'one profile as well',
    '{}',
    ['--profile', 'shop'],
    '--all-profiles looks at several portals, and --profile',
  ],
  [
    'a place for one report',
    '{}',
    ['--output', 'x.json'],
    '--all-profiles looks at several portals, and --output',
  ],
])('%s', async (_, config, flags, said) => {
  const cwd = await folderWith(config === '' ? {} : { 'opencx-hubspot.config.json': config });
  expectUsageError(await runHere([...RUN, ...flags], { cwd }), said);
});
