import { describe, expect } from 'vitest';
import { type Journal, StepRefused } from '../../../../src/engine/journal/journal.ts';
import { arrival, DONE, FAILED, propertyChange, SKIPPED, T0 } from '../builders.ts';
import { inJournalOf, type WithJournal } from './held.ts';

/** What is kept of texts and values, and what is not. */
export function describeStories(name: string, withJournal: WithJournal): void {
  const inJournal = inJournalOf(withJournal);

  describe(`${name}: stories`, () => {
    inJournal('are numbered within their event, in the order of telling', async ({ journal }) => {
      await journal.accept([arrival(), arrival()], T0);
      const decision = { outcome: 'act', reason: null, action: 'reply', rules: [], flip: null } as const;
      await Promise.all([
        journal.record({ eventId: 1, at: T0, kind: 'decision', data: decision }),
        journal.record({ eventId: 2, at: T0, kind: 'note', data: { note: 'other' } }),
        journal.record({ eventId: 1, at: T0 + 1, kind: 'effect-begun', effect: 'wait', data: undefined }),
      ]);
      expect(await journal.entries(1)).toEqual([
        { eventId: 1, line: 1, at: T0, kind: 'decision', data: decision },
        { eventId: 1, line: 2, at: T0 + 1, kind: 'effect-begun', effect: 'wait', data: null },
      ]);
      expect(await journal.entries(2)).toMatchObject([{ eventId: 2, line: 1 }]);
      expect(await journal.entries(3)).toEqual([]);
    });

    inJournal('an event that is not there has no story', async ({ journal }) => {
      await expect(journal.record({ eventId: 5, at: T0, kind: 'note', data: {} })).rejects.toThrow(
        StepRefused,
      );
    });

    inJournal('hold no texts and no contact data', async ({ journal }) => {
      await journal.accept([arrival()], T0);
      const data = { threadId: '501', text: 'My name is Jane', senders: [{ name: 'Jane', actorId: 'V-7' }] };
      await journal.record({ eventId: 1, at: T0, kind: 'effect-done', effect: 'fetch-message', data });
      expect((await journal.entries(1))[0]?.data).toEqual({
        threadId: '501',
        text: '[redacted]',
        senders: [{ name: '[redacted]', actorId: 'V-7' }],
      });
    });

    inJournal('a summary names no address', async ({ journal }) => {
      await journal.accept([arrival()], T0);
      await journal.finish(1, T0, { status: 'done', summary: 'Found jane@example.test.' });
      expect((await journal.list({}))[0]?.summary).toBe('Found j…@example.test.');
    });

    inJournal(
      'hold texts where the engine keeps them',
      async ({ journal }) => {
        await journal.accept([arrival()], T0);
        const data = { text: 'Write to jane@example.test', phone: '+15550100100' };
        await journal.record({ eventId: 1, at: T0, kind: 'note', data });
        expect((await journal.entries(1))[0]?.data).toEqual(data);
      },
      { keepTexts: true },
    );
  });

  describe(`${name}: property values`, () => {
    const valueIn = async (journal: Journal, id: number) =>
      (await journal.list({ ids: [id] }))[0]?.event.propertyValue;

    inJournal(
      'go when their event was done or skipped, and stay while it may run again',
      async ({ journal }) => {
        await journal.accept(
          Array.from({ length: 4 }, () => arrival(propertyChange())),
          T0,
        );
        await journal.begin(4, T0);
        expect(await valueIn(journal, 1)).toBe('The parcel never came');
        await journal.finish(1, T0, DONE);
        await journal.finish(2, T0, SKIPPED);
        await journal.finish(3, T0, FAILED);
        await journal.interrupt(T0);
        expect((await journal.list({})).map(({ event }) => event.propertyValue)).toEqual([
          undefined,
          undefined,
          'The parcel never came',
          'The parcel never came',
        ]);
        expect((await journal.list({ ids: [1] }))[0]?.event).toMatchObject({
          propertyName: 'subject',
          objectId: '900',
        });
      },
    );

    inJournal('stay where they are ids, states or empty', async ({ journal }) => {
      const stage = propertyChange({ propertyName: 'hs_pipeline_stage', propertyValue: '4' });
      await journal.accept([arrival(stage), arrival(propertyChange({ propertyValue: '' }))], T0);
      await journal.finish(1, T0, DONE);
      await journal.finish(2, T0, SKIPPED);
      expect([await valueIn(journal, 1), await valueIn(journal, 2)]).toEqual(['4', '']);
    });

    inJournal('are not told by the dedupe key, which knows its event all the same', async ({ journal }) => {
      const given = arrival(propertyChange());
      const [kept] = await journal.accept([given], T0);
      expect(kept?.key).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(await journal.earlier(given.key, 2)).toBe(1);
      expect(await journal.earlier(kept?.key ?? '', 2)).toBe(1);
    });

    inJournal(
      'stay where the engine keeps texts',
      async ({ journal }) => {
        await journal.accept([arrival(propertyChange())], T0);
        await journal.finish(1, T0, DONE);
        expect(await valueIn(journal, 1)).toBe('The parcel never came');
      },
      { keepTexts: true },
    );
  });
}
