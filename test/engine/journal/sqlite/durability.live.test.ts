import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../../../src/engine/journal/sqlite/journal.ts';
import { journalSummary } from '../../../../src/engine/journal/summary.ts';
import { figure } from '../../../support/figure.ts';
import { PROOF } from '../../../support/proof.ts';
import { T0, withFile } from '../builders.ts';

const ENGINE = join(import.meta.dirname, 'accepting-engine.ts');

/** How many bytes an engine says before it is killed: once at its first word, then ever later. */
const KILLED_AFTER = PROOF ? [1, 700, 3_001, 12_345, 40_000] : [1, 700, 12_345];

type Engine = ChildProcessByStdio<null, Readable, null>;

function startEngine(file: string): Engine {
  return spawn(process.execPath, [ENGINE, file], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Everything that the engine said until it died. */
async function killAfter(engine: Engine, bytes: number): Promise<string> {
  let said = '';
  engine.stdout.setEncoding('utf8');
  engine.stdout.on('data', (chunk: string) => {
    said += chunk;
    if (said.length >= bytes) engine.kill('SIGKILL');
  });
  const [code, signal] = await once(engine, 'close');
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  return said;
}

/** Numbers on the lines that were said whole. */
function idsSaid(said: string, word: string): number[] {
  return [...said.matchAll(new RegExp(`^${word} (\\d+)\n`, 'gm'))].map(([, id]) => Number(id));
}

test('what an engine said to be durable is there after a kill, whenever it comes', () =>
  withFile(async (file) => {
    const accepted: number[] = [];
    const done: number[] = [];
    for (const bytes of KILLED_AFTER) {
      const said = await killAfter(startEngine(file), bytes);
      expect(idsSaid(said, 'accepted').length).toBeGreaterThan(0);
      accepted.push(...idsSaid(said, 'accepted'));
      done.push(...idsSaid(said, 'done'));

      const journal = await openSqliteJournal(file);
      const kept = new Map((await journal.list({})).map(({ id, status }) => [id, status]));
      const lost = accepted.filter((id) => !kept.has(id));
      figure('engine: killed while it writes to SQLite', { kills: 1, lost: lost.length });
      expect(lost).toEqual([]);
      expect(done.filter((id) => kept.get(id) !== 'done')).toEqual([]);
      expect(kept.size % 3, 'a delivery is kept whole or not at all').toBe(0);
      expect([...kept.keys()]).toEqual(Array.from(kept, (_, index) => index + 1));

      const interrupted = await journal.interrupt(T0);
      expect(interrupted.every(({ id }) => kept.get(id) === 'begun')).toBe(true);
      expect(await journal.list({ status: 'begun' })).toEqual([]);
      await journal.close();
    }
    expect(new Set(accepted).size).toBe(accepted.length);
  }));

/** Waits until the engine has said that this event is durable. */
async function untilAccepted(engine: Engine, id: number): Promise<void> {
  let said = '';
  for await (const chunk of engine.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk;
    if (idsSaid(said, 'accepted').some((accepted) => accepted >= id)) return;
  }
}

test('a reader sees what is durable while the engine runs, and after it was killed', () =>
  withFile(async (file) => {
    const engine = startEngine(file);
    await untilAccepted(engine, 1);
    const reader = await openSqliteJournal(file, { readOnly: true });
    expect(await reader.list({ ids: [1] })).toHaveLength(1);
    await expect(openSqliteJournal(file)).rejects.toThrow('is in use by another engine');

    const next = (await reader.counters()).received + 1;
    await untilAccepted(engine, next);
    expect(await reader.list({ ids: [next] })).toHaveLength(1);
    await reader.close();

    await killAfter(engine, 1);
    const later = await openSqliteJournal(file, { readOnly: true });
    expect(await later.list({ ids: [1, next] })).toHaveLength(2);
    expect((await journalSummary(later)).received).toBe((await later.counters()).received);
    await later.close();
  }));
