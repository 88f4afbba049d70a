import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../../../src/doctor/bundle/read.ts';
import { rulesNote } from '../../../src/doctor/bundle/rules.ts';
import { readSavedRun } from '../../../src/doctor/bundle/saved-run.ts';
import { replay } from '../../../src/doctor/replay.ts';
import { UsageError } from '../../../src/files/usage-error.ts';
import { renderJson } from '../../../src/reporters/json.ts';
import { ok, thread } from '../../checks/conversation/builders.ts';
import { folderWith, usageErrorOf } from '../../config/folder.ts';
import { oneCause } from '../../reporters/samples.ts';

const BUNDLE = {
  bundleVersion: 1,
  tool: { name: 'opencx-hubspot', version: '0.1.0' },
  rules: 'a'.repeat(64),
  savedAt: '2026-11-20T15:00:01.000Z',
  startedAt: '2026-11-20T15:00:00.000Z',
  durationMs: 900,
  selection: { symptom: 'ai-stopped-replying', checks: ['token/format', 'conversation/owner'], skipped: [] },
  context: { threadId: '5001' },
  evidence: { 'conversation.thread': ok(thread()), 'opencx.defaultUserId': ok('A-7001') },
};

async function fileWith(content: unknown): Promise<string> {
  return join(await folderWith({ 'run.json': content }), 'run.json');
}

async function whyNot(content: unknown): Promise<string> {
  const error = await usageErrorOf(readBundle(await fileWith(content)));
  return error.message.replace(/\S*run\.json/, 'FILE');
}

describe('a file that is no bundle', () => {
  test.each<[string, unknown, string]>([
    ['is empty', '', 'The bundle FILE is empty.'],
    [
      'is no JSON',
      '{"bundleVersion": 1,}',
      'The bundle FILE is not valid JSON: line 1, column 21 cannot be read.',
    ],
    ['is another document', '[1, 2]', 'FILE is no bundle: it does not say which version of a bundle it is.'],
    [
      'is a report',
      renderJson(oneCause),
      'FILE is a report, which holds no evidence and cannot be judged again.',
    ],
    ...[undefined, null, '1', [1]].map((bundleVersion): [string, unknown, string] => [
      `has ${JSON.stringify(bundleVersion)} for its version`,
      { ...BUNDLE, bundleVersion },
      'FILE is no bundle: it does not say which version of a bundle it is.',
    ]),
    [
      'is of a newer version',
      { ...BUNDLE, bundleVersion: 2 },
      'FILE is a bundle of version 2, and this opencx-hubspot reads version 1.',
    ],
    ['has no time', { ...BUNDLE, startedAt: 'yesterday' }, '"startedAt" in the bundle FILE must be a time.'],
    ['has no evidence', { ...BUNDLE, evidence: [] }, '"evidence" in the bundle FILE must be an object.'],
  ])('because it %s', async (_why, content, message) => {
    expect(await whyNot(content)).toBe(message);
  });

  test('because it is not there', async () => {
    const error = await usageErrorOf(readBundle(join(await folderWith(), 'none.json')));
    expect(error.message).toMatch(/^The bundle .*none\.json does not exist\.$/);
  });

  test('because its end is missing, wherever it was cut', async () => {
    const whole = JSON.stringify(BUNDLE, null, 2);
    const folder = await folderWith();
    const { writeFile } = await import('node:fs/promises');
    for (let length = 1; length < whole.length; length += 7) {
      const file = join(folder, 'cut.json');
      await writeFile(file, whole.slice(0, length));
      const { message } = await usageErrorOf(readBundle(file));
      expect(message, whole.slice(0, length).slice(-20)).toMatch(/is cut off: its end is missing\.$/);
    }
  });
});

