/** `sandbox exec`: a command of anybody's with the environment of a portal, in processes of their own. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { BIN, listening, type Outcome, runHere, runProcess, startProcess } from '../support/cli.ts';
import { some } from '../support/proof.ts';

const exec = (...words: string[]) => ['sandbox', 'exec', ...words];
const node = (script: string) => ['--', process.execPath, '-e', script];

describe('the command', () => {
  test('has the environment of the portal, and nothing of the own one beside it', async () => {
    const script = `
      const { HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: token, HUBSPOT_DEVELOPER_API_KEY: key } = process.env;
      const answer = await fetch(url + '/account-info/v3/details', { headers: { authorization: 'Bearer ' + token } });
      console.log(JSON.stringify({ status: answer.status, key, url }));
      process.exit(7);
    `;
    const command = ['--', process.execPath, '--input-type=module', '-e', script];
    const { code, out, err } = await runProcess(exec('healthy-email', ...command), {
      env: { HUBSPOT_DEVELOPER_API_KEY: '00000000-0000-0000-0000-000000000000' },
    });
    expect([code, err]).toEqual([7, '']);
    const { status, key, url } = JSON.parse(out);
    expect([status, key]).toEqual([200, '']);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test.each(some(['ticket-missing', 'throttle-too-low', 'owner-not-ai-user']))(
    'may be the doctor, which finds what it finds on the portal %s',
    async (name) => {
      const doctor = ['doctor', '--no-input', '--format', 'json'];
      const [inside, outside] = await Promise.all([
        runProcess(exec(name, '--', process.execPath, BIN, ...doctor)),
        runHere([...doctor, '--sandbox', name]),
      ]);
      const found = ({ code, out }: Outcome) => {
        const { status, symptom, causes, checks } = JSON.parse(out);
        const verdicts = Object.entries<{ status: string }>(checks).map(([id, check]) => [id, check.status]);
        return { code, status, symptom, causes: causes.map(({ id }: { id: string }) => id), verdicts };
      };
      expect(found(inside)).toEqual(found(outside));
    },
  );

  test('is served where and as slowly as is wanted', async () => {
    const script = `
      const began = performance.now();
      fetch(process.env.HUBSPOT_API_URL).then(() => console.log(performance.now() - began, process.env.OPENCX_API_URL));
    `;
    const port = String(20_000 + (process.pid % 20_000));
    const served = ['healthy-email', '--latency', '200', '--port', port];
    const { out, err } = await runProcess(exec(...served, ...node(script)));
    // On a busy machine somebody else may have taken one of the two.
    if (err.includes('cannot be used')) return;
    const [took, openCx] = out.trim().split(' ');
    expect(Number(took)).toBeGreaterThan(190);
    expect(openCx).toBe(`http://127.0.0.1:${Number(port) + 1}`);
  });

  test('meets the faults that are switched on', async () => {
    const script =
      'fetch(process.env.HUBSPOT_API_URL).then(({ status }) => process.exit(status === 503 ? 0 : 1))';
    const { code } = await runProcess(exec('healthy-email', '--fault', 'unavailable', ...node(script)));
    expect(code).toBe(0);
  });

  test.each([
    ['ends as it likes on a signal that is passed on', "process.on('SIGTERM', () => process.exit(5));", 5],
    ['that a signal ends gives 128 and its number', '', 143],
  ])('%s', async (_, listen, expected) => {
    const script = `${listen} setInterval(() => {}, 1000); console.log('ready')`;
    const child = startProcess(exec('healthy-email', ...node(script)));
    const printed = listening(child);
    const closed = once(child, 'close');
    while (!printed.out.includes('ready')) await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    expect((await closed)[0]).toBe(expected);
  });

  test('that is not there is told in one sentence', async () => {
    const { code, err } = await runProcess(exec('healthy-email', '--', 'no-such-program'));
    expect(code).toBe(2);
    expect(err).toContain('"no-such-program" cannot be run (ENOENT).');
  });
});
