import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/core/decision.ts';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { decideEnvelope } from '../../../src/engine/decide/decide.ts';
import { laneOf, redeliveryKey } from '../../../src/engine/decide/keys.ts';
import { explainJournal } from '../../../src/engine/explain/explain.ts';
import type { Journal } from '../../../src/engine/journal/journal.ts';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { creation, decide, event, REP, settings, thread } from '../decide/builders.ts';

const AT = 1_795_000_000_000;

/** The journal number under which the event was accepted. */
async function accepted(journal: Journal, event: WebhookEvent): Promise<number> {
  const [kept] = await journal.accept([{ event, key: redeliveryKey(event), lane: laneOf(event) }], AT);
  if (!kept) throw new Error('Nothing was kept.');
  return kept.id;
}

/** A journal with one event, on which these decisions were taken. */
async function journalWith(event: WebhookEvent, ...decisions: readonly Decision[]) {
  const journal = createMemoryJournal();
  const id = await accepted(journal, event);
  await journal.begin(id, AT);
  for (const decision of decisions)
    await journal.record({ eventId: id, at: AT, kind: 'decision', data: decision });
  return { journal, id };
}

describe('an event of a journal', () => {
  it('is explained by the decision that was taken, not by what would be decided now', async () => {
    const decision = decide({ thread: thread({ assignedTo: REP }) });
    const { journal } = await journalWith(event(), decision);
    expect(await explainJournal(journal, {})).toEqual([{ event: event(), decision, effects: [] }]);
  });

  it('is explained by its last decision', async () => {
    const skipped = decide({ thread: thread({ assignedTo: REP }) });
    const { journal } = await journalWith(event(), skipped, decide());
    expect(await explainJournal(journal, {})).toMatchObject([
      { decision: { outcome: 'act', action: 'reply' } },
    ]);
  });

  it('has the effects that were made, in their order', async () => {
    const { journal, id } = await journalWith(event(), decide());
    const tell = async (
      kind: 'effect-begun' | 'effect-done' | 'effect-failed',
      effect: 'respond' | 'post-message',
    ) => journal.record({ eventId: id, at: AT, kind, effect, data: null });
    await tell('effect-begun', 'respond');
    await tell('effect-done', 'respond');
    await tell('effect-begun', 'post-message');
    expect(await explainJournal(journal, {})).toMatchObject([{ effects: ['respond'] }]);
    await tell('effect-failed', 'post-message');
    expect(await explainJournal(journal, {})).toMatchObject([{ effects: ['respond'] }]);
    await tell('effect-done', 'post-message');
    expect(await explainJournal(journal, {})).toMatchObject([{ effects: ['respond', 'post-message'] }]);
  });

  it('without a decision says how far it came', async () => {
    const { journal } = await journalWith(event());
    expect(await explainJournal(journal, {})).toEqual([
      { event: event(), decision: null, why: 'the journal holds no decision on it (begun).', effects: [] },
    ]);
  });
});

describe('the events of a journal', () => {
  it('come in the order of their arrival, narrowed down as it was asked', async () => {
    const decision = decideEnvelope(creation(), { settings: settings(), duplicateOf: null });
    const { journal } = await journalWith(creation(), ...(decision ? [decision] : []));
    const second = await accepted(journal, event());
    await accepted(journal, event({ objectId: '5002' }));
    const ids = async (filter: Parameters<typeof explainJournal>[1]) =>
      (await explainJournal(journal, filter)).map(({ event }) => `${event.type} ${event.objectId}`);
    expect(await ids({})).toEqual([
      'conversation.creation 5001',
      'conversation.newMessage 5001',
      'conversation.newMessage 5002',
    ]);
    expect(await ids({ thread: '5001' })).toHaveLength(2);
    expect(await ids({ ids: [second] })).toEqual(['conversation.newMessage 5001']);
    expect(await ids({ thread: '404' })).toEqual([]);
  });
});