describe('a bundle', () => {
  test('of a later day may hold more than is known here', async () => {
    const { bundle, leftOut } = await readBundle(
      await fileWith({
        ...BUNDLE,
        mood: 'good',
        selection: { ...BUNDLE.selection, symptom: 'tired', checks: ['token/format', 'token/taste'] },
        evidence: { ...BUNDLE.evidence, 'moon.phase': ok('full') },
      }),
    );
    expect(leftOut).toEqual(['moon.phase', 'tired', 'token/taste']);
    expect(bundle.selection).toEqual({ symptom: null, checks: ['token/format'], skipped: [] });
    expect(bundle.evidence).toMatchObject(BUNDLE.evidence);
    expect(bundle.evidence).not.toHaveProperty(['moon.phase']);
  });

  test('is judged by nothing that is not what its name says', async () => {
    const evidence = {
      ...BUNDLE.evidence,
      'conversation.messages': ok('none'),
      'account.details': ok(strangeHost),
    };
    const { bundle, leftOut } = await readBundle(await fileWith({ ...BUNDLE, evidence }));
    expect(leftOut).toEqual(['conversation.messages', 'account.details']);
    expect(bundle.evidence['conversation.messages']?.outcome).not.toBe('ok');
  });

  test('is read or refused, whatever its evidence holds, and makes no check crash', async () => {
    const keys = fc.constantFrom(
      'conversation.thread',
      'conversation.messages',
      'token.form',
      'webhooks.file',
    );
    const file = await fileWith(BUNDLE);
    const { parseBundle } = await import('../../../src/doctor/bundle/read.ts');
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue().map(ok)), (evidence) => {
        const { bundle } = parseBundle({ ...BUNDLE, evidence }, file);
        const report = replay(bundle, { version: '0.1.0', now: () => 0 });
        expect(report.summary.crash).toBe(0);
      }),
    );
  });
});

const strangeHost = { portalId: 1, uiDomain: 'app.hubspot.com.example.test' };

describe('a saved run', () => {
  test('is a bundle or a report, as the file says', async () => {
    expect((await readSavedRun(await fileWith(BUNDLE))).kind).toBe('bundle');
    expect((await readSavedRun(await fileWith(renderJson(oneCause)))).kind).toBe('report');
    await expect(readSavedRun(await fileWith({ hello: 1 }))).rejects.toThrow(UsageError);
  });

  test('is refused where a report is not one', async () => {
    const broken = { ...oneCause, checks: { 'token/format': { status: 'fine' } } };
    const { message } = await usageErrorOf(readSavedRun(await fileWith(broken)));
    expect(message).toMatch(/^"checks\.token\/format\.status" in the report .* must be a status\.$/);
    const { message: newer } = await usageErrorOf(
      readSavedRun(await fileWith({ ...oneCause, schemaVersion: 2 })),
    );
    expect(newer).toMatch(/is a report of version 2, and this opencx-hubspot reads version 1\.$/);
  });
});

describe('what is said of the rules', () => {
  const today = { version: '0.10.0', rules: 'b' };
  const saved = (version: string, rules: string) => ({ tool: { name: 'opencx-hubspot', version }, rules });

  test('nothing where they are the same', () => {
    expect(rulesNote(saved('0.10.0', 'b'), today)).toBeNull();
  });

  test.each([
    ['0.9.4', 'a', 'is judged by the newer rules of version 0.10.0'],
    ['0.9.4', 'b', 'is judged by the newer rules of version 0.10.0'],
    ['0.10.1', 'a', 'which is newer than this one (0.10.0)'],
    ['0.10.0', 'a', 'another build of version 0.10.0'],
  ])('of a bundle of %s with the digest %s: %s', (version, rules, words) => {
    expect(rulesNote(saved(version, rules), today)).toContain(words);
  });
});

test('a log that refused without naming a scope is understood', async () => {
  const refused = { scope: null, route: 'GET /crm/v3/owners', count: 4, inferred: false };
  const refusals = ok({ missingScopes: [refused], rateLimits: [], unauthorized: null, calls: 9 });
  const { bundle, leftOut } = await readBundle(
    await fileWith({ ...BUNDLE, evidence: { 'logs.refusals': refusals } }),
  );
  expect(leftOut).toEqual([]);
  expect(bundle.evidence['logs.refusals']).toEqual(refusals);
});
