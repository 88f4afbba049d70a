import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { type TokenIdentity, tokenIdentity } from '../../../src/engine/identity.ts';
import { startIntake } from '../../../src/engine/intake/server.ts';
import type { Journal } from '../../../src/engine/journal/journal.ts';
import type { LaneQueue, WorkedJournal } from '../../../src/engine/journal/lane-queue.ts';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { createOutbound } from '../../../src/engine/outbound/hubspot.ts';
import { readScriptedResponder } from '../../../src/engine/outbound/scripted-responder.ts';
import type { Conversation, DeliveredReply } from '../../../src/engine/ports.ts';
import { createEngine, type Engine } from '../../../src/engine/run/engine.ts';
import { DEFAULT_SETTINGS, type EngineSettings } from '../../../src/engine/settings.ts';
import { postDelivery } from '../../../src/sandbox/deliveries/delivery-request.ts';
import type { Portal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { receiver } from '../../sandbox/deliveries/receiver.ts';
import { START, type VirtualTime, virtualTime } from '../virtual-time.ts';
import { type HubSpotGate, openGate } from './hubspot-gate.ts';
import { connectHubSpot } from './hubspot-in-time.ts';
import { createMail, type Mail } from './mail.ts';
import type { Settings } from './scenario-schema.ts';

/** Everything that a scenario plays in: a portal, the way to it, an engine, and time that stands still by itself. */
export interface ScenarioWorld {
  portal: Portal;
  sandbox: Sandbox;
  gate: HubSpotGate;
  mail: Mail;
  time: VirtualTime;
  journal: Journal;
  /** What the AI was asked, oldest first. */
  asked: Conversation[];
  /** Reps' replies that went to customers, oldest first. */
  delivered: DeliveredReply[];
  killAndStartAgain(): Promise<void>;
}

/**
 * The real engine over real connections, in time of its own: a moment is over when every call has its answer, every
 * event has been delivered and nobody has anything left to do, and only then may time pass. That makes sockets, which
 * take as long as they like, as predictable as a portal in memory.
 */
export async function scenarioWorld(
  portal: Portal,
  wanted: Settings,
  responderName: string,
  kept: WorkedJournal = createMemoryJournal({ keepTexts: true }),
): Promise<ScenarioWorld> {
  const sandbox = await startSandbox(portal, { deliveryTiming: { collectMs: 0 } });
  onTestFinished(() => sandbox.close());
  const gate = await openGate(sandbox.url);
  onTestFinished(() => gate.close());
  const time = virtualTime(START, quiet);
  const secret = new Secret(portal.given.token ?? '');
  const { hubspot, calm, close } = connectHubSpot({ url: gate.url, token: secret, time, gate });
  onTestFinished(close);

  const { journal, isAsked } = watched(kept);
  const token = await tokenIdentity(hubspot);
  if (token.appId === undefined) throw new Error('The emulated portal names no app.');
  const settings = engineSettings(wanted, portal, token);
  const script = await readScriptedResponder(fileOf(`fixtures/responders/${responderName}.yaml`));
  const asked: Conversation[] = [];
  const delivered: DeliveredReply[] = [];
  const open = (): Engine =>
    createEngine({
      settings,
      journal,
      outbound: createOutbound({ hubspot, retries: settings.retries, sleep: time.wait }),
      responder: (conversation, signal) => {
        asked.push(conversation);
        return script(conversation, signal);
      },
      delivery: async (reply) => {
        delivered.push(reply);
        return { channel: 'list' };
      },
      timers: time,
      onFault: (fault) => {
        throw fault;
      },
    });
  let engine = open();

  let answered = 0;
  const intake = await startIntake({
    port: 0,
    // HubSpot signs with real time, which has no meaning here.
    signature: { check: 'off' },
    journal,
    clock: time,
    onAccepted: () => engine.accepted(),
    onAnswered: () => {
      answered += 1;
    },
  });
  onTestFinished(() => intake.close());
  const box = await receiver();
  sandbox.deliverTo(box.target);
  let posted = 0;
  const mail = createMail(box, portal, time, async (body) => {
    posted += 1;
    const json = { 'content-type': 'application/json' };
    const { status } = await postDelivery(
      new URL(intake.url),
      json,
      body,
      10_000,
      new AbortController().signal,
    );
    if (status !== 200) throw new Error(`The intake answered a delivery with ${status}.`);
  });

  async function quiet(): Promise<void> {
    do {
      await calm(() => answered === posted && !isAsked());
      await sandbox.settled();
    } while (await mail.deliverWhatCame());
  }

  await engine.start();
  return {
    portal,
    sandbox,
    gate,
    mail,
    time,
    journal,
    asked,
    delivered,
    async killAndStartAgain() {
      engine.stop();
      await time.settle();
      engine = open();
      await engine.start();
    },
  };
}

type Methods = Record<string, (...given: never[]) => Promise<unknown>>;

/** A journal elsewhere takes as long as it likes, so a moment is not over while one of its answers is to come. */
function watched(journal: WorkedJournal): { journal: WorkedJournal; isAsked(): boolean } {
  let open = 0;

  function methodsOf<T extends object>(object: T): T {
    const watchedMethods = Object.entries(object as Methods).map(([name, method]) => [
      name,
      typeof method === 'function' ? counting(method) : method,
    ]);
    return Object.fromEntries(watchedMethods) as T;
  }

  function counting(method: Methods[string]) {
    return async (...given: never[]) => {
      open += 1;
      try {
        return await method(...given);
      } finally {
        open -= 1;
      }
    };
  }

  const { queue, ...own } = journal;
  if (!queue) return { journal: methodsOf(own), isAsked: () => open > 0 };
  const taking = methodsOf(queue);
  const take: LaneQueue['take'] = async (limit, now) =>
    (await taking.take(limit, now)).map((held) => ({ ...methodsOf(held), journal: methodsOf(held.journal) }));
  return { journal: { ...methodsOf(own), queue: { ...taking, take } }, isAsked: () => open > 0 };
}

function engineSettings(wanted: Settings, { given }: Portal, token: TokenIdentity): EngineSettings {
  const { 'AI user': named, 'assist mode': assistMode, 'workflow action': workflowAction, ...same } = wanted;
  const aiUser = named ?? given.defaultUserId ?? 'none';
  const told = {
    ...same,
    assistMode,
    workflowAction,
    ...token,
    aiUser: aiUser === 'none' ? undefined : aiUser,
  };
  const known = Object.entries(told).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}
