import { describe, expect, it } from 'vitest';
import { PROOF } from '../../support/proof.ts';
import { type EngineWorld, engineWorld, newMessage } from '../engine-world.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const STEPS = [-25 * HOUR, -HOUR, -2 * SECOND, -1, 1, 2 * SECOND, HOUR, 25 * HOUR, 400 * 24 * HOUR];
const THREADS = PROOF ? 30 : 3;

/** Conversations that were just resolved, whose tickets are to be closed in 15 seconds. */
async function resolved(): Promise<{ world: EngineWorld; open: () => number }> {
  const world = await engineWorld({ respond: { kind: 'resolve' } });
  const { portal } = world;
  for (let thread = 1; thread <= THREADS; thread += 1) {
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread(`${thread}`, { ticketId });
    await world.receive(newMessage(`${thread}`, portal.customerWrites(`${thread}`, 'Thanks').id));
  }
  await world.finish();
  return { world, open: () => [...portal.tickets.values()].filter(({ stageId }) => stageId === '2').length };
}

describe('a clock that is set while closes are to come', () => {
  it.each(STEPS)('by %d ms loses none of them', async (step) => {
    const { world, open } = await resolved();
    await world.time.advance(5 * SECOND);
    world.time.stepClock(step);
    await world.time.advance(10 * SECOND);
    if (step >= 0) expect(open()).toBe(0);
    await world.time.advance(Math.max(0, -step));
    await world.finish();
    expect(open()).toBe(0);
    expect(await world.journal.pendingCloses()).toEqual([]);
  });

  it.each(STEPS)('by %d ms before a restart loses none of them', async (step) => {
    const { world, open } = await resolved();
    world.time.stepClock(step);
    await world.crashAndRestart();
    await world.time.advance(15 * SECOND + Math.max(0, -step));
    await world.finish();
    expect(open()).toBe(0);
  });

  it('in the very moment of the close puts it off', async () => {
    const { world, open } = await resolved();
    await world.time.advance(15 * SECOND - 1);
    world.time.stepClock(-2 * SECOND);
    await world.time.advance(1);
    expect(open()).toBe(THREADS);
    await world.time.advance(2 * SECOND);
    await world.finish();
    expect(open()).toBe(0);
  });
});

describe('a redelivery after the clock was set', () => {
  it.each(STEPS)('by %d ms is known as one', async (step) => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    const event = newMessage('1', portal.customerWrites('1', 'Hello').id);
    await world.receive(event);
    await world.finish();
    world.time.stepClock(step);
    const [again] = await world.receive({ ...event, attempt: 1 });
    await world.finish();
    expect(await world.endOf(again)).toBe('skipped: duplicate');
    await world.journal.prune(world.time.now() + 1);
    const [third] = await world.receive({ ...event, attempt: 2 });
    await world.finish();
    expect(await world.endOf(third)).toBe('skipped: duplicate');
    expect(portal.sent('1')).toEqual(['Hello!']);
  });
});

it.each(STEPS)('an email waits its five seconds, whatever the clock says: set by %d ms', async (step) => {
  const world = await engineWorld();
  const { portal, time } = world;
  portal.addThread('1', { originalChannelId: '1002' });
  await world.receive(
    newMessage('1', portal.customerWrites('1', 'Mail', { channelId: '1002', subject: 'Order' }).id),
  );
  await time.advance(1 * SECOND);
  time.stepClock(step);
  await time.advance(4 * SECOND - 1);
  expect(portal.sent('1')).toEqual([]);
  await time.advance(1);
  expect(portal.sent('1')).toEqual(['Hello!']);
});
