import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import type { Bundle } from '../../../src/doctor/bundle/bundle.ts';
import { writeBundle } from '../../../src/doctor/bundle/write.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { ok, thread } from '../../checks/conversation/builders.ts';
import { folderWith, usageErrorOf } from '../../config/folder.ts';

const SECRET = 'canary-secret-0123456789';
const redactor = createRedactor([new Secret(SECRET)]);

function bundleWith(over: Partial<Bundle>): Bundle {
  return {
    bundleVersion: 1,
    tool: { name: 'opencx-hubspot', version: '0.1.0' },
    rules: 'a'.repeat(64),
    savedAt: '2026-11-20T15:00:01.000Z',
    startedAt: '2026-11-20T15:00:00.000Z',
    durationMs: 900,
    selection: { symptom: null, checks: ['token/format'], skipped: [] },
    context: {},
    evidence: {},
    ...over,
  };
}

describe('the last look before a bundle is written', () => {
  const PLACES: readonly [what: string, bundle: Bundle, place: string, kind: string][] = [
    [
      'a secret of this run',
      bundleWith({ evidence: { 'conversation.thread': ok(thread({ inboxId: `x${SECRET}` })) } }),
      'evidence["conversation.thread"].value.inboxId',
      'secret of this run',
    ],
    [
      'a secret in another spelling',
      bundleWith({ context: { threadId: Buffer.from(SECRET).toString('base64') } }),
      'context.threadId',
      'secret of this run',
    ],
    [
      'an address',
      bundleWith({ evidence: { 'webhooks.paused': ok(['a', 'jo@example.test']) } }),
      'evidence["webhooks.paused"].value[1]',
      'email address',
    ],
    [
      'a phone number',
      bundleWith({ evidence: { 'conversation.contactEmail': ok('+49 1701234567') } }),
      'evidence["conversation.contactEmail"].value',
      'phone number',
    ],
    [
      'a token',
      bundleWith({ context: { sessionId: 'pat-na1-00000000-0000-0000-0000-000000000000' } }),
      'context.sessionId',
      'HubSpot app token',
    ],
  ];

  test.each(PLACES)('finds %s and names the place alone', async (_what, bundle, place, kind) => {
    const folder = await folderWith({ 'bundle.json': 'as it was' });
    const file = join(folder, 'bundle.json');
    const error = await usageErrorOf(writeBundle(file, bundle, redactor));
    expect(error.message).toBe(
      `The bundle ${file} was not written: something secret stands at ${place} (${kind}).`,
    );
    expect(error.hint).toMatch(/^The file is as it was before\./);
    expect(await readFile(file, 'utf8')).toBe('as it was');
    expect(await readdir(folder)).toEqual(['bundle.json']);
  });

  test('finds one in a key, and does not repeat it', async () => {
    const file = join(await folderWith(), 'bundle.json');
    const bundle = bundleWith({ evidence: { [SECRET]: ok(1) } as Bundle['evidence'] });
    const error = await usageErrorOf(writeBundle(file, bundle, redactor));
    expect(error.message).toContain('something secret stands at evidence (secret of this run)');
    expect(error.message).not.toContain(SECRET);
  });

  test('takes a stand-in for what it is', async () => {
    const file = join(await folderWith(), 'bundle.json');
    const contact = createDisguise().email('jo@example.test');
    await writeBundle(file, bundleWith({ context: { contact } }), redactor);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ context: { contact } });
  });
});

test('says when there is no place for the file', async () => {
  const folder = await folderWith();
  const error = await usageErrorOf(
    writeBundle(join(folder, 'none', 'bundle.json'), bundleWith({}), redactor),
  );
  expect(error.message).toContain('lies in a folder that does not exist');
});
