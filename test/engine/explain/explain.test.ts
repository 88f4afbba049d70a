import { describe, expect, it } from 'vitest';
import { EvidenceFailure } from '../../../src/core/evidence.ts';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message, Thread } from '../../../src/core/hubspot/records.ts';
import { type ExplainReader, explainDelivery, explainThread } from '../../../src/engine/explain/explain.ts';
import {
  AI_USER,
  creation,
  event,
  fromAi,
  fromRep,
  g3,
  message,
  ownerChange,
  REP,
  repComment,
  settings,
  thread,
  ticketChange,
  without,
} from '../decide/builders.ts';

const PORTAL = { portalId: 1, appId: 2011410 };

function minute(number: number): string {
  return new Date(Date.parse('2026-11-02T10:00:00Z') + number * 60_000).toISOString();
}

/** A reader of one thread; `written` oldest first, one a minute. */
function portalWith(written: readonly Message[], of: Thread | null = thread()): ExplainReader {
  const dated = written.map((each, index) => ({ ...each, id: `m${index + 1}`, createdAt: minute(index) }));
  return {
    thread: async (id) => (of?.id === id ? of : null),
    messages: async (id) => {
      if (of?.id !== id) throw new EvidenceFailure({ kind: 'http', status: 404, message: 'Not there.' });
      return dated.toReversed();
    },
    message: async (_, id) => dated.find((each) => each.id === id) ?? null,
  };
}

async function explained(written: readonly Message[], of = thread(), rules = settings()) {
  const events = await explainThread(portalWith(written, of), of.id, rules, PORTAL);
  return events.map(({ event, decision, effects }) => ({
    id: event.messageId,
    said: `${decision?.outcome} ${decision?.action ?? decision?.reason}`,
    effects,
    flip: decision?.flip,
  }));
}

const handoff = (): Message =>
  fromAi({ type: 'COMMENT', text: `${OPENCX_MARKERS.handoff}\nSummary: He asks.` });

describe('a conversation', () => {
  it('is told oldest first, each message by the rules', async () => {
    expect(await explained([message(), fromAi(), message(), fromRep(), repComment()])).toMatchObject([
      { id: 'm1', said: 'act reply' },
      { id: 'm2', said: 'skip self-caused' },
      { id: 'm3', said: 'act reply' },
      { id: 'm4', said: 'act deliver' },
      { id: 'm5', said: 'skip internal-comment' },
    ]);
  });

  it('has no session before its customer has written', async () => {
    const [first, second] = await explained([message(), message()]);
    expect(first?.effects).toContain('save-session');
    expect(second?.effects).not.toContain('save-session');
  });

  it('does not get a session from what somebody else wrote', async () => {
    const [, second] = await explained([repComment(), message()]);
    expect(second?.effects).toContain('save-session');
  });

  it('is handed off once the handoff was written, and not before', async () => {
    expect(await explained([message(), message(), handoff(), message()])).toMatchObject([
      { said: 'act reply' },
      { said: 'act reply' },
      { said: expect.stringMatching(/^skip (?:self-caused|internal-comment)$/) },
      { said: 'skip handed-off' },
    ]);
  });

  it('is taken up again once the AI user lost it and owns it again', async () => {
    const assigned = (to: string) => message({ type: 'ASSIGNMENT', clientType: 'SYSTEM', assignedTo: to });
    const until = [message(), handoff(), assigned(REP), message()];
    const since = [assigned(AI_USER), message(), fromAi(), message(), handoff(), message()];
    const told = await explained([...until, ...since]);
    expect(told.filter(({ said }) => !/self-caused|internal-comment/.test(said))).toMatchObject([
      { id: 'm1', said: 'act reply' },
      // As if it came now, when the AI user owns the conversation again.
      { id: 'm4', said: 'act reply' },
      { id: 'm6', said: 'act reply' },
      { id: 'm8', said: 'act reply' },
      { id: 'm10', said: 'skip handed-off' },
    ]);
  });

  it('stays handed off while the AI user never lost it', async () => {
    const again = message({ type: 'ASSIGNMENT', clientType: 'SYSTEM', assignedTo: AI_USER });
    expect((await explained([message(), handoff(), again, message()])).at(-1)?.said).toBe('skip handed-off');
  });

  it('is handed off by a handoff that stands in HTML alone', async () => {
    const { text: _none, ...html } = fromAi({
      type: 'COMMENT',
      richText: `<p>${OPENCX_MARKERS.handoff}</p>`,
    });
    expect((await explained([message(), html, message()])).at(-1)?.said).toBe('skip handed-off');
  });

  it('of a rep says how the AI would get it back', async () => {
    expect(await explained([message()], thread({ assignedTo: REP }))).toMatchObject([
      { said: 'skip owner-not-ai-user', flip: `assign the thread to ${AI_USER}` },
    ]);
  });

  it('waits on email, by the channel of the thread where the message has none', async () => {
    const bare = without(message(), 'channelId');
    const [onEmail] = await explained([bare], thread({ originalChannelId: '1002' }));
    expect(onEmail?.effects[0]).toBe('wait 5000 ms (email)');
    const [onChat] = await explained([bare], thread({ originalChannelId: '1000' }));
    expect(onChat?.effects).toEqual(['save-session', 'post-message']);
  });

  it('leaves out what no event announces as a message', async () => {
    const changes = [
      message({ type: 'THREAD_STATUS_CHANGE' }),
      message({ type: 'ASSIGNMENT', assignedTo: REP }),
    ];
    expect(await explained([message(), ...changes])).toMatchObject([{ id: 'm1' }]);
  });

  it('may be empty', async () => {
    expect(await explained([])).toEqual([]);
  });

  it('knows the events by portal and app', async () => {
    const [only] = await explainThread(portalWith([message()]), '5001', settings(), PORTAL);
    expect(only?.event).toMatchObject({
      ...PORTAL,
      type: 'conversation.newMessage',
      objectId: '5001',
      attempt: 0,
    });
  });

  it('may be asked for one message, which sees what came before it', async () => {
    const portal = portalWith([message(), handoff(), message()]);
    const events = await explainThread(portal, '5001', settings(), PORTAL, 'm3');
    expect(events).toMatchObject([{ event: { messageId: 'm3' }, decision: { reason: 'handed-off' } }]);
  });

  it.each([
    ['is not there', '404', undefined, 'This portal has no conversation 404.'],
    ['has no such message', '5001', 'm9', 'Conversation 5001 has no message m9.'],
  ])('that %s cannot be explained', async (_, id, only, said) => {
    const work = explainThread(portalWith([message()]), id, settings(), PORTAL, only);
    await expect(work).rejects.toThrow(EvidenceFailure);
    await expect(work).rejects.toThrow(said);
  });

  it('that has the message further back says that, and not that there is none', async () => {
    const older = message();
    const portal = { ...portalWith([message()]), message: async () => older };
    const work = explainThread(portal, '5001', settings(), PORTAL, 'older');
    await expect(work).rejects.toThrow(
      'Message older is older than the newest messages of conversation 5001',
    );
  });

  it('that cannot be read is told by what reading it failed with', async () => {
    const failure = new EvidenceFailure({ kind: 'timeout', message: 'HubSpot did not answer.' });
    const portal = { ...portalWith([]), messages: () => Promise.reject(failure) };
    await expect(explainThread(portal, '5001', settings(), PORTAL)).rejects.toBe(failure);
  });
});

