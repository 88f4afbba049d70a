// What is done with the looks of a console: saved, compared, and a live test among them.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Compared } from '../../src/console/doctor-words.ts';
import { judgeBundle } from '../../src/run/saved.ts';
import { folderWith } from '../config/folder.ts';
import { consoleOnPortal } from './consoles.ts';
import { atWork } from './doctor-at-work.ts';

async function opened(sandbox?: string) {
  const made = await consoleOnPortal(sandbox);
  return { ...made, ...atWork(made) };
}

it('saves a look as the bundle that is judged the same, and as a page that stands alone', async () => {
  const { ask, look } = await opened('healthy-chat+throttle-too-low');
  const { runs, diagnosis } = await look();
  const [run] = runs;
  const bundle = await ask(`api/doctor/runs/${run?.id}/bundle`);
  const [, name = ''] =
    /^attachment; filename="(opencx-hubspot-[\d-]+\.json)"$/.exec(
      bundle.headers.get('Content-Disposition') ?? '',
    ) ?? [];
  const cwd = await folderWith();
  await writeFile(join(cwd, name), await bundle.text());
  const { report } = await judgeBundle({ file: name }, { cwd });
  expect(report.status).toBe(diagnosis?.status);
  expect(report.causes.map(({ id }) => id)).toEqual(diagnosis?.causes.map(({ id }) => id));

  const page = await ask(`api/doctor/runs/${run?.id}/html`);
  expect(page.headers.get('Content-Type')).toContain('text/html');
  expect(page.headers.get('Content-Disposition')).toMatch(/^attachment; .*\.html"$/);
  expect(await page.text()).toMatch(/^<!DOCTYPE html>[\s\S]*throttle-too-low/);
});

it('says what became of an earlier look, and of one that it does not have', async () => {
  const { ask, post, look } = await opened();
  await look();
  await post('api/portal/break/throttle-too-low');
  const [first, second] = (await look()).runs;
  const compared = async (after?: number, before?: number) => {
    const response = await ask(`api/doctor/runs/${after}/since/${before}`);
    return { status: response.status, answer: (await response.json()) as Compared };
  };
  expect((await compared(second?.id, first?.id)).answer).toMatchObject({
    word: 'WORSE',
    parts: [{ heading: 'Broke', items: [{ status: 'fail', ids: 'throttle-too-low' }] }, expect.anything()],
  });
  expect((await compared(first?.id, second?.id)).answer).toMatchObject({ word: 'BETTER' });
  expect(await compared(99, 1)).toMatchObject({ status: 404, answer: { error: expect.any(String) } });
  for (const form of ['bundle', 'html']) expect((await ask(`api/doctor/runs/99/${form}`)).status).toBe(404);
});

it('follows a message hop by hop in a copy of the portal, and judges what was seen', async () => {
  const { post, watch } = await opened();
  const watched = watch(({ isBusy, test }) => !isBusy && test !== undefined);
  await post('api/doctor/prove');
  const pages = await watched;
  const seen = pages.flatMap(({ test }) =>
    test ? [test.hops.filter(({ tone }) => tone === 'good').length] : [],
  );
  // A page says how it stands by then, so that quick hops are seen together.
  expect(seen).toEqual([...seen].sort((one, other) => one - other));
  expect(pages.at(-1)?.test?.hops.map(({ words }) => words)).toEqual(
    Array(5).fill(expect.stringMatching(/^seen after/)),
  );
  const checks = new Map(pages.at(-1)?.diagnosis?.checklist.map(({ id, status }) => [id, status]));
  expect(checks.get('proof/seen-in-hubspot')).toBe('pass');
});

it('tells of a live test that was stopped what it did not come to', async () => {
  const { post, watch } = await opened('healthy-chat+webhook-url-stale');
  const stopped = watch(({ isBusy, test }) => !isBusy && test !== undefined);
  const begun = watch(({ test }) => test?.hops[0]?.tone === 'good');
  await post('api/doctor/prove');
  await begun;
  await post('api/doctor/stop');
  const { test, diagnosis } = (await stopped).at(-1) ?? {};
  expect(test?.asks).toEqual([]);
  expect(test?.hops.map(({ words }) => words)).toContain('not reached');
  expect(diagnosis?.status).toBeDefined();
});
