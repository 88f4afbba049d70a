import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { listening, startProcess } from '../../support/cli.ts';

const READY = /^Taking events at (\S+)$/m;
const LOOK_EVERY_MS = 10;

/** `opencx-hubspot engine start` as users run it: a process of its own. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #printed: { out: string; err: string };
  readonly #gone: Promise<unknown>;

  constructor(args: readonly string[], env: Record<string, string>) {
    this.#child = startProcess(['engine', 'start', ...args], { env });
    this.#printed = listening(this.#child);
    this.#gone = once(this.#child, 'close');
  }

  get stderr(): string {
    return this.#printed.err;
  }

  /** Resolves when it takes events; rejects with what it said where it ended before. */
  async ready(): Promise<void> {
    while (!READY.test(this.#printed.err)) {
      if (this.#child.exitCode !== null) throw new Error(`The engine ended: ${this.#printed.err}`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
    if (this.#child.signalCode !== 'SIGKILL') throw new Error(`The engine ended by itself: ${this.stderr}`);
  }

  /** Ends it where it has not ended. */
  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** Stops it in the middle of whatever it does, without a word to anybody. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Lets it go on. */
  wake(): void {
    this.#child.kill('SIGCONT');
  }

  /** Asks it to stop, as Ctrl-C or a service manager does, and waits until it has. */
  async stop(by: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<void> {
    this.#child.kill(by);
    await this.#gone;
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
