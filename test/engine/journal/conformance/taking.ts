import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WebhookEvent } from '../../../../src/core/event.ts';
import type { EventFilter, Journal } from '../../../../src/engine/journal/journal.ts';
import { createMemoryJournal } from '../../../../src/engine/journal/memory.ts';
import { runs } from '../../../support/proof.ts';
import { arrival, DONE, delivery, message, propertyChange, SKIPPED, T0 } from '../builders.ts';
import { inJournalOf, type WithJournal } from './held.ts';

/** How deliveries are kept as they came, and their events read out of them. */
export function describeTaking(name: string, withJournal: WithJournal): void {
  const inJournal = inJournalOf(withJournal);

  inJournal(`${name}: the events of a delivery can be read as soon as it is taken`, async ({ journal }) => {
    await journal.take(delivery([message({ messageId: 'm1' }), message({ objectId: '502' })]), T0);
    const accepted = { status: 'accepted', receivedAt: T0, begunAt: null, replayOf: null };
    expect(await journal.list({})).toMatchObject([
      { id: 1, key: '4242|conversation.newMessage|501|m1', lane: 'thread:501', ...accepted },
      { id: 2, lane: 'thread:502', ...accepted },
    ]);
    expect(await journal.list({ thread: '502' })).toMatchObject([{ id: 2 }]);
    expect(await journal.list({ status: 'begun' })).toEqual([]);
    expect(await journal.counters()).toMatchObject({ received: 2, open: 2 });
  });

  inJournal(`${name}: what was taken is worked like what was accepted, in order`, async ({ journal }) => {
    await journal.take(delivery([message(), message()]), T0);
    const [again] = await journal.accept([arrival()], T0 + 1);
    await journal.take(delivery([message()]), T0 + 2);
    expect(again?.id).toBe(3);
    expect(await journal.waiting(0, 9)).toEqual([1, 2, 3, 4].map((id) => ({ id, lane: 'thread:501' })));
    expect(await journal.next('thread:501', 0)).toEqual([1, 2]);
    expect(await journal.next('thread:501', 2)).toEqual([3]);
    expect(await journal.next('thread:501', 3)).toEqual([4]);
  });

  inJournal(
    `${name}: what is told as waiting is found in its lane, whatever comes meanwhile`,
    async ({ journal }) => {
      await journal.take(delivery([message()]), T0);
      const [told] = await Promise.all([
        journal.waiting(0, 9),
        journal.take(delivery([message({ objectId: '502' }), message({ objectId: '503' })]), T0 + 1),
      ]);
      for (const { id, lane } of told) expect(await journal.next(lane, id - 1)).toContain(id);
      const more = await journal.waiting(told.at(-1)?.id ?? 0, 9);
      expect([...told, ...more].map(({ id }) => id)).toEqual([1, 2, 3]);
    },
  );

  inJournal(`${name}: what is noted of a delivery stands with each of its events`, async ({ journal }) => {
    const sample = message({ eventId: 100, objectId: '123' });
    await journal.take(delivery([message({ eventId: 7 }), sample], 'It is not signed.'), T0);
    await journal.waiting(0, 9);
    expect((await journal.entries(1)).map(({ line, kind, data }) => [line, kind, data])).toEqual([
      [1, 'note', { note: 'It is not signed.' }],
    ]);
    expect(await journal.entries(2)).toMatchObject([
      { line: 1, at: T0, data: { note: 'It is not signed.' } },
      { line: 2, at: T0, data: { note: expect.stringContaining('Test button') } },
    ]);
  });

  inJournal(`${name}: a redelivery is known as one`, async ({ journal }) => {
    const event = propertyChange();
    await journal.take(delivery([event]), T0);
    await journal.take(delivery([message(), { ...event, attempt: 1 }]), T0 + 1);
    await journal.waiting(0, 9);
    const [first, , third] = await journal.list({});
    expect(third?.key).toBe(first?.key);
    const key = `4242|ticket.propertyChange|900|subject|The parcel never came|${T0}`;
    expect([await journal.earlier(key, 3), await journal.earlier(key, 1)]).toEqual([1, undefined]);
  });

  inJournal(`${name}: a step may be taken at once, and over a restart`, async ({ journal, restart }) => {
    await journal.take(delivery([message(), message(), message()]), T0);
    await journal.begin(2, T0 + 1);
    await journal.finish(2, T0 + 2, DONE);
    await journal.take(delivery([message()]), T0 + 3);
    const next = await restart();
    expect((await next.list({})).map(({ id, status }) => `${id} ${status}`)).toEqual([
      '1 accepted',
      '2 done',
      '3 accepted',
      '4 accepted',
    ]);
    expect((await next.accept([arrival()], T0 + 4)).map(({ id }) => id)).toEqual([5]);
  });

  test(`${name}: answers like the memory journal, whatever came in whatever way`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, filters, (given, asked) =>
        withJournal(async ({ journal, restart }) => {
          const model = createMemoryJournal();
          let current = journal;
          for (const [time, step] of given.entries()) {
            if (step.do === 'restart') current = await restart();
            else for (const each of [model, current]) await apply(each, step, T0 + time);
          }
          for (const filter of asked) expect(await current.list(filter)).toEqual(await model.list(filter));
          expect(await current.counters()).toEqual(await model.counters());
          expect(await current.oldestOpen()).toBe(await model.oldestOpen());
          expect(await allWaiting(current)).toEqual(await allWaiting(model));
        }),
      ),
      { numRuns: runs(40) },
    );
  });
}

