import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../../src/sandbox/fixtures.ts';
import { listPortals } from '../../../src/sandbox/portal/portals.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { playStory, StoryFailed, type StoryProgress } from '../../../src/sandbox/stories/play.ts';
import { listStories, loadStory, type Story, UnknownStory } from '../../../src/sandbox/stories/stories.ts';
import { type Receiver, receiver } from '../deliveries/receiver.ts';
import { ask, CONVERSATIONS, type Json, sandboxOf } from '../support.ts';

const MAIN = 'first-message-to-closed-ticket';
const AI = 'A-7001';

/**
 * Stands in for an engine, over the same sockets: the least that the main story needs, so that a story is proved to
 * be playable by what the portal alone shows.
 */
class StandIn {
  readonly #sandbox: Sandbox;
  readonly #inbox: Receiver;
  #worked = 0;
  #ticketId = '';

  constructor(sandbox: Sandbox, inbox: Receiver) {
    this.#sandbox = sandbox;
    this.#inbox = inbox;
  }

  /** Works every event that comes in, one after another, until the signal says so. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const event = this.#inbox.events()[this.#worked];
      if (event === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      this.#worked += 1;
      if (event.messageType === 'MESSAGE') await this.#read(String(event.objectId), event.messageId ?? '');
    }
  }

  async #read(threadId: string, messageId: string): Promise<void> {
    const path = `${CONVERSATIONS}/threads/${threadId}`;
    const message = await this.#call('GET', `${path}/messages/${messageId}`);
    const thread = await this.#call('GET', path);
    if (message.direction === 'OUTGOING' || thread.assignedTo !== AI) return;
    if (/person/.test(message.text)) await this.#handOff(threadId);
    else if (/thank/i.test(message.text)) await this.#resolve(threadId, message);
    else if (/order/.test(message.text)) await this.#say(threadId, message, 'What is your order number?');
  }

  async #handOff(threadId: string): Promise<void> {
    const tie = (id: string, associationTypeId: number) => ({
      to: { id },
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
    });
    const contact = await this.#call('POST', '/crm/v3/objects/contacts', {
      properties: { email: 'lee.park@example.test' },
    });
    const ticket = await this.#call('POST', '/crm/v3/objects/tickets', {
      properties: { subject: 'Order', hs_pipeline: '0', hs_pipeline_stage: '1' },
      associations: [tie(contact.id, 16), tie(threadId, 32)],
    });
    this.#ticketId = ticket.id;
    const text = '🔄 AI decided to handoff';
    await this.#call('POST', `${CONVERSATIONS}/threads/${threadId}/messages`, { type: 'COMMENT', text });
  }

  async #resolve(threadId: string, message: Json): Promise<void> {
    await this.#say(threadId, message, 'You are welcome.');
    const properties = { hs_pipeline_stage: '4' };
    await this.#call('PATCH', `/crm/v3/objects/tickets/${this.#ticketId}`, { properties });
  }

  #say(threadId: string, { senders, channelId, channelAccountId }: Json, text: string): Promise<Json> {
    return this.#call('POST', `${CONVERSATIONS}/threads/${threadId}/messages`, {
      type: 'MESSAGE',
      text,
      senderActorId: AI,
      recipients: senders.map(({ actorId, deliveryIdentifier }: Json) => ({
        actorId,
        deliveryIdentifiers: [deliveryIdentifier],
      })),
      channelId,
      channelAccountId,
    });
  }

  async #call(method: string, path: string, body?: unknown): Promise<Json> {
    return (await ask(this.#sandbox.url, path, { method, body })).json;
  }
}

describe('the list of stories', () => {
  it('names every file with what it proves, and each plays in a portal and with answers that there are', async () => {
    const files = readdirSync(join(packageRoot(), 'fixtures', 'stories'));
    const names = files.filter((file) => file.endsWith('.yaml')).map((file) => file.replace('.yaml', ''));
    const stories = await listStories();
    expect(stories.map(({ name }) => name)).toEqual(names.sort());
    expect(names).toContain(MAIN);
    const portals = (await listPortals()).map(({ name }) => name);
    for (const { name, portal, responder } of stories) {
      const text = readFileSync(join(packageRoot(), 'fixtures', 'stories', `${name}.yaml`), 'utf8');
      expect(text).toMatch(/^# .+\n# Proves that /);
      expect(portals).toContain(portal);
      const answers = readFileSync(
        join(packageRoot(), 'fixtures', 'responders', `${responder}.yaml`),
        'utf8',
      );
      expect(parse(answers).rules.length).toBeGreaterThan(0);
    }
  });

  it('is told to whom asks for a story that is not there', async () => {
    await expect(loadStory('no-story')).rejects.toMatchObject({
      name: 'UnknownStory',
      story: 'no-story',
      known: expect.arrayContaining([MAIN]),
    });
    await expect(loadStory('no-story')).rejects.toThrow(UnknownStory);
  });
});

describe('a story', () => {
  it('goes from the first message to the closed ticket', async () => {
    const inbox = await receiver();
    const sandbox = await sandboxOf('healthy-email', undefined, { deliverTo: inbox.target });
    const end = new AbortController();
    const engine = new StandIn(sandbox, inbox).run(end.signal);
    const moments: StoryProgress[] = [];
    const story = await loadStory(MAIN);
    const { thread } = await playStory(sandbox, story, { onStep: (moment) => moments.push(moment) });
    end.abort();
    await engine;
    expect(thread).toMatchObject({
      assignedTo: AI,
      ticket: { open: false, contactEmails: ['lee.park@example.test'] },
      customer: { email: 'lee.park@example.test' },
    });
    expect(thread.messages.map(({ from, type }) => `${from} ${type}`)).toEqual([
      'customer MESSAGE',
      'ai MESSAGE',
      'customer MESSAGE',
      'ai COMMENT',
      'customer MESSAGE',
      'rep MESSAGE',
      'customer MESSAGE',
      'ai MESSAGE',
    ]);
    expect(moments).toHaveLength(2 * story.steps.length);
    expect(moments[0]).toEqual({
      number: 1,
      of: story.steps.length,
      step: 'customer writes: My order has not arrived. Where is it?',
      kind: 'message',
      state: 'begun',
    });
    expect(moments[3]).toMatchObject({ state: 'done', threadId: thread.id });
    expect(moments[2]?.step).toMatch(/^wait until the AI has replied: 1, the last reply says: order number/);
  });

  it('that waits in vain says for what, and what is there instead', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const failure = await playStory(sandbox, await loadStory(MAIN), { timeoutMs: 30 }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StoryFailed);
    expect(failure).toMatchObject({
      step: 2,
      unmet: [
        { line: 'the AI has replied', wanted: '1', found: '0' },
        { line: 'the last reply says', wanted: 'order number' },
      ],
      message: expect.stringContaining('Step 2 waited in vain. the AI has replied: 1 (found: 0)'),
    });
  });

  it('ends where it is told to', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const signal = AbortSignal.timeout(30);
    const played = playStory(sandbox, await loadStory(MAIN), { signal });
    await expect(played).rejects.toMatchObject({ name: expect.stringMatching(/^(?:Abort|Timeout)Error$/) });
  });

  it('takes every kind of step, and looks at everything that can be seen', async () => {
    const sandbox = await sandboxOf('healthy-email', ({ state }) => {
      state.routing = {};
    });
    const properties = { subject: 'x', hs_pipeline: '0', hs_pipeline_stage: '1' };
    const tie = (id: string, associationTypeId: number) => ({ to: { id }, types: [{ associationTypeId }] });
    const story: Story = {
      name: 'by-hand',
      title: 'By hand',
      proves: 'Steps and lines.',
      portal: 'healthy-email',
      responder: 'demo',
      steps: [
        { 'customer writes': 'Hello', by: 'email', from: 'jo.doe@example.test', pause: 0 },
        {
          'wait until': {
            'there is no ticket': true,
            'the conversation belongs to': 'nobody',
            'the conversation is': 'open',
            'the last reply is from': 'customer',
          },
        },
        { 'the conversation goes to': 'A-7002', pause: 0.001 },
        { 'rep comments': 'A note', as: '7003', pause: 0 },
        { 'rep replies': 'Hello Jo', pause: 0 },
        { 'the conversation is set': 'closed', pause: 0 },
        {
          'wait until': {
            'a comment says': 'a NOTE',
            'the last reply is from': 'rep',
            'the last reply says': 'hello jo',
            'the conversation belongs to': 'A-7002',
            'the conversation is': 'closed',
          },
        },
        { 'wait until': { 'the ticket belongs to': 'jo.doe@example.test', 'the ticket is': 'open' } },
        { 'the ticket is changed': { hs_pipeline_stage: '4' }, pause: 0 },
        { 'wait until': { 'the ticket is': 'closed', 'the AI has replied': 0 } },
      ],
    };
    const giveTicket = async ({ step, state, threadId = '' }: StoryProgress) => {
      if (state !== 'begun' || !step.includes('the ticket belongs to')) return;
      const associations = [tie('1401', 16), tie(threadId, 32)];
      await ask(sandbox.url, '/crm/v3/objects/tickets', {
        method: 'POST',
        body: { properties, associations },
      });
    };
    const { thread } = await playStory(sandbox, story, { onStep: giveTicket, speed: 1 });
    expect(thread.messages.map(({ author }) => author)).toEqual(['V-1401', 'A-7003', 'A-7002']);
  });
});
