/** A bundle, written and read again, gives the report that the run gave. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FACTS, isEvidenceKey } from '../../../checks/facts.ts';
import { readBundle } from '../../../src/doctor/bundle/read.ts';
import { redactEvidence } from '../../../src/doctor/bundle/redact.ts';
import { writeBundle } from '../../../src/doctor/bundle/write.ts';
import { replay } from '../../../src/doctor/replay.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { createRedactor } from '../../../src/redact/index.ts';
import { renderJson } from '../../../src/reporters/json.ts';
import { renderText } from '../../../src/reporters/text/report.ts';
import { listPortals } from '../../../src/sandbox/portal/portals.ts';
import { folderWith } from '../../config/folder.ts';
import { judge, type PortalRun, runPortal } from './portal-run.ts';
import { bundleOf } from './saving.ts';

const portals = (await listPortals()).map(({ name }) => name);

async function expectSameReport(run: PortalRun): Promise<void> {
  const file = join(await folderWith(), 'bundle.json');
  const disguise = createDisguise();
  await writeBundle(file, bundleOf(run, disguise), createRedactor(run.settings.secrets));
  const { bundle, leftOut } = await readBundle(file);
  expect(leftOut).toEqual([]);
  const again = replay(bundle, { threshold: 'fail', version: '0.1.0', now: () => 0 });
  const live = judge(run, redactEvidence(run.evidence, disguise));
  const full = { width: 100, color: false, full: true };
  expect(renderText(again, full)).toBe(renderText(live, full));
  expect(JSON.parse(renderJson(again))).toEqual(JSON.parse(renderJson(live)));
}

test.each(portals)('of the portal %s', async (name) => {
  const run = await runPortal(name);
  expect(strangeSources(run)).toEqual([]);
  await expectSameReport(run);
});

/** Evidence that came from where its fact does not say that it can come from. */
function strangeSources({ evidence }: PortalRun): string[] {
  return Object.entries(evidence).flatMap(([key, { source }]) =>
    isEvidenceKey(key) && FACTS[key].sources.includes(source) ? [] : [`${key} from ${source}`],
  );
}

test('of one checklist', async () => {
  await expectSameReport(await runPortal('owner-not-ai-user', { symptom: 'ai-stopped-replying' }));
});

test('tells when the evidence was gathered, and is for its owner alone', async () => {
  const run = await runPortal('healthy-chat');
  const file = join(await folderWith(), 'bundle.json');
  await writeBundle(file, bundleOf(run), createRedactor(run.settings.secrets));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const report = replay((await readBundle(file)).bundle, {
    threshold: 'fail',
    version: '9.0.0',
    now: () => 0,
  });
  expect(report).toMatchObject({
    startedAt: new Date(run.startedAt).toISOString(),
    durationMs: run.gatheredAt - run.startedAt,
    tool: { version: '9.0.0' },
  });
});
