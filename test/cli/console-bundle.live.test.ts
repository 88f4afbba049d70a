// A saved bundle on the console's page: what it holds is shown, nobody is asked, and what is none is told in a sentence.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { DoctorPage } from '../../src/console/doctor-words.ts';
import type { About } from '../../src/console/words.ts';
import { folderWith } from '../config/folder.ts';
import { atWork } from '../console/doctor-at-work.ts';
import { ROOT, runHere, terminal } from '../support/cli.ts';
import { until } from './engine/engine.ts';
import { expectUsageError } from './expectations.ts';

const BUNDLE = join(ROOT, 'fixtures', 'bundles', 'two-faults.json');

type Document = Record<string, unknown> & { evidence: Record<string, unknown> };

/** The saved bundle, changed, as a file of its own. */
async function bundleWith(change: (bundle: Document) => unknown): Promise<string> {
  const file = join(await folderWith(), 'bundle.json');
  const changed = change(JSON.parse(await readFile(BUNDLE, 'utf8')));
  await writeFile(file, typeof changed === 'string' ? changed : JSON.stringify(changed));
  return file;
}

async function consoleFrom(file: string, ...more: string[]) {
  const stopping = new AbortController();
  const { io, printed } = terminal({ signal: stopping.signal });
  const done = run(['console', '--from', file, ...more], io);
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  await Promise.race([until(() => /Stop with Ctrl-C/.test(printed.err)), done]);
  const [, address = '', key = ''] = /^The console is at (http:\S+)#key=(\S+)$/m.exec(printed.err) ?? [];
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, address), { ...init, headers: { ...init.headers, Authorization: `Bearer ${key}` } });
  const get = async <T>(path: string) => (await (await ask(path)).json()) as T;
  const page = async () => (await get<DoctorPage>('api/doctor')).diagnosis;
  return { get, page, ...atWork({ ask }) };
}

test('shows what was found and what it rests on, and can be asked nothing', async () => {
  const { get, page, watch, post } = await consoleFrom(BUNDLE);
  expect(await get<About>('api/about')).toMatchObject({ kind: 'bundle', title: 'two-faults.json' });
  const diagnosis = await page();
  const report = JSON.parse((await runHere(['doctor', '--from', BUNDLE, '--format', 'json'])).out);
  expect(diagnosis?.status).toBe(report.status);
  expect(diagnosis?.causes.map(({ id }) => id)).toEqual(report.causes.map(({ id }: { id: string }) => id));
  expect(diagnosis?.checklist.map(({ id }) => id)).toEqual(Object.keys(report.checks));
  expect(diagnosis?.evidence.map(({ id }) => id)).toEqual(Object.keys(report.evidence));
  expect(diagnosis?.evidence.find(({ id }) => id === 'token.introspection')).toMatchObject({
    status: 'obtained',
    summary: expect.stringContaining('live'),
  });
  expect(diagnosis?.saved?.notes[0]).toMatch(/^Looked at 2026-.*saved at .* by opencx-hubspot/);
  expect(diagnosis?.saved?.journal).toEqual([]);
  const [told] = await watch(() => true);
  expect(told?.diagnosis).toEqual(diagnosis);
  expect((await post('api/doctor')).status).toBe(405);
  expect((await get<{ error: string }>('api/trigger')).error).toBe('The console has no /api/trigger.');
});

const JOURNAL = {
  received: 3,
  done: 1,
  skipped: [{ reason: 'owner-not-ai-user', count: 1 }],
  failed: [{ reason: 'time\u202eout', count: 1 }],
  events: [{ event: 'conversation.newMessage', count: 3, lastAt: '2026-11-20T10:00:00.000Z' }],
  threadIds: ['8001'],
  firstAt: '2026-11-20T09:00:00.000Z',
  lastAt: '2026-11-20T10:00:00.000Z',
};

test('shows the part of a journal that it carries, cleaned like all that others wrote', async () => {
  const provenance = { source: 'journal', at: '2026-11-20T10:00:00.000Z', durationMs: 1, calls: 0 };
  const file = await bundleWith((bundle) => ({
    ...bundle,
    tool: { name: 'opencx-hubspot', version: `0.1\u202e${'x'.repeat(100_000)}` },
    evidence: { ...bundle.evidence, 'journal.events': { outcome: 'ok', value: JOURNAL, ...provenance } },
  }));
  const saved = (await (await consoleFrom(file)).page())?.saved;
  expect(saved?.journal).toContainEqual({ name: 'skipped', value: '1 owner-not-ai-user' });
  expect(saved?.journal).toContainEqual({
    name: 'conversation.newMessage',
    value: '3, the last at 2026-11-20T10:00:00.000Z',
  });
  expect(JSON.stringify(saved)).not.toContain('\u202e');
  expect(saved?.notes[0]?.length).toBeLessThan(3_000);
});

test('accepts what was accepted for the --profile that is named', async () => {
  const [check] = ['replies/public'];
  const file = await bundleWith((bundle) => ({
    ...bundle,
    suppressions: [{ check, scope: { profile: 'shop' }, reason: 'known', expires: '2999-01-01' }],
  }));
  const causesOf = async (...more: string[]) =>
    (await (await consoleFrom(file, ...more)).page())?.causes.map(({ id }) => id);
  expect(await causesOf()).toContain('reply-internal');
  expect(await causesOf('--profile', 'shop')).not.toContain('reply-internal');
});

test('refuses in a sentence what is no bundle, newer or damaged', async () => {
  const text = await readFile(BUNDLE, 'utf8');
  const cases: [(bundle: Document) => unknown, ...string[]][] = [
    [() => '# notes', 'bundle.json', 'JSON'],
    [() => ({}), 'is no bundle', 'doctor --save FILE'],
    [() => ({ schemaVersion: 1, checks: {} }), 'is a report, which holds no evidence'],
    [(bundle) => ({ ...bundle, bundleVersion: 99 }), 'is a bundle of version 99', 'Update opencx-hubspot'],
    [() => text.slice(0, text.length / 2), 'bundle.json'],
    [({ evidence: _, ...bundle }) => bundle, 'bundle.json', 'evidence'],
  ];
  for (const [change, ...said] of cases)
    expectUsageError(await runHere(['console', '--from', await bundleWith(change)]), ...said);
  expectUsageError(await runHere(['console', '--from', 'nowhere.json']), 'nowhere.json', 'does not exist');
});
