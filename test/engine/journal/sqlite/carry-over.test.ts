import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSqliteJournal } from '../../../../src/engine/journal/sqlite/journal.ts';
import { T0, withFile } from '../builders.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Pages that stand in the log of a journal and not in the file yet, as a reader beside the engine finds them. */
function pagesToCarry(file: string): number {
  const reader = new DatabaseSync(file, { readOnly: true });
  try {
    reader.prepare('SELECT count(*) FROM event').get();
    const { log, checkpointed } = reader.prepare('PRAGMA wal_checkpoint(NOOP)').get() ?? {};
    return Number(log) - Number(checkpointed);
  } finally {
    reader.close();
  }
}

const deliveryOf = (bytes: number) => ({
  body: Buffer.from(JSON.stringify([{ subscriptionType: 'ticket.creation', filler: 'x'.repeat(bytes) }])),
  events: 1,
  note: null,
});
const LARGE = 2_000_000;

test('what a burst wrote is carried over once it is past, and not in its midst', () =>
  withFile(async (file) => {
    const journal = await openSqliteJournal(file);
    for (let delivery = 0; delivery < 5; delivery += 1) {
      await journal.take(deliveryOf(LARGE), T0);
      vi.advanceTimersByTime(30);
      expect(pagesToCarry(file)).toBeGreaterThan(LARGE / 8_192);
    }
    vi.advanceTimersByTime(100);
    expect(pagesToCarry(file)).toBe(0);
    await journal.take(deliveryOf(LARGE), T0);
    vi.advanceTimersByTime(100);
    expect(pagesToCarry(file), 'the second burst').toBe(0);
    await journal.close();
  }));

test('a little stays in the log', () =>
  withFile(async (file) => {
    const journal = await openSqliteJournal(file);
    await journal.take(deliveryOf(100), T0);
    vi.advanceTimersByTime(1_000);
    expect(pagesToCarry(file)).toBeGreaterThan(0);
    await journal.close();
  }));

/** Whether somebody else could write to the file, each time that its log is carried over. */
function claimsWhileCarriedOver(file: string): boolean[] {
  const couldWrite: boolean[] = [];
  const get = StatementSync.prototype.get;
  vi.spyOn(StatementSync.prototype, 'get').mockImplementation(function (this: StatementSync, ...given) {
    if (this.sourceSQL.includes('PASSIVE')) couldWrite.push(canWrite(file));
    return get.apply(this, given);
  });
  return couldWrite;
}

function canWrite(file: string): boolean {
  const other = new DatabaseSync(file, { timeout: 0 });
  try {
    other.exec('BEGIN IMMEDIATE');
    return true;
  } catch {
    return false;
  } finally {
    other.close();
  }
}

test('the journal is this engine\u2019s alone while its log is carried over, however long the disk takes', () =>
  withFile(async (file) => {
    const journal = await openSqliteJournal(file);
    const couldWrite = claimsWhileCarriedOver(file);
    await journal.take(deliveryOf(LARGE), T0);
    vi.advanceTimersByTime(100);
    expect(couldWrite, 'after a burst').toEqual([false]);
    for (let delivery = 0; couldWrite.length < 2; delivery += 1) {
      expect(delivery, 'carried over from 64 MB on').toBeLessThan(40);
      await journal.take(deliveryOf(LARGE), T0);
    }
    expect(couldWrite, 'in the midst of one').toEqual([false, false]);
    expect(pagesToCarry(file)).toBe(0);
    vi.restoreAllMocks();
    vi.useRealTimers();
    await expect(openSqliteJournal(file)).rejects.toThrow('in use by another engine');
    await journal.close();
  }));

test('the log is used again from its beginning', () =>
  withFile(async (file) => {
    const journal = await openSqliteJournal(file);
    const sizes = new Set<number>();
    for (let burst = 0; burst < 3; burst += 1) {
      await journal.take(deliveryOf(LARGE), T0);
      sizes.add(statSync(`${file}-wal`).size);
      vi.advanceTimersByTime(100);
    }
    expect(Math.max(...sizes)).toBeLessThan(1.5 * LARGE);
    await journal.close();
  }));

test('a journal that was closed meanwhile is left alone', () =>
  withFile(async (file) => {
    const journal = await openSqliteJournal(file);
    await journal.take(deliveryOf(LARGE), T0);
    await journal.close();
    expect(() => vi.advanceTimersByTime(1_000)).not.toThrow();
  }));
