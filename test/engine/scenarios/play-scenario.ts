import { expect } from 'vitest';
import type { JournalledEvent } from '../../../src/engine/journal/journal.ts';
import { endOf, unmetLines } from './expectations.ts';
import { deliveryFile } from './scenario-files.ts';
import type { ScenarioFile, ScenarioStep, Then } from './scenario-schema.ts';
import type { ScenarioWorld } from './scenario-world.ts';

const MILLISECONDS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
};

/** Plays a scenario step by step; after each step everything happens that needs no time to pass. */
export async function playScenario(world: ScenarioWorld, scenario: ScenarioFile): Promise<void> {
  const player = new Player(world, scenario.conversations);
  for (const [index, step] of scenario.steps.entries()) await player.take(step, index + 1);
  await player.leaveNothingOpen();
}

type Act = Exclude<ScenarioStep, string | { then: Then }>;

class Player {
  readonly #world: ScenarioWorld;
  readonly #conversations: Map<string, string>;
  /** Journal numbers of the events whose end was told. */
  readonly #told = new Set<number>();
  #askedBefore = 0;
  #requestsBefore = 0;

  constructor(world: ScenarioWorld, conversations: Readonly<Record<string, string>>) {
    this.#world = world;
    this.#conversations = new Map(Object.entries(conversations));
  }

  async take(step: ScenarioStep, number: number): Promise<void> {
    const { time } = this.#world;
    if (typeof step === 'object' && 'then' in step) return this.#look(step.then, step.in, number);
    if (step === 'HubSpot delivers again') await this.#world.mail.deliverAgain();
    else if (typeof step === 'string') await this.#happen(step);
    else await this.#act(step);
    await time.settle();
  }

  /** Nothing disappears: every event has ended, and the scenario has said how. */
  async leaveNothingOpen(): Promise<void> {
    const { received, open, done, interrupted, skipped, failed } = await this.#world.journal.counters();
    const ended = [done, interrupted, ...Object.values(skipped), ...Object.values(failed)];
    expect({ open, ended: ended.reduce((sum, each) => sum + each, 0) }).toEqual({ open: 0, ended: received });
    const untold = (await this.#untold()).map((event) => `${event.event.type}: ${endOf(event)}`);
    expect(untold, 'events of whose end the scenario says nothing').toEqual([]);
  }

  async #untold(): Promise<JournalledEvent[]> {
    return (await this.#world.journal.list({})).filter(({ id }) => !this.#told.has(id));
  }

  async #look(then: Then, conversation: string, number: number): Promise<void> {
    const { gate } = this.#world;
    const events = await this.#untold();
    const missing = await unmetLines(this.#world, then, {
      threadId: this.#conversations.get(conversation),
      events,
      askedFor: gate.asked.slice(this.#askedBefore),
      requestsBefore: this.#requestsBefore,
    });
    expect(missing, `step ${number}`).toEqual([]);
    this.#askedBefore = gate.asked.length;
    if (then['the events end'] || then['the counters are']) {
      for (const event of events) if (event.endedAt !== null) this.#told.add(event.id);
    }
  }

  async #happen(step: string): Promise<void> {
    const { time, gate, mail } = this.#world;
    if (step === 'HubSpot works again') return gate.work();
    if (step === 'HubSpot holds its events back') return mail.hold();
    if (step === 'the engine is killed and started again') return this.#world.killAndStartAgain();
    const [amount, unit = ''] = step.split(' ');
    await time.advance(Number(amount) * (MILLISECONDS[unit.replace(/s$/, '')] ?? 0));
  }

  async #act(step: Act): Promise<void> {
    const { gate, mail } = this.#world;
    if ('HubSpot fails to' in step) return gate.fail(step);
    mail.mark();
    if (!('HubSpot delivers' in step)) return this.#byPeople(step);
    const what = step['HubSpot delivers'];
    if ('each' in step) {
      return mail.release({ reversed: step.order === 'reversed', twice: step.each === 'twice' });
    }
    return mail.deliver(typeof what === 'string' ? await deliveryFile(what) : what);
  }

  async #byPeople(step: Extract<Act, { in: string }>): Promise<void> {
    const { sandbox } = this.#world;
    this.#requestsBefore = sandbox.requests.length;
    if ('customer writes' in step) return this.#customerWrites(step);
    const threadId = this.#threadOf(step.in);
    const who = 'as' in step && step.as !== undefined ? { userId: step.as } : {};
    if ('rep replies' in step) await sandbox.repReplies(threadId, step['rep replies'], who);
    else if ('rep comments' in step) {
      await sandbox.repReplies(threadId, step['rep comments'], { ...who, internal: true });
    } else if ('the conversation goes to' in step) {
      const owner = step['the conversation goes to'];
      await sandbox.assign(threadId, owner === 'nobody' ? null : owner, who);
    } else if ('the conversation is set' in step) {
      await sandbox.setThreadStatus(threadId, step['the conversation is set'] === 'open' ? 'OPEN' : 'CLOSED');
    } else {
      const ticketId = sandbox.thread(threadId)?.ticket?.id ?? '';
      await sandbox.changeTicket(ticketId, step['the ticket is changed'], who);
    }
  }

  async #customerWrites(step: Extract<Act, { 'customer writes': string }>): Promise<void> {
    const options = {
      ...(step.by && { channel: step.by }),
      ...(step.from && { email: step.from }),
      ...(step.name && { name: step.name }),
    };
    for (let number = 1; number <= step.times; number += 1) {
      const text = step['customer writes'].replaceAll('{n}', String(number));
      const known = this.#conversations.get(step.in) ?? 'new';
      const { threadId } = await this.#world.sandbox.customerWrites(known, text, options);
      this.#conversations.set(step.in, threadId);
    }
  }

  #threadOf(conversation: string): string {
    const threadId = this.#conversations.get(conversation);
    if (threadId === undefined) throw new Error(`Nobody has begun ${conversation}.`);
    return threadId;
  }
}
