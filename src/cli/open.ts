/**
 * `--open`: shows a link, or a file that was just written, in the browser of whoever sits at the terminal; a script and a
 * CI job get the address. The console's page opens the same way by itself. Nothing is handed to a shell, and nothing but
 * https, files of our own and our own page is opened.
 */
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { resolve } from 'node:path';
import type { Environment } from '../config/sources.ts';
import { SECRET_VARIABLES } from '../core/variables.ts';
import type { Io } from './io.ts';

/** A link from a report or the catalogue, or the name of a file that this run wrote. */
export type Target = { url: string } | { file: string };

/** With its arguments; the target comes behind them. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
const ELSEWHERE = ['xdg-open'] as const;

/** Milliseconds; what has not failed by then shows the target. */
const PATIENCE_MS = 2_000;

/** Opens it where a person is there to look, and says on standard error what was opened, or what to open. */
export async function openOrTell(target: Target, io: Io): Promise<void> {
  const address = 'url' in target ? httpsOnly(target.url) : resolve(io.cwd, target.file);
  if (address === undefined) return;
  if (!io.interactive) io.err(`To open: ${address}\n`);
  else if (await opened(address, io.env)) io.err(`Opened in the browser: ${address}\n`);
  else io.err(`No browser could be opened here. To open: ${address}\n`);
}

/**
 * Opens a page that this process serves, where a person is there to look, and says on standard error where it could not.
 *
 * @param once the address for the browser: who else sees it among the arguments of a program can do nothing with it after
 */
export async function openOwnPage(once: string, io: Io): Promise<void> {
  if (!io.interactive || (await opened(once, io.env))) return;
  io.err('No browser could be opened here: open that address yourself.\n');
}

function httpsOnly(url: string): string | undefined {
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined;
}

/** Whether something took it. */
function opened(address: string, env: Environment): Promise<boolean> {
  const [program, ...args] = OPENERS[platform()] ?? ELSEWHERE;
  return new Promise((settle) => {
    const child = spawn(program, [...args, address], {
      env: withoutSecrets(env),
      stdio: 'ignore',
      detached: true,
    });
    const timer = setTimeout(() => {
      child.unref();
      settle(true);
    }, PATIENCE_MS);
    const ended = (taken: boolean) => {
      clearTimeout(timer);
      settle(taken);
    };
    child.once('error', () => ended(false));
    child.once('exit', (code) => ended(code === 0));
  });
}

/** A browser has no use for a token. */
function withoutSecrets(env: Environment): Record<string, string | undefined> {
  const secret: readonly string[] = SECRET_VARIABLES;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !secret.includes(name)));
}
