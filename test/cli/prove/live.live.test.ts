/** `prove` on a portal that is served elsewhere, with a program that plays the person by the lines that it reads. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { playOtherSide } from '../../../src/run/prove/other-side.ts';
import type { Request } from '../../../src/run/prove/script.ts';
import { sandboxSettings } from '../../../src/run/sandbox/settings.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { listening, runHere, startProcess, terminal } from '../../support/cli.ts';

const KEY = 'ocx_live_00000000000000000000';

interface Setting {
  sandbox: Sandbox;
  env: Record<string, string>;
}

async function served(key = KEY): Promise<Setting> {
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  onTestFinished(() => sandbox.close());
  const env = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.given.token ?? '',
    OPENCX_API_URL: sandbox.openCxUrl,
    OPENCX_API_KEY: key,
    OPENCX_DEFAULT_USER_ID: 'A-7001',
  };
  return { sandbox, env };
}

/** The engine in OpenCX's place, as long as the test runs. */
async function withEngine({ sandbox }: Setting) {
  const { io } = terminal();
  const settings = await sandboxSettings(sandbox, {}, io);
  const side = await playOtherSide(sandbox, settings, 5_000, io);
  onTestFinished(() => side.close());
  return side;
}

type Line = { type: string } & Record<string, unknown>;
const linesOf = (out: string): Line[] =>
  out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });

/** Runs it as a process and does what its lines ask for; two tests may run beside each other. */
async function proveBy({ env }: Setting, act: (request: Request) => Promise<void>, flags: string[] = []) {
  const child = startProcess(['prove', '--format', 'ndjson', ...flags], { env });
  const printed = listening(child);
  let done = 0;
  const playing = setInterval(() => {
    const asked = linesOf(printed.out).filter(({ type }) => type === 'ask');
    for (const request of asked.slice(done)) void act(request as never);
    done = asked.length;
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(playing);
  return { code, lines: linesOf(printed.out), err: printed.err };
}

const hopsOf = (lines: Line[]) =>
  lines.filter(({ type }) => type === 'hop').map(({ hop, seen }) => [hop, seen]);

test('two tests at once each follow their own message, and change nothing in the portal', async () => {
  const setting = await served();
  const side = await withEngine(setting);
  const before = setting.sandbox.thread('8243595013');
  const [one, other] = await Promise.all([proveBy(setting, side.act), proveBy(setting, side.act)]);
  for (const { code, lines } of [one, other]) {
    expect(hopsOf(lines)).toEqual(
      ['message', 'session', 'answer', 'reply', 'property'].map((hop) => [hop, true]),
    );
    expect(code).toBe(0);
  }
  const threads = [one, other].map(({ lines }) => lines.find(({ hop }) => hop === 'message')?.['threadId']);
  expect(new Set(threads).size).toBe(2);
  expect(setting.sandbox.thread('8243595013')).toEqual(before);
}, 120_000);

describe('without an answer from the other side', () => {
  test('a message that never comes is one clear sentence, and nobody is accused', async () => {
    const { code, lines } = await proveBy(await served(), async () => {}, ['--patience', '0.2']);
    expect(code).toBe(3);
    const check = lines.find(({ check }) => check === 'proof/seen-in-hubspot');
    expect(check).toMatchObject({
      status: 'unknown',
      summary: expect.stringMatching(/^No message with PROOF \w{4} came/),
    });
    expect(lines.filter(({ type }) => type === 'cause')).toEqual([]);
  });

  test('a key that OpenCX refuses is told as that, and the hops behind it are blocked by it', async () => {
    const setting = await served('ocx_live_00000000000000000009');
    const side = await withEngine(setting);
    const { code, lines } = await proveBy(setting, side.act, ['--patience', '2']);
    expect(code).toBe(1);
    expect(lines.find(({ type }) => type === 'cause')).toMatchObject({ id: 'opencx-key-rejected' });
    expect(lines.find(({ check }) => check === 'proof/session-made')).toMatchObject({
      status: 'blocked',
      blockedBy: 'opencx/key',
    });
  });

  test('a token that HubSpot refuses asks nobody to write', async () => {
    const { sandbox, env } = await served();
    sandbox.setFaults(['everything-401']);
    const { out, code } = await runHere(['prove', '--format', 'ndjson'], { env });
    const lines = linesOf(out);
    expect(lines.filter(({ type }) => type === 'ask')).toEqual([]);
    expect(lines.find(({ type }) => type === 'cause')).toMatchObject({ id: 'token-rejected' });
    expect(code).toBe(1);
  });
});

test('Ctrl-C ends the watching and tells what is known so far', async () => {
  const { env } = await served();
  const child = startProcess(['prove', '--format', 'ndjson'], { env });
  const printed = listening(child);
  while (!printed.out.includes('"ask"')) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = linesOf(printed.out);
  expect(lines.at(-1)?.type).toBe('report');
  expect(lines.find(({ check }) => check === 'proof/seen-in-hubspot')).toMatchObject({
    status: 'na',
    summary: 'Not looked at: the live test did not come so far.',
  });
  expect(lines.find(({ check }) => check === 'token/accepted')?.['status']).toBe('pass');
  expect(code).toBe(0);
});
