import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { ConnectionLost } from './faults.ts';

/** Between two tries to connect again, in milliseconds. */
const AGAIN_AFTER = 250;

/**
 * A connection that is made anew where it was lost.
 *
 * @param first an open one
 * @param open makes another, ready to be used
 */
export class Line {
  #current: Connection;
  readonly #open: () => Promise<Connection>;
  #opening: Promise<Connection> | undefined;
  #closed = false;

  constructor(first: Connection, open: () => Promise<Connection>) {
    this.#current = first;
    this.#open = open;
  }

  /** One try. @throws UsageError where there is none now */
  async connection(): Promise<Connection> {
    if (this.#closed || !this.#current.isLost()) return this.#current;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    const opened = await this.#opening;
    if (this.#closed) opened.cut();
    this.#current = opened;
    return opened;
  }

  /**
   * Asks, and asks again for so long as the connection is lost, where asking twice does nothing.
   *
   * @param patienceMs by the time that passes
   */
  async ask<T>(question: (connection: Connection) => Promise<T>, patienceMs: number): Promise<T> {
    const until = performance.now() + patienceMs;
    for (;;) {
      try {
        return await question(await this.connection());
      } catch (error) {
        if (!(error instanceof ConnectionLost) || this.#closed || performance.now() > until) throw error;
        await delay(AGAIN_AFTER);
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#current.end();
  }
}