type Step =
  | { do: 'take'; events: WebhookEvent[] }
  | { do: 'accept'; events: WebhookEvent[] }
  | { do: 'end'; id: number }
  | { do: 'look' }
  | { do: 'restart' };

const event = fc
  .record({
    objectId: fc.constantFrom('501', '502', '503'),
    messageId: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
    occurredAt: fc.integer({ min: T0, max: T0 + 3 }),
    isTicket: fc.boolean(),
  })
  .map(({ isTicket, ...fields }) =>
    isTicket ? propertyChange({ occurredAt: fields.occurredAt }) : message(fields),
  );
const events = fc.array(event, { minLength: 1, maxLength: 4 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('take'), events }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('accept'), events }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('end'), id: fc.integer({ min: 1, max: 12 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('look', 'restart') }) },
  ),
  { maxLength: 12 },
) as fc.Arbitrary<Step[]>;

const filters: fc.Arbitrary<EventFilter[]> = fc.array(
  fc.record(
    {
      thread: fc.constantFrom('501', '502'),
      status: fc.constantFrom('accepted', 'skipped'),
      notStatus: fc.constantFrom('accepted', 'skipped'),
      reason: fc.constant(SKIPPED.reason),
      type: fc.constantFrom('conversation.newMessage', 'ticket.propertyChange'),
      since: fc.integer({ min: T0, max: T0 + 12 }),
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
      after: fc.integer({ min: 0, max: 20 }),
      limit: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: [] },
  ),
  { minLength: 1, maxLength: 6 },
) as fc.Arbitrary<EventFilter[]>;

async function apply(journal: Journal, step: Exclude<Step, { do: 'restart' }>, at: number): Promise<void> {
  if (step.do === 'take') await journal.take(delivery(step.events), at);
  else if (step.do === 'accept')
    await journal.accept(
      step.events.map((each) => arrival(each)),
      at,
    );
  else if (step.do === 'look') await journal.waiting(0, 3);
  // What cannot be ended is refused by both.
  else await journal.finish(step.id, at, SKIPPED).catch(() => {});
}

async function allWaiting(journal: Journal) {
  const all = [];
  for (let page = await journal.waiting(0, 5); page.length > 0; ) {
    all.push(...page);
    page = await journal.waiting(page.at(-1)?.id ?? 0, 5);
  }
  return all;
}
