import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { Watch, type WithReads } from '../../../src/engine/watch/watch.ts';
import { UsageError } from '../../../src/files/usage-error.ts';
import { arrival, T0 } from '../journal/builders.ts';

const CLOCK = { now: () => T0 + 2_000 };
const GONE = new UsageError('The journal is gone.', { hint: 'Put it back.' });

let passed = 0;
beforeEach(() => {
  const begun = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => begun + passed);
});
afterEach(() => vi.restoreAllMocks());

/** A watch over a journal with one open event, and how often that was opened. */
async function watched(fails: () => Promise<void> = async () => {}) {
  const journal = createMemoryJournal();
  await journal.accept([arrival()], T0);
  const opened = { times: 0 };
  const withReads: WithReads = async (read) => {
    opened.times += 1;
    await fails();
    return read(journal);
  };
  return { watch: new Watch(withReads, CLOCK), journal, opened };
}

describe('a watch', () => {
  test('looks at the journal once a second at most, however many ask', async () => {
    const { watch, journal, opened } = await watched();
    const looks = await Promise.all(Array.from({ length: 500 }, () => watch.look()));
    // What waits, and how everything ended.
    expect(opened.times).toBe(2);
    expect(new Set(looks).size).toBe(1);
    expect(looks[0]).toMatchObject({ backlog: { lagMs: 2_000 }, counted: { counters: { open: 1 } } });
    await journal.accept([arrival()], T0);
    expect((await watch.look()).counted?.counters.open).toBe(1);
    passed += 1_001;
    expect((await watch.look()).counted?.counters.open).toBe(2);
    expect(opened.times).toBe(4);
  });

  test('says why a journal cannot be read, and that it can again', async () => {
    let isGone = true;
    const { watch } = await watched(async () => {
      if (isGone) throw GONE;
    });
    const trouble = { error: 'The journal is gone.', next: 'Put it back.' };
    expect(await watch.look()).toMatchObject({ backlog: null, counted: null, trouble });
    isGone = false;
    passed += 1_001;
    expect(await watch.look()).toMatchObject({ backlog: { lagMs: 2_000 }, trouble: null });
  });

  test('tells of what nobody foresaw its kind alone', async () => {
    const { watch } = await watched(() => Promise.reject(new RangeError('of jane@example.test')));
    const { trouble } = await watch.look();
    expect(trouble?.error).toContain('(RangeError)');
    expect(trouble?.error).not.toContain('jane');
  });

  test('waits for no answer, and asks no second time meanwhile', async () => {
    const { watch, opened } = await watched(() => new Promise(() => {}));
    expect(await watch.look()).toMatchObject({
      backlog: null,
      trouble: { error: 'The journal has not answered within 800 ms.' },
    });
    passed += 1_001;
    expect((await watch.look()).trouble).not.toBeNull();
    expect(opened.times).toBe(1);
  });

  test('knows how deliveries were answered, and which could not be kept', async () => {
    const { watch } = await watched();
    watch.answered({ status: 200, events: 1 });
    watch.answered({ status: 401, events: 0 });
    watch.answered({ status: 503, events: 0, fault: new UsageError('The disk is full.') });
    const full = await watch.look();
    expect(full.trouble).toEqual({ error: 'The disk is full.' });
    expect(full.backlog).toMatchObject({ lagMs: 2_000 });
    watch.answered({ status: 200, events: 1 });
    passed += 1_001;
    const { trouble, answered } = await watch.look();
    expect(trouble).toBeNull();
    expect([...answered]).toEqual([
      [200, 2],
      [401, 1],
      [503, 1],
    ]);
  });
});
