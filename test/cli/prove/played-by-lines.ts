/** `prove` on a portal that is served elsewhere, with a program that plays the person by the lines that it reads. */
import type { ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { run } from '../../../src/cli/program.ts';
import { playOtherSide } from '../../../src/run/prove/other-side.ts';
import type { Request } from '../../../src/run/prove/script.ts';
import { sandboxSettings } from '../../../src/run/sandbox/settings.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { type Outcome, startProcess, terminal } from '../../support/cli.ts';

export const KEY = 'ocx_live_00000000000000000000';

export interface Setting {
  sandbox: Sandbox;
  env: Record<string, string>;
}

export async function served(portal = 'healthy-email', more: Record<string, string> = {}): Promise<Setting> {
  const sandbox = await startSandbox(await loadPortal(portal));
  onTestFinished(() => sandbox.close());
  const env = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.given.token ?? '',
    HUBSPOT_CHANGE_TOKEN: sandbox.given.changeToken ?? '',
    OPENCX_API_URL: sandbox.openCxUrl,
    OPENCX_API_KEY: KEY,
    OPENCX_DEFAULT_USER_ID: 'A-7001',
    ...more,
  };
  return { sandbox, env };
}

export type Act = (request: Request) => Promise<void>;

/** The engine in OpenCX's place, as long as the test runs. */
export async function withEngine({ sandbox }: Setting): Promise<Act> {
  const { io } = terminal();
  const settings = await sandboxSettings(sandbox, {}, io);
  const side = await playOtherSide(sandbox, settings, 5_000, io);
  onTestFinished(() => side.close());
  return side.act;
}

export type Line = { type: string } & Record<string, unknown>;

function lineOf(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}

export const linesOf = (out: string): Line[] => out.split('\n').flatMap(lineOf);

export interface Proved extends Outcome {
  lines: Line[];
}

/** Runs it in this process, and does what its lines ask for. */
export async function proveHere({ env }: Setting, act: Act, flags: string[] = []): Promise<Proved> {
  const { io, printed } = terminal({ env });
  const out = (text: string) => {
    io.out(text);
    for (const line of linesOf(text)) if (line.type === 'ask') void act(line as never);
  };
  const code = await run(['prove', '--format', 'ndjson', ...flags], { ...io, out });
  return { code, ...printed, lines: linesOf(printed.out) };
}

/** Starts it as a process, and does what its lines ask for. */
export function startProving({ env }: Setting, act: Act, flags: string[] = []): ChildProcess {
  const child = startProcess(['prove', '--format', 'ndjson', ...flags], { env });
  let out = '';
  let done = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk;
    const asked = linesOf(out).filter(({ type }) => type === 'ask');
    for (const request of asked.slice(done)) void act(request as never);
    done = asked.length;
  });
  return child;
}
