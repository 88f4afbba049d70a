/** The process itself, stopped from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { BIN, listening, runProcess, startProcess } from '../support/cli.ts';
import { silentHost, TOKEN } from './hosts.ts';

const PATIENT = ['--timeout', '600', '--deadline', '600'];

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while HubSpot holds its answer back', (signal, code) => {
  test(`ends the run with ${code}, and nothing was written`, async () => {
    const host = await silentHost();
    const cwd = await folderWith();
    const args = ['doctor', '--no-input', '--format', 'json', '--output', 'report.json', ...PATIENT];
    const child = startProcess(args, {
      cwd,
      env: { HUBSPOT_API_URL: host.url, HUBSPOT_ACCESS_TOKEN: TOKEN },
    });
    const printed = listening(child);
    await host.asked;
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(printed).toEqual({
      out: '',
      err: 'Asking HubSpot and OpenCX ...\n\nInterrupted; nothing was written.\n',
    });
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('a sandbox', () => {
  // Node takes an option of its own that it finds behind the program, unless it is told where its own end.
  test('that is started as a program writes a new --env-file', async () => {
    const cwd = await folderWith();
    const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
    const args = ['sandbox', 'start', 'healthy-email', '--env-file', 'portal.env'];
    const child = spawn(BIN, args, { cwd, env: { PATH } });
    const printed = listening(child);
    while (!printed.err.includes('Stop with Ctrl-C') && child.exitCode === null)
      await Promise.race([once(child.stderr, 'data'), once(child, 'close')]);
    child.kill('SIGTERM');
    expect(await readdir(cwd)).toEqual(['portal.env']);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('is done when %s stops it', async (signal) => {
    const child = startProcess(['sandbox', 'start', 'healthy-email', '--fault', 'slow']);
    const printed = listening(child);
    while (!printed.err.includes('Stop with Ctrl-C')) await once(child.stderr ?? child, 'data');
    const url = /HUBSPOT_API_URL='(.+)'/.exec(printed.out)?.[1];
    // A request that is being held must not hold the sandbox.
    const held = fetch(`${url}/account-info/v3/details`).catch(() => 'cut off');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(await held).toBe('cut off');
    expect(printed.err).toMatch(
      /^\nServing healthy-email: .*\nMend it .*\nStop with Ctrl-C\.\n\nStopped; the portal is gone\.\n$/,
    );
  });

  test('says so when its port is taken', async () => {
    const host = await silentHost();
    const { port } = new URL(host.url);
    const { code, err } = await runProcess(['sandbox', 'start', 'healthy-email', '--port', port]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^opencx-hubspot: Port \d+ or \d+ cannot be used \(EADDRINUSE\)\.\n {2}Choose another/,
    );
  });
});
