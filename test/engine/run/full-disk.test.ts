import { describe, expect, it } from 'vitest';
import type { Response } from '../../../src/engine/effects.ts';
import { DamagedRecord, type Journal } from '../../../src/engine/journal/journal.ts';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { type EngineWorld, engineWorld, newMessage, type WorldOptions } from '../engine-world.ts';

const WRITES = ['begin', 'record', 'finish', 'saveSession', 'scheduleClose', 'cancelClose'] as const;
type WriteName = (typeof WRITES)[number];

/** A journal that takes so many writes, and then none until it is given room. */
function fillingJournal(room: number, fault: () => Error = () => new Error('The disk is full.')) {
  const journal: Journal = createMemoryJournal({ keepTexts: true });
  let left = room;
  const made: WriteName[] = [];
  for (const name of WRITES) {
    const write = journal[name] as (...given: unknown[]) => Promise<never>;
    journal[name] = async (...given: unknown[]) => {
      if (left === 0) throw fault();
      left -= 1;
      made.push(name);
      return write(...given);
    };
  }
  const hasRoomFor = (writes: number) => {
    left = writes;
  };
  return { journal, made, hasRoomFor };
}

async function filling(room: number, options: WorldOptions = {}, fault?: () => Error) {
  const { journal, made, hasRoomFor } = fillingJournal(room, fault);
  const faults: string[] = [];
  const lasted: number[] = [];
  const world = await engineWorld({
    ...options,
    journal,
    onFault: ({ event }) => faults.push(event),
    onMended: (milliseconds) => lasted.push(milliseconds),
  });
  for (const thread of ['1', '2']) world.portal.addThread(thread);
  return { world, faults, lasted, made, hasRoomFor };
}

const receive = (world: EngineWorld, ...texts: [thread: string, text: string][]) =>
  world.receive(
    ...texts.map(([thread, text]) => newMessage(thread, world.portal.customerWrites(thread, text).id)),
  );

const questionsIn = ({ asked }: EngineWorld, thread: string) =>
  asked.filter(({ threadId }) => threadId === thread).map(({ turns }) => turns.at(-1)?.text);

describe('an event that cannot be begun', () => {
  it('is begun when the disk has room again, in its order, and is told of once', async () => {
    const { world, faults, hasRoomFor } = await filling(0);
    const events = await receive(world, ['1', 'A'], ['1', 'B'], ['2', 'C']);
    await world.time.advance(60_000);
    expect(await Promise.all(events.map(world.endOf))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(faults).toEqual(['waits']);
    hasRoomFor(Infinity);
    await world.time.advance(2_000);
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual(['done', 'done', 'done']);
    expect(questionsIn(world, '1')).toEqual(['A', 'B']);
  });

  it('does not keep the engine from ending', async () => {
    const { world } = await filling(0);
    await receive(world, ['1', 'A']);
    await world.time.settle();
    await world.engine.drain();
    expect(await world.journal.counters()).toMatchObject({ open: 1 });
  });
});

describe('a disk that is full in the middle of the work', () => {
  /** One answer, from the beginning to the end. */
  async function writesOfOne(): Promise<WriteName[]> {
    const { world, made } = await filling(Infinity);
    await receive(world, ['1', 'A']);
    await world.finish();
    return made;
  }

  it('leaves no event begun, whichever write it was, and nothing is sent twice', async () => {
    const writes = await writesOfOne();
    expect(writes).toContain('record');
    for (const [room, name] of writes.entries()) {
      const { world, faults, hasRoomFor } = await filling(room);
      const events = await receive(world, ['1', 'A'], ['1', 'B'], ['2', 'C']);
      await world.time.advance(60_000);
      expect(new Set(faults)).toEqual(new Set(['waits']));
      hasRoomFor(Infinity);
      await world.time.advance(2_000);
      await world.finish();
      const ends = await Promise.all(events.map(world.endOf));
      for (const end of ends) expect(['done', 'interrupted']).toContain(end);
      expect(await world.journal.counters(), name).toMatchObject({ open: 0 });
      for (const thread of ['1', '2']) {
        const asked = questionsIn(world, thread);
        expect(asked).toEqual([...new Set(asked)].toSorted());
        expect(world.portal.sent(thread).length).toBeLessThanOrEqual(asked.length);
      }
    }
  });

  it('keeps the end as it was where the end alone was not kept', async () => {
    const writes = await writesOfOne();
    const { world, hasRoomFor } = await filling(writes.length - 1);
    const [event] = await receive(world, ['1', 'A']);
    await world.time.advance(60_000);
    expect(await world.endOf(event)).toBe('begun');
    hasRoomFor(Infinity);
    await world.time.advance(2_000);
    expect(await world.endOf(event)).toBe('done');
    expect(world.portal.sent('1')).toEqual(['Hello!']);
  });

  it('holds up no other conversation once there is room, also with one slot', async () => {
    const { world, hasRoomFor } = await filling(1, { parallel: 1 });
    const events = await receive(world, ['1', 'A'], ['2', 'B']);
    await world.time.advance(60_000);
    hasRoomFor(Infinity);
    await world.time.advance(4_000);
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual(['interrupted', 'done']);
  });

  it('does not keep the engine from ending, which tells what stays begun', async () => {
    const { world, faults } = await filling(1);
    const [event] = await receive(world, ['1', 'A']);
    await world.time.settle();
    await world.engine.drain();
    expect(await world.endOf(event)).toBe('begun');
    expect(faults).toEqual(['waits', 'stays-begun']);
  });

  it('is not waited for where the record is damaged', async () => {
    const { world, faults, hasRoomFor } = await filling(1, {}, () => new DamagedRecord('Damaged.'));
    const [first] = await receive(world, ['1', 'A']);
    await world.time.settle();
    expect(faults).toEqual(['stays-begun']);
    hasRoomFor(Infinity);
    const [second] = await receive(world, ['1', 'B']);
    await world.finish();
    expect(await Promise.all([first, second].map(world.endOf))).toEqual(['begun', 'done']);
  });
});

it('a ticket whose close could not be kept is closed when the disk has room again', async () => {
  for (const room of [0, 1, 2, 3, 4]) {
    const { world, faults, hasRoomFor } = await filling(Infinity, { respond: { kind: 'resolve' } });
    const { portal, time, journal } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId });
    await receive(world, ['1', 'Thanks']);
    await world.finish();
    hasRoomFor(room);
    await time.advance(60_000);
    expect(await journal.pendingCloses()).toHaveLength(1);
    expect(faults).toEqual(['waits']);
    hasRoomFor(Infinity);
    await time.advance(2_000);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('4');
    expect(await journal.pendingCloses()).toEqual([]);
  }
});

