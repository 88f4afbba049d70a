import type { WebhookEvent } from '../../../src/core/event.ts';
import { orderInBatch } from '../../../src/engine/decide/keys.ts';
import type { Response } from '../../../src/engine/effects.ts';
import type { Responder } from '../../../src/engine/ports.ts';
import { type EngineWorld, engineWorld, newMessage, ticketChange } from '../engine-world.ts';
import { AI_USER, brokenCall, httpFailure, type Method, type PlannedFault, REP } from '../fake-portal.ts';
import { type Random, seeded } from './random.ts';

const STEPS = 60;
const THREADS = ['1', '2', '3', '4', '5'];
const WRITES: readonly Method[] = [
  'postMessage',
  'postComment',
  'createTicket',
  'updateTicket',
  'assignThread',
  'createContact',
];

export interface Simulated {
  world: EngineWorld;
  /** Ids of rep messages that were written, public ones first. */
  publicTexts: string[];
  internalTexts: string[];
}

/** A portal's busy day: random events, redeliveries, faults and restarts. The same seed gives the same day. */
export async function simulate(seed: number): Promise<Simulated> {
  const random = seeded(seed);
  const world = await engineWorld({
    respond: byText(random),
    parallel: 1 + random.below(4),
    lanes: 1 + random.below(6),
  });
  const { portal, time } = world;
  for (const id of THREADS) portal.addThread(id, { originalChannelId: random.pick(['1000', '1002']) });
  for (const threadId of ['4', '5']) await portal.hubspot.createTicket({ properties: {}, threadId });
  portal.plan = (method) => plannedFault(method, random);

  const past: WebhookEvent[] = [];
  const publicTexts: string[] = [];
  const internalTexts: string[] = [];
  const deliver = async (...events: WebhookEvent[]) => {
    past.push(...events);
    await world.receive(...orderInBatch(events));
    await time.advance(1);
  };
  const customer = () => {
    const threadId = random.pick(THREADS);
    const channelId = portal.threads.get(threadId)?.originalChannelId ?? '1000';
    const wish = random.pick(['reply', 'reply', 'handoff', 'resolve', 'silent']);
    return newMessage(
      threadId,
      portal.customerWrites(threadId, `${wish} ${past.length}.${random.next()}`, { channelId }).id,
    );
  };
  const rep = () => {
    const threadId = random.pick(THREADS);
    const isInternal = random.chance(0.3);
    const text = `rep ${past.length}.${random.next()}`;
    (isInternal ? internalTexts : publicTexts).push(text);
    const type = isInternal ? 'COMMENT' : 'MESSAGE';
    return newMessage(threadId, portal.repWrites(threadId, text, { type }).id, { messageType: type });
  };
  const steps: (() => Promise<void>)[] = [
    () => deliver(customer()),
    () => deliver(customer(), customer(), rep()),
    () => deliver(customer()),
    () => deliver(rep()),
    async () => {
      const event = past[random.below(past.length)];
      if (event) await world.receive({ ...event, attempt: event.attempt + 1 });
      await time.advance(1);
    },
    async () => {
      const [ticketId] = portal.tickets.keys();
      if (ticketId) await deliver(ticketChange(ticketId, 'order_number', `${random.below(1_000)}`));
    },
    async () => {
      const thread = portal.threads.get(random.pick(THREADS));
      if (thread) thread.assignedTo = random.pick([AI_USER, AI_USER, REP]);
    },
    () => time.advance(random.below(8_000)),
    () => time.advance(random.below(200)),
    async () => {
      if (random.chance(0.4)) await world.crashAndRestart();
    },
  ];
  for (let step = 0; step < STEPS; step += 1) await random.pick(steps)();

  // What HubSpot carries out late, it carries out before the day is judged.
  await world.finish();
  await time.advance(600_000);
  await world.finish();
  return { world, publicTexts, internalTexts };
}

/** Does what the customer's words say; sometimes slowly. */
function byText(random: Random): Responder {
  return async ({ turns }) => {
    const text = turns.at(-1)?.text ?? '';
    const kind = text.split(' ')[0];
    if (random.chance(0.03)) throw new Error('The responder is down.');
    const about = `to ${text}`;
    const responses: Record<string, Response> = {
      reply: { kind: 'reply', text: `Answer ${about}` },
      resolve: { kind: 'resolve', text: `Solution ${about}` },
      handoff: {
        kind: 'handoff',
        reason: `Asked ${about}`,
        summary: 's',
        sentiment: 'neutral',
        language: 'en',
      },
    };
    return responses[kind ?? ''] ?? { kind: 'silent' };
  };
}

const HARMLESS = [
  () => brokenCall('refused'),
  () => httpFailure(429, { policy: 'TEN_SECONDLY_ROLLING' }),
  () => httpFailure(503),
  () => brokenCall('timeout', true),
];
const AMBIGUOUS = [
  () => brokenCall('reset'),
  () => brokenCall('timeout'),
  () => httpFailure(500),
  () => httpFailure(502),
  () => httpFailure(504),
  () => brokenCall('parse'),
];
/** Failures after which HubSpot may still be at work. */
const UNFINISHED = [() => brokenCall('timeout'), () => httpFailure(504), () => httpFailure(524)];

function plannedFault(method: Method, random: Random): PlannedFault | undefined {
  if (!random.chance(0.15)) return undefined;
  if (random.chance(0.05)) return { failure: httpFailure(random.pick([400, 401, 403])) };
  if (!WRITES.includes(method) || random.chance(0.3)) return { failure: random.pick(HARMLESS)() };
  const isPosted = method === 'postMessage' || method === 'postComment';
  if (isPosted && random.chance(0.3)) {
    return { failure: random.pick(UNFINISHED)(), appliedAfter: random.below(60_000) };
  }
  return { failure: random.pick(AMBIGUOUS)(), applied: random.chance(0.6) };
}
