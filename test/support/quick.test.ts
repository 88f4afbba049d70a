import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { attempts } from './quick.ts';

test.each<[string, () => unknown]>([
  ['listen', () => createServer().listen(0)],
  ['connect', () => connect(9, '127.0.0.1')],
  ['spawn', () => spawn('true')],
  ['execFileSync', () => execFileSync('true')],
  ['Worker', () => new Worker('')],
])('a quick test may not %s', (name, attempt) => {
  expect(attempt).toThrow('name its file *.live.test.ts');
  expect(attempts.splice(0)).toEqual([name]);
});
