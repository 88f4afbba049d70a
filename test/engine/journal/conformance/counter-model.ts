import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventOutcome } from '../../../../src/engine/effects.ts';
import {
  type Counters,
  type EventStatus,
  type Journal,
  StepRefused,
} from '../../../../src/engine/journal/journal.ts';
import { runs } from '../../../support/proof.ts';
import { arrival, T0 } from '../builders.ts';
import type { WithJournal } from './held.ts';

type Step =
  | { do: 'accept'; count: number }
  | { do: 'begin' | 'tell'; event: number }
  | { do: 'finish'; event: number; outcome: EventOutcome }
  | { do: 'refuse' | 'interrupt' | 'restart' }
  | { do: 'prune'; age: number };

const event = fc.integer({ min: 1, max: 12 });
const reason = fc.constantFrom('outgoing', 'sender-bot', 'timeout');
const summary = fc.constant('Ended.');
const outcome: fc.Arbitrary<EventOutcome> = fc.oneof(
  fc.record({ status: fc.constant('done'), summary }),
  fc.record({ status: fc.constantFrom('skipped', 'failed'), reason, summary }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('accept'), count: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('begin', 'tell'), event }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('finish'), event, outcome }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('refuse', 'interrupt', 'restart') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('prune'), age: fc.integer({ min: 0, max: 30 }) }) },
);

interface Known {
  id: number;
  receivedAt: number;
  status: EventStatus;
  reason: string | null;
  lines: number;
}

/** The journal as simply as it can be thought of, worked beside a real one. */
class Model {
  events: Known[] = [];
  refusedAt: number[] = [];
  lastId = 0;

  async apply(journal: Journal, step: Step, at: number): Promise<void> {
    switch (step.do) {
      case 'accept':
        return this.#accept(journal, step.count, at);
      case 'begin':
        return this.#touch(journal.begin(step.event, at), step.event, isAccepted, (known) => {
          known.status = 'begun';
        });
      case 'tell': {
        const told = journal.record({ eventId: step.event, at, kind: 'note', data: {} });
        return this.#touch(told, step.event, isKnown, (known) => {
          known.lines += 1;
        });
      }
      case 'finish':
        return this.#touch(journal.finish(step.event, at, step.outcome), step.event, isOpen, (known) => {
          known.status = step.outcome.status;
          if (step.outcome.status !== 'done') known.reason = step.outcome.reason;
        });
      case 'refuse':
        this.refusedAt.push(at);
        return journal.refuse({ at, status: 400, reason: 'no JSON', bytes: 1 });
      case 'interrupt':
        return this.#interrupt(journal, at);
      case 'prune':
        return this.#prune(journal, at - step.age);
    }
  }

  async #accept(journal: Journal, count: number, at: number): Promise<void> {
    const arrivals = Array.from({ length: count }, () => arrival());
    const accepted = await journal.accept(arrivals, at);
    for (const { id } of accepted) {
      this.lastId += 1;
      expect(id).toBe(this.lastId);
      this.events.push({ id, receivedAt: at, status: 'accepted', reason: null, lines: 0 });
    }
    expect(accepted).toHaveLength(count);
  }

  /** The write is refused exactly where the event is not there or not in the state for it. */
  async #touch(
    write: Promise<void>,
    id: number,
    isAllowed: (known: Known) => boolean,
    change: (known: Known) => void,
  ): Promise<void> {
    const known = this.events.find((event) => event.id === id);
    if (known === undefined || !isAllowed(known)) return expect(write).rejects.toThrow(StepRefused);
    await write;
    change(known);
  }

  async #interrupt(journal: Journal, at: number): Promise<void> {
    const begun = this.events.filter(({ status }) => status === 'begun');
    const interrupted = await journal.interrupt(at);
    expect(interrupted.map(({ id }) => id)).toEqual(begun.map(({ id }) => id));
    for (const known of begun) known.status = 'interrupted';
  }

  async #prune(journal: Journal, before: number): Promise<void> {
    const kept = this.events.filter((known) => isOpen(known) || known.receivedAt >= before);
    expect(await journal.prune(before)).toBe(this.events.length - kept.length);
    this.events = kept;
    this.refusedAt = this.refusedAt.filter((time) => time >= before);
  }

  counters(): Counters {
    const of = (status: EventStatus) => this.events.filter((event) => event.status === status);
    const byReason = (status: EventStatus) => {
      const counts: Record<string, number> = {};
      for (const { reason } of of(status)) counts[reason ?? ''] = (counts[reason ?? ''] ?? 0) + 1;
      return counts;
    };
    return {
      received: this.events.length,
      open: this.events.filter(isOpen).length,
      done: of('done').length,
      interrupted: of('interrupted').length,
      skipped: byReason('skipped'),
      failed: byReason('failed'),
      refused: this.refusedAt.length,
    };
  }
}

const isKnown = () => true;
const isAccepted = ({ status }: Known) => status === 'accepted';

function isOpen({ status }: Known): boolean {
  return status === 'accepted' || status === 'begun';
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** Whatever is done in whatever order, the journal agrees with the model and its counters add up. */
export function counterModel(name: string, withJournal: WithJournal): void {
  test(`${name}: nothing disappears, whatever is done in whatever order`, async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) =>
      withJournal(async ({ journal: first, restart }) => {
        const model = new Model();
        let journal = first;
        for (const [time, step] of steps.entries()) {
          if (step.do === 'restart') journal = await restart();
          else await model.apply(journal, step, T0 + time);
          const counters = await journal.counters();
          expect(counters).toEqual(model.counters());
          expect(await journal.oldestOpen()).toBe(model.events.find(isOpen)?.receivedAt ?? null);
          const { received, open, done, skipped, failed, interrupted } = counters;
          expect(received).toBe(open + done + sum(skipped) + sum(failed) + interrupted);
        }
        expect((await journal.list({})).map(({ id, status }) => [id, status])).toEqual(
          model.events.map(({ id, status }) => [id, status]),
        );
        for (const { id, lines } of model.events) {
          expect((await journal.entries(id)).map(({ line }) => line)).toEqual(
            Array.from({ length: lines }, (_, i) => i + 1),
          );
        }
      }),
    );
    await fc.assert(property, { numRuns: runs(40) });
  });
}
