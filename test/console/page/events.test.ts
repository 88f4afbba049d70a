import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Events, fits, fittingLanes, laneName, MOST_HELD } from '../../../src/console/page/events.ts';
import { NO_FILTER } from '../../../src/console/page/route.ts';
import type { EventRow } from '../../../src/console/words.ts';

function row(id: number, over: Partial<EventRow> = {}): EventRow {
  return {
    id,
    at: id,
    type: 'conversation.newMessage',
    words: 'New message',
    subject: `m${id}`,
    lane: `thread:${id % 3}`,
    status: 'done',
    ...over,
  };
}

describe('the events that the page holds', () => {
  it('are the same in whatever portions and order they came, and however often', () => {
    const ids = fc.array(fc.array(fc.integer({ min: 1, max: 60 })));
    fc.assert(
      fc.property(ids, (portions) => {
        const events = new Events();
        for (const portion of portions) events.add(portion.map((id) => row(id)));
        const held = [...new Set(portions.flat())].sort((one, other) => other - one);
        expect(events.newestFirst.map(({ id }) => id)).toEqual(held);
        const inLanes = events.lanes.flatMap((lane) => lane.events.map(({ id }) => id));
        expect(inLanes.sort((one, other) => other - one)).toEqual(held);
      }),
    );
  });

  it('put the conversation with the newest event first, each oldest first', () => {
    const events = new Events();
    events.add([5, 1, 3, 4, 2].map((id) => row(id)));
    expect(events.lanes.map(({ key, events }) => [key, events.map(({ id }) => id)])).toEqual([
      ['thread:2', [2, 5]],
      ['thread:1', [1, 4]],
      ['thread:0', [3]],
    ]);
  });

  it('show the state that came last', () => {
    const events = new Events();
    events.add([row(1, { status: 'accepted' })]);
    events.add([row(1, { status: 'failed', reason: 'timeout' })]);
    expect(events.get(1)).toMatchObject({ status: 'failed', reason: 'timeout' });
    expect(events.lanes[0]?.events[0]?.status).toBe('failed');
  });

  it('are the newest, however many came', () => {
    const events = new Events();
    const all = Array.from({ length: MOST_HELD + 500 }, (_, at) => row(at + 1));
    events.add(all.slice(0, 800));
    events.add(all.slice(800));
    expect(events.size).toBe(MOST_HELD);
    expect(events.newestFirst.at(0)?.id).toBe(MOST_HELD + 500);
    expect(events.newestFirst.at(-1)?.id).toBe(501);
    expect(events.get(500)).toBeUndefined();
  });
});

describe('what is looked for', () => {
  const skipped = row(12, { status: 'skipped', reason: 'owner-not-ai-user', lane: 'thread:8243595013' });

  it.each(['#12', '8243595013', 'OWNER-not', 'new message', 'skipped m12', '  '])(
    'finds the event by "%s"',
    (text) => {
      expect(fits({ ...NO_FILTER, text })(skipped)).toBe(true);
    },
  );

  it.each(['#13', 'failed', 'new owner m13'])('does not find it by "%s"', (text) => {
    expect(fits({ ...NO_FILTER, text })(skipped)).toBe(false);
  });

  it('lists the conversations in which something fits, with the last that does', () => {
    const events = new Events();
    events.add([skipped, row(13, { lane: skipped.lane }), row(14)]);
    const found = fittingLanes(events.lanes, { ...NO_FILTER, status: 'skipped' });
    expect(found.map(({ key, last, events }) => [key, last.id, events.length])).toEqual([
      ['thread:8243595013', 12, 2],
    ]);
  });
});

it('names conversations, tickets and whatever else has events', () => {
  expect(['thread:1', 'ticket:2', 'contact:3', 'ticket.merge:4'].map(laneName)).toEqual([
    'Conversation 1',
    'Ticket 2',
    'contact 3',
    'ticket.merge 4',
  ]);
});