describe('a saved delivery', () => {
  it('is told event by event, in the order of the delivery', async () => {
    const portal = portalWith([message()]);
    const told = await explainDelivery([ticketChange(), event(), creation()], settings(), portal);
    expect(told.map(({ decision }) => decision?.action)).toEqual(['sync-property', 'reply', 'open-session']);
  });

  it('is told with what the conversation was by then', async () => {
    const portal = portalWith([message(), handoff(), message()]);
    const told = await explainDelivery(
      [event({ messageId: 'm1' }), event({ messageId: 'm3' })],
      settings(),
      portal,
    );
    expect(told).toMatchObject([{ decision: { action: 'reply' } }, { decision: { reason: 'handed-off' } }]);
  });

  it('needs no reader where the events decide by themselves', async () => {
    const told = await explainDelivery([creation(), ownerChange(REP, { eventId: 2 })], g3(), undefined);
    expect(told.map(({ decision }) => decision?.action)).toEqual(['open-session', 'mark-handed-off']);
  });

  it('knows an event that it holds twice', async () => {
    const told = await explainDelivery([event(), event()], settings(), portalWith([message()]));
    expect(told).toMatchObject([{ decision: { action: 'reply' } }, { decision: { reason: 'duplicate' } }]);
  });

  it.each<[string, ExplainReader | undefined, string]>([
    ['without a reader', undefined, 'there is no HubSpot token to read it with'],
    ['whose message is not there', portalWith([]), 'has no message m'],
    ['whose conversation is not there', portalWith([message()], null), 'this portal has no conversation 5'],
    [
      'that cannot be read',
      {
        ...portalWith([message()]),
        message: () => Promise.reject(new EvidenceFailure({ kind: 'timeout', message: 'No answer came.' })),
      },
      'No answer came.',
    ],
  ])('with an event %s says why there is no decision', async (_, portal, why) => {
    const [only] = await explainDelivery([event()], settings(), portal);
    expect(only).toMatchObject({ decision: null, why: expect.stringContaining(why), effects: [] });
  });

  it('with an event that names no message says so', async () => {
    const [only] = await explainDelivery(
      [without(event(), 'messageId')],
      settings(),
      portalWith([message()]),
    );
    expect(only).toMatchObject({ decision: null, why: 'it names no message.' });
  });

  it('does not hide a fault of its own', async () => {
    const fault = new TypeError('A fault.');
    const portal = { ...portalWith([message()]), thread: () => Promise.reject(fault) };
    await expect(explainDelivery([event()], settings(), portal)).rejects.toBe(fault);
  });
});
