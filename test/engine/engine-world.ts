import type { WebhookEvent } from '../../src/core/event.ts';
import type { Response } from '../../src/engine/effects.ts';
import type { Journal, JournalEntry, JournalledEvent } from '../../src/engine/journal/journal.ts';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { createOutbound } from '../../src/engine/outbound/hubspot.ts';
import type { Conversation, ReplyDelivery, Responder } from '../../src/engine/ports.ts';
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/run/engine.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from '../../src/engine/settings.ts';
import { AI_USER, FakePortal } from './fake-portal.ts';
import { delivery } from './journal/builders.ts';
import { type VirtualTime, virtualTime } from './virtual-time.ts';

export interface EngineWorld {
  time: VirtualTime;
  portal: FakePortal;
  journal: Journal;
  engine: Engine;
  /** What the responder was asked. */
  asked: Conversation[];
  /** Texts of the reps' replies that were delivered. */
  delivered: string[];
  /** Journals a delivery and hands it to the engine, as the intake does. */
  receive(...events: WebhookEvent[]): Promise<JournalledEvent[]>;
  /** Lets time pass until all work is done; closes that are still to come do not count. */
  finish(): Promise<void>;
  /** The engine is gone in the middle of whatever it did; another one starts over the same journal. */
  crashAndRestart(): Promise<void>;
  /** How an event ended: `done`, `skipped: outgoing`, `failed: timeout`. */
  endOf(event: JournalledEvent | undefined): Promise<string>;
  story(event: JournalledEvent | undefined): Promise<JournalEntry[]>;
}

export interface WorldOptions {
  settings?: Partial<EngineSettings>;
  respond?: Responder | Response;
  delivery?: ReplyDelivery;
  journal?: Journal;
  time?: VirtualTime;
  parallel?: number;
  lanes?: number;
  onFault?: EngineOptions['onFault'];
  onMended?: EngineOptions['onMended'];
  onDamage?: EngineOptions['onDamage'];
}

const SETTINGS: EngineSettings = { ...DEFAULT_SETTINGS, aiUser: AI_USER, appId: 77 };

/** An engine over a memory journal and a portal in memory, in time that a test moves; started. */
export async function engineWorld(options: WorldOptions = {}): Promise<EngineWorld> {
  const time = options.time ?? virtualTime();
  const portal = new FakePortal(time);
  const journal = options.journal ?? createMemoryJournal({ keepTexts: true });
  const settings = { ...SETTINGS, ...options.settings };
  const asked: Conversation[] = [];
  const delivered: string[] = [];
  const given = options.respond ?? { kind: 'reply', text: 'Hello!' };
  const responder: Responder = async (conversation, signal) => {
    asked.push(conversation);
    return typeof given === 'function' ? given(conversation, signal) : given;
  };
  const toList: ReplyDelivery = async ({ message }) => {
    delivered.push(message.text ?? '');
    return { channel: 'list' };
  };
  const open = () =>
    createEngine({
      settings,
      journal,
      outbound: createOutbound({ hubspot: portal.hubspot, retries: settings.retries, sleep: time.wait }),
      responder,
      delivery: options.delivery ?? toList,
      timers: time,
      ...(options.parallel !== undefined && { parallel: options.parallel }),
      ...(options.lanes !== undefined && { lanes: options.lanes }),
      ...(options.onMended && { onMended: options.onMended }),
      ...(options.onDamage && { onDamage: options.onDamage }),
      onFault:
        options.onFault ??
        ((fault) => {
          throw fault;
        }),
    });

  const world: EngineWorld = {
    time,
    portal,
    journal,
    engine: open(),
    asked,
    delivered,
    async receive(...events) {
      const before = (await journal.list({ limit: 1 }))[0]?.id ?? 0;
      await journal.take(delivery(events), time.now());
      const taken = await journal.list({ after: before, limit: events.length });
      world.engine.accepted();
      return taken;
    },
    finish: () => time.until(world.engine.idle()),
    async crashAndRestart() {
      world.engine.stop();
      await time.settle();
      world.engine = open();
      await world.engine.start();
    },
    async endOf(event) {
      const [kept] = await journal.list({ ids: [event?.id ?? 0] });
      return kept?.reason ? `${kept.status}: ${kept.reason}` : (kept?.status ?? 'unknown');
    },
    story: (event) => journal.entries(event?.id ?? 0),
  };
  await world.engine.start();
  return world;
}

let lastEventId = 0;

export function newMessage(
  threadId: string,
  messageId: string,
  more: Partial<WebhookEvent> = {},
): WebhookEvent {
  lastEventId += 1;
  return {
    type: 'conversation.newMessage',
    objectId: threadId,
    portalId: 1,
    eventId: lastEventId,
    occurredAt: 1_795_341_600_000 + lastEventId,
    attempt: 0,
    messageId,
    messageType: 'MESSAGE',
    ...more,
  };
}

export function ticketChange(ticketId: string, name: string, value: string): WebhookEvent {
  lastEventId += 1;
  return {
    type: 'ticket.propertyChange',
    objectId: ticketId,
    portalId: 1,
    eventId: lastEventId,
    occurredAt: 1_795_341_600_000 + lastEventId,
    attempt: 0,
    propertyName: name,
    propertyValue: value,
  };
}