describe('a ticket whose customer writes again while the disk fills', () => {
  it.each([false, true])('is not closed, whichever write it was; a restart: %s', async (restarts) => {
    for (const room of [0, 1, 2, 3, 4, 5, 6]) {
      const answers: Response[] = [{ kind: 'resolve' }, { kind: 'reply', text: 'Go on.' }];
      const respond = async () => answers.shift() ?? ({ kind: 'silent' } as const);
      const { world, hasRoomFor } = await filling(Infinity, { respond });
      const { portal, time, journal } = world;
      const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
      portal.addThread('1', { ticketId });
      await receive(world, ['1', 'Thanks']);
      await time.advance(14_000);
      hasRoomFor(room);
      const [again] = await receive(world, ['1', 'One more thing']);
      await time.advance(60_000);
      hasRoomFor(Infinity);
      if (restarts) await world.crashAndRestart();
      await time.advance(60_000);
      expect(await world.endOf(again)).toMatch(/done|interrupted/);
      expect(portal.tickets.get(ticketId)?.stageId, `room for ${room}`).toBe('2');
      expect(await journal.pendingCloses()).toEqual([]);
    }
  });
});

it('a disk on which small writes succeed between others that fail is told of once', async () => {
  const { world, faults, hasRoomFor } = await filling(1);
  await receive(world, ['1', 'A'], ['2', 'B']);
  for (let second = 0; second < 30; second += 1) {
    hasRoomFor(second % 2);
    await world.time.advance(1_000);
  }
  expect(faults).toEqual(['waits']);
  hasRoomFor(Infinity);
  await world.time.advance(120_000);
  hasRoomFor(0);
  await receive(world, ['1', 'C']);
  await world.time.settle();
  expect(faults).toEqual(['waits', 'waits']);
});

describe('that the journal can be written again', () => {
  it('is told once, with how long it could not', async () => {
    const { world, faults, lasted, hasRoomFor } = await filling(0);
    await receive(world, ['1', 'A']);
    await world.time.advance(90_000);
    hasRoomFor(Infinity);
    await world.time.advance(60_000);
    await receive(world, ['1', 'B']);
    await world.time.advance(60_000);
    expect([faults, lasted]).toEqual([['waits'], [92_000]]);
  });

  it('is not told while others fail between those that succeed', async () => {
    const { world, faults, lasted, hasRoomFor } = await filling(0);
    for (let second = 0; second < 60; second += 1) {
      hasRoomFor(second % 2);
      await receive(world, ['1', `${second}`], ['2', `${second}`]);
      await world.time.advance(1_000);
    }
    expect([faults, lasted]).toEqual([['waits'], []]);
    hasRoomFor(Infinity);
    await world.time.advance(60_000);
    expect(lasted).toHaveLength(1);
  });

  it('makes the next failure a new one, however soon it comes', async () => {
    const { world, faults, lasted, hasRoomFor } = await filling(0);
    await receive(world, ['1', 'A']);
    await world.time.settle();
    hasRoomFor(Infinity);
    await world.time.advance(15_000);
    hasRoomFor(0);
    await receive(world, ['1', 'B']);
    await world.time.settle();
    expect([faults, lasted]).toEqual([['waits', 'waits'], [2_000]]);
  });

  it('is not told by an engine that was stopped', async () => {
    const { world, lasted, hasRoomFor } = await filling(0);
    await receive(world, ['1', 'A']);
    await world.time.settle();
    hasRoomFor(Infinity);
    await world.time.advance(4_000);
    await world.engine.drain();
    await world.time.advance(60_000);
    expect(lasted).toEqual([]);
  });
});
