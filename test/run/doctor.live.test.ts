/** The commands as a page or a door calls them: objects in, objects out, and no terminal anywhere. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { writeBundle } from '../../src/doctor/bundle/write.ts';
import { select } from '../../src/doctor/selection.ts';
import { diff } from '../../src/run/diff.ts';
import { type DoctorRequest, doctor } from '../../src/run/doctor.ts';
import { recheck } from '../../src/run/recheck.ts';
import { judgeBundle } from '../../src/run/saved.ts';
import type { Surroundings } from '../../src/run/surroundings.ts';
import { folderWith, usageErrorOf } from '../config/folder.ts';

const REQUEST: Omit<DoctorRequest, 'selection'> = {
  flags: {},
  timeoutMs: 10_000,
  deadlineMs: 20_000,
};

const checks = (...only: string[]) => select({ symptom: undefined, only, skip: [] });

async function emptyPlace(): Promise<Surroundings> {
  return { cwd: await folderWith(), env: {}, signal: new AbortController().signal };
}

test('a look tells of verdicts as they become final, and hands back the report, the calls and the evidence', async () => {
  const around = await emptyPlace();
  const told: string[] = [];
  const { report, calls, examination } = await doctor(
    { ...REQUEST, selection: checks('token', 'scopes'), sandbox: 'owners-scope-missing' },
    around,
    { onVerdict: (id, { status }) => told.push(`${id}: ${status}`) },
  );
  expect(report.causes[0]?.id).toBe('owners-scope-missing');
  expect(told).toContain('token/accepted: pass');
  expect(new Set(told).size).toBe(told.length);
  for (const verdict of told) {
    const [id = '', status] = verdict.split(': ');
    expect(report.checks[id]?.status).toBe(status);
  }
  expect(calls.length).toBeGreaterThan(0);
  expect(examination.bundle().selection.checks).toContain('scopes/required');
});

test('a saved run is judged, compared and looked at again', async () => {
  const around = await emptyPlace();
  const before = join(around.cwd, 'before.json');
  const after = join(around.cwd, 'after.json');
  for (const [file, sandbox] of [
    [before, 'owners-scope-missing'],
    [after, 'healthy-email'],
  ] as const) {
    const look = await doctor({ ...REQUEST, selection: checks('token', 'scopes'), sandbox }, around);
    await writeBundle(file, look.examination.bundle(), look.redactor);
  }
  const { report, opened } = await judgeBundle({ file: 'before.json' }, around);
  expect({ status: report.status, note: opened.note }).toEqual({ status: 'problems', note: null });
  expect(await diff({ before, after }, around)).toMatchObject({ worse: false });

  const again = { ...REQUEST, cause: 'owners-scope-missing', from: before };
  const mended = await recheck({ ...again, sandbox: 'healthy-email' }, around);
  expect(mended.standing).toBe('mended');
  expect(mended.comparison.causes.mended.map(({ id }) => id)).toEqual(['owners-scope-missing']);
  const still = await recheck({ ...again, sandbox: 'owners-scope-missing' }, around);
  expect(still.standing).toBe('still-there');
  // Nothing is asked of the real HubSpot by what an emulated portal has shown.
  const env = { HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000' };
  await expect(recheck(again, { ...around, env })).rejects.toThrow('was made on an emulated portal');
});

test('while answers are awaited, the report so far is rehearsed, and what goes wrong there does not show', async () => {
  const held: ServerResponse[] = [];
  const server = createServer((_request, response) => void held.push(response)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const around = {
    ...(await emptyPlace()),
    env: {
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
      HUBSPOT_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  };
  const rehearsed: Report[] = [];
  const { report } = await doctor({ ...REQUEST, selection: checks('token') }, around, {
    // Nothing is answered before it.
    rehearse: async (soFar) => {
      rehearsed.push(soFar);
      for (const response of held.splice(0)) response.writeHead(404).end();
      throw new Error('broken');
    },
  });
  expect(rehearsed[0]?.evidence['token.form']?.outcome).toBe('ok');
  expect(rehearsed[0]?.evidence['token.introspection']).toBeUndefined();
  expect(report.evidence['token.introspection']?.outcome).toBe('error');
});

test('what stops is stopped with the reason of whoever stopped it', async () => {
  const stop = new AbortController();
  const around = { ...(await emptyPlace()), signal: stop.signal };
  const reason = new Error('enough');
  const look = doctor({ ...REQUEST, selection: checks('token'), sandbox: 'healthy-email' }, around, {
    startProgress: async () => ({ step: () => stop.abort(reason), stop: () => {} }),
  });
  await expect(look).rejects.toBe(reason);
});

test('what cannot be used is told as a sentence, before any call', async () => {
  const around = await emptyPlace();
  const look = doctor({ ...REQUEST, selection: checks('token'), sandbox: 'helthy-email' }, around);
  expect((await usageErrorOf(look)).message).toBe('There is no sandbox portal "helthy-email".');
  const token = doctor({ ...REQUEST, selection: checks('token'), flags: { tokenFile: '-' } }, around);
  expect((await usageErrorOf(token)).message).toContain('standard input');
});
