/**
 * The tarball in an empty folder, as whoever installs it has it. In the proof npm itself installs it, with and without
 * install scripts, and the oldest and the newest Node that are meant to run it do so; otherwise nothing is downloaded.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening, ROOT } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { installNodes, nodeOf } from './nodes.ts';
import { install, pack, unpack } from './tarball.ts';

const run = promisify(execFile);
const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
const OUTSIDER = join(import.meta.dirname, 'outsider');

const WAYS = PROOF ? ['npm install', 'npm install --ignore-scripts'] : ['unpacked'];
const NODES = PROOF ? [22, 24, 26] : [24];

let tarball = '';
let packedTo = '';

beforeAll(async () => {
  packedTo = await mkdtemp(join(tmpdir(), 'opencx-hubspot-tarball-'));
  tarball = join(packedTo, (await pack(packedTo)).filename);
  if (PROOF) await installNodes();
});
afterAll(() => rm(packedTo, { recursive: true, force: true }));

describe.each(WAYS)('%s', (way) => {
  let folder = '';
  let bin = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-installed-'));
    await writeFile(join(folder, 'package.json'), '{"private": true}');
    if (way === 'unpacked') await unpack(tarball, folder);
    else await install(tarball, folder, way.split(' ').slice(2));
    bin = join(folder, 'node_modules', 'opencx-hubspot', 'bin', 'opencx-hubspot');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe.each(NODES)('on Node %i', (major) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: tmpdir() };
    const start = (words: readonly string[], more = {}) =>
      spawn(nodeOf(major), [bin, ...words], { cwd: folder, env: { ...env, ...more } });
    const own = (...args: string[]) => run(nodeOf(major), [bin, ...args], { cwd: folder, env });

    test('says its version', async () => {
      expect((await own('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    });

    test('looks at an emulated portal', async () => {
      const { stdout } = await own('doctor', '--sandbox', 'healthy-email', '--no-input');
      expect(stdout).toMatch(/^HEALTHY /m);
    });

    test('reads a log', async () => {
      const log = join(ROOT, 'fixtures', 'logs', 'healthy.csv');
      expect((await own('logs', log)).stdout).toMatch(/calls/);
    });

    test('tells its checks, and one of them', async () => {
      expect((await own('checks')).stdout).toContain('scopes/required');
      expect((await own('checks', 'scopes/required')).stdout).toContain('scopes/required');
    });

    test('runs the engine until it is stopped, and shows its journal on a local page', async () => {
      // Nobody is asked before an event comes.
      const hubSpot = { HUBSPOT_API_URL: 'http://127.0.0.1:9', HUBSPOT_ACCESS_TOKEN: TOKEN };
      const words = ['engine', 'start', '--port', '0', '--signature', 'off', '--journal', 'events.journal'];
      const stop = (child: ChildProcess) => child.kill('SIGTERM');
      const engine = await until(/^Taking events at http/m, start(words, hubSpot), stop);
      expect(engine.out + engine.err).toContain('0 received');
      const page = await until(/http:\S+/, start(['console', '--journal', 'events.journal']), stop);
      expect(page.out + page.err).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
      await rm(join(folder, 'events.journal'), { force: true });
    });

    test('serves an agent', async () => {
      const child = start(['mcp']);
      const params = {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'outsider', version: '0' },
      };
      child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
      const { out } = await until(/\n/, child, () => child.stdin?.end());
      expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ id: 1, result: { capabilities: {} } });
    });

    test('lends its sandbox to the tests of others', async () => {
      await copyFile(join(OUTSIDER, 'outsider.mjs'), join(folder, 'outsider.mjs'));
      const { stdout } = await run(nodeOf(major), ['outsider.mjs'], { cwd: folder, env });
      expect(stdout).toMatch(/^# fail 0$|^ℹ fail 0$/m);
    });
  });

  test('has types for them', async () => {
    await copyFile(join(OUTSIDER, 'outsider.mts'), join(folder, 'outsider.mts'));
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024'];
    const types = ['--typeRoots', join(ROOT, 'node_modules', '@types'), '--types', 'node'];
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = await run(process.execPath, [tsc, ...options, ...types, 'outsider.mts'], {
      cwd: folder,
    });
    expect(stdout).toBe('');
  });
});

/** What a process has printed when it is gone; ended as is said once it has printed what it is known by. */
async function until(ready: RegExp, child: ChildProcess, end: (child: ChildProcess) => void) {
  const printed = listening(child);
  const closed = once(child, 'close');
  const look = setInterval(() => {
    if (!ready.test(printed.out) && !ready.test(printed.err)) return;
    clearInterval(look);
    end(child);
  }, 20);
  await closed;
  clearInterval(look);
  return printed;
}
