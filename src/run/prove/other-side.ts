/**
 * Plays the other side of a live test in an emulated portal: the customer and the rep do what a person is asked for,
 * HubSpot delivers, and the engine works on it in OpenCX's place, whose sessions show what it keeps.
 */
import { join } from 'node:path';
import { Secret } from '../../core/secret.ts';
import type { Journal, JournalledEvent } from '../../engine/journal/journal.ts';
import { createMemoryJournal } from '../../engine/journal/memory.ts';
import type { EngineSession } from '../../engine/session.ts';
import type { MessageView } from '../../sandbox/people/thread-view.ts';
import type { Sandbox, SessionEvent } from '../../sandbox/sandbox.ts';
import { prepareEngine } from '../engine/assemble.ts';
import { openIntake, windDown } from '../engine/start.ts';
import { packageRoot } from '../package.ts';
import type { RunSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Request, STAGE } from './script.ts';

export interface OtherSide {
  /** Does what a person is asked to do. */
  act(request: Request): Promise<void>;
  close(): Promise<void>;
}

/** The customer of the test, who asks for a person, so that a ticket is made. */
const CUSTOMER = { channel: 'email', email: 'test.writer@example.test', name: 'Test Writer' } as const;
/** Answers a call for a person with a handoff. */
const RESPONDER = 'demo.yaml';
const SANDBOX_SECRET = 'sandbox-client-secret';
/** What was begun need not come to its end when the test is over. */
const PATIENCE_MS = 1_000;

export async function playOtherSide(
  sandbox: Sandbox,
  settings: RunSettings,
  timeoutMs: number,
  around: Surroundings,
): Promise<OtherSide> {
  const journal = createMemoryJournal();
  await rememberSessions(sandbox, journal);
  const secret = settings.clientSecret?.reveal() ?? SANDBOX_SECRET;
  const prepared = await prepareEngine(
    {
      flags: {},
      responder: join(packageRoot(), 'fixtures', 'responders', RESPONDER),
      deliver: 'console',
      retries: 0,
      timeoutMs,
      delays: false,
      generation: 'G2',
      ticketing: true,
    },
    settings,
    around,
    { onEnded: (event) => keepSession(sandbox, journal, event), onReply: async () => {} },
  );
  const { engine } = await prepared.over(journal);
  await engine.start();
  const signature = { check: 'enforce', secret: new Secret(secret) } as const;
  const intake = await openIntake({ path: '/', port: 0 }, signature, journal, engine.accepted, {});
  // Whatever else stands in HubSpot is an address of OpenCX too, and nothing comes of what is delivered there.
  sandbox.deliverTo({ url: sandbox.hearsDeliveries ? intake.url : sandbox.webhookTargetUrl, secret });
  return {
    act: (request) => act(sandbox, request),
    async close() {
      await windDown(intake, engine, PATIENCE_MS);
      await prepared.close();
      await journal.close();
    },
  };
}

async function act(sandbox: Sandbox, request: Request): Promise<void> {
  switch (request.do) {
    case 'write-message':
      await sandbox.customerWrites('new', `${request.mark}. May I speak to a person?`, CUSTOMER);
      return;
    case 'reply-in-public':
      await sandbox.repReplies(request.threadId, `${request.mark}: I am here to help.`);
      return;
    case 'move-ticket':
      await sandbox.changeTicket(request.ticketId, { [STAGE]: '2' });
  }
}

/** The conversations that were there before have their sessions, which the engine plays on with. */
async function rememberSessions({ portal: { state } }: Sandbox, journal: Journal): Promise<void> {
  for (const [
    sessionId,
    { ticketing_system: ticketing, ai_closure_type, custom_data = {} },
  ] of Object.entries(state.openCx.sessions)) {
    const known = Object.entries(state.threads).find(
      ([id, thread]) => ticketing && [id, thread.ticketId].includes(ticketing.external_id),
    );
    if (known === undefined) continue;
    const [threadId, { ticketId }] = known;
    await journal.saveSession({
      threadId,
      sessionId,
      status: ai_closure_type === 'handed_off' ? 'handed-off' : 'open',
      customData: custom_data,
      leftAiUser: false,
      ...(ticketId !== undefined && { ticketId }),
    });
  }
}

/** Shows in OpenCX what the engine keeps of the conversation that an event was about. */
async function keepSession(sandbox: Sandbox, journal: Journal, { event }: JournalledEvent): Promise<void> {
  const id = String(event.objectId ?? '');
  const session = (await journal.session(id)) ?? (await journal.sessionOfTicket(id));
  const thread = session && sandbox.thread(session.threadId);
  if (!session || !thread) return;
  const custom_data = { ...session.customData };
  // What was said before the engine began is known to the portal alone.
  if (sandbox.portal.state.openCx.sessions[session.sessionId]) {
    sandbox.keepSession(session.sessionId, { custom_data });
    return;
  }
  const done = await journal.list({ thread: session.threadId, status: 'done' });
  const handled = new Set(
    done.flatMap((one) => (one.event.messageId === undefined ? [] : [one.event.messageId])),
  );
  const messages = thread.messages.filter(
    (message) => message.type === 'MESSAGE' && (message.from === 'ai' || handled.has(message.id)),
  );
  sandbox.keepSession(session.sessionId, {
    ...(session.status === 'handed-off' && { ai_closure_type: 'handed_off' }),
    channel: { type: thread.channel === 'email' ? 'email' : 'web' },
    ticketing_system: ticketingOf(session),
    custom_data,
    history: messages.map(happened),
  });
}

function ticketingOf({ threadId, ticketId }: EngineSession) {
  return ticketId === undefined
    ? { name: 'hubspot', external_id: threadId, id_type: 'conversation_id' }
    : { name: 'hubspot', external_id: ticketId, id_type: 'ticket_id' };
}

const SENDERS = { customer: 'contact', rep: 'human_agent', ai: 'ai', hubspot: 'ai' } as const;

function happened({ from, text, at }: MessageView): SessionEvent {
  const content = { type: 'text', text } as const;
  return { created_at: at, event: { type: 'message', sender: { type: SENDERS[from] }, content } };
}
