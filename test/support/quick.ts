/**
 * A quick test opens no socket and starts no process or thread: one that does fails, and its file is to be named
 * `*.live.test.ts`. Properties are tried on the same cases every time, but for a run with `PROOF=1`.
 */
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workerThreads from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, expect } from 'vitest';
import { PROOF, runs } from './proof.ts';

/** What the test at hand has tried; it is kept, because the error below can be taken for one of the network. */
export const attempts: string[] = [];

function forbid<T extends object>(owner: T, ...names: readonly (keyof T & string)[]): void {
  for (const name of names) {
    const refused = function refuse(): never {
      attempts.push(name);
      throw new Error(`A quick test may not call ${name}: name its file *.live.test.ts.`);
    };
    Object.assign(owner, { [name]: refused });
  }
}

forbid(net.Server.prototype, 'listen');
forbid(net.Socket.prototype, 'connect');
forbid(childProcess, 'spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync');
forbid(workerThreads, 'Worker');
syncBuiltinESMExports();

afterEach(() => {
  expect(attempts.splice(0), 'what a quick test may not do').toEqual([]);
});

if (!PROOF) fc.configureGlobal({ seed: 20_261_122, numRuns: runs(100) });
