/**
 * The saved runs under fixtures/bundles; `npx vitest run test/doctor/bundle/fixtures.live.test.ts -u` makes them anew.
 * They keep the checks that they were saved with, and the digest of the rules of that day, so that a new check leaves
 * them as they are.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import type { Bundle } from '../../../src/doctor/bundle/bundle.ts';
import { readBundle } from '../../../src/doctor/bundle/read.ts';
import { writeBundle } from '../../../src/doctor/bundle/write.ts';
import { replay } from '../../../src/doctor/replay.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { toolVersion } from '../../../src/run/package.ts';
import { folderWith } from '../../config/folder.ts';
import { BUNDLES } from './fixtures.ts';
import { runPortal } from './portal-run.ts';
import { bundleOf } from './saving.ts';

const SAVED = [
  { name: 'two-faults', portal: 'throttle-too-low+reply-internal', day: '2026-11-20' },
  { name: 'one-mended', portal: 'throttle-too-low', day: '2026-11-21' },
  { name: 'token-rejected', portal: 'token-rejected+throttle-too-low', day: '2026-11-22' },
] as const;

describe.each(SAVED)('$name.json', ({ name, portal, day }) => {
  const file = join(BUNDLES, `${name}.json`);

  test('is what is saved of its portal', async () => {
    const { selection, rules } = (await readBundle(file)).bundle;
    const run = await runPortal(portal, { only: selection.checks });
    const made = join(await folderWith(), 'made.json');
    const bundle = { ...bundleOf(run, createDisguise(new Uint8Array(32))), rules };
    await writeBundle(made, settled(bundle, `${day}T22:10:00.000Z`), createRedactor(run.settings.secrets));
    await expect(await readFile(made, 'utf8')).toMatchFileSnapshot(file);
  });

  test('is read whole and tells of its day', async () => {
    const { bundle, leftOut } = await readBundle(file);
    expect(leftOut).toEqual([]);
    const report = replay(bundle, { version: toolVersion(), now: () => 0 });
    expect(report.startedAt.slice(0, 10)).toBe(day);
    expect(report.status).toBe('problems');
  });
});

/** With what differs from run to run laid down: times, ports, and the order of calls. */
function settled(bundle: Bundle, at: string): Bundle {
  const evidence = Object.fromEntries(
    Object.entries(bundle.evidence).map(([key, item]) => [key, { ...item, at, durationMs: 40 }]),
  ) as EvidenceSet;
  const same = { ...bundle, savedAt: at, startedAt: at, durationMs: 400, evidence };
  const text = JSON.stringify(same)
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1')
    .replaceAll(/"correlationId":"[^"]+"/g, '"correlationId":"00000000-0000-0000-0000-000000000000"');
  return JSON.parse(text) as Bundle;
}
