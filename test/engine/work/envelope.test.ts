import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { sessionIdOf } from '../../../src/engine/identity.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import { closeTicket, workOn } from '../../../src/engine/work/work.ts';
import { SESSION, SETTINGS, THREAD } from './builders.ts';
import { type Answers, walk } from './walk.ts';

function work(event: Partial<WebhookEvent>, answers: Answers, settings: Partial<EngineSettings> = {}) {
  const whole = { type: '', objectId: '5001', occurredAt: 1, attempt: 0, ...event };
  return walk(
    workOn(whole, { settings: { ...SETTINGS, ...settings }, duplicateOf: null, sessionIdOf }),
    answers,
  );
}

describe('a ticket property', () => {
  const change = {
    type: 'ticket.propertyChange',
    objectId: '577',
    propertyName: 'order_number',
    propertyValue: '1042',
  };

  it("goes into the session's custom data", () => {
    const session = { ...SESSION, ticketId: '577', customData: { size: 'L' } };
    const walked = work(change, { 'load-session-of-ticket': session });
    expect(walked.only('load-session-of-ticket').ticketId).toBe('577');
    expect(walked.only('save-session').session.customData).toEqual({ size: 'L', order_number: '1042' });
  });

  it('of a ticket without a session is of no interest', () => {
    const walked = work(change, { 'load-session-of-ticket': null });
    expect(walked.kinds).not.toContain('save-session');
    expect(walked.outcome.status).toBe('done');
  });

  it('is skipped while ticketing is off', () => {
    expect(work(change, {}, { ticketing: false }).outcome).toMatchObject({ reason: 'ticketing-disabled' });
  });
});

describe('a new conversation', () => {
  const creation = { type: 'conversation.creation' };

  it('gets a session, with its ticket, and nothing is sent', () => {
    const walked = work(creation, { 'load-session': null, 'fetch-thread': { ...THREAD, ticketId: '577' } });
    expect(walked.only('save-session').session).toEqual({
      threadId: '5001',
      sessionId: sessionIdOf('5001'),
      status: 'open',
      ticketId: '577',
      customData: {},
      leftAiUser: false,
    });
    expect(walked.kinds).toEqual(['record-decision', 'load-session', 'fetch-thread', 'save-session']);
  });

  it('keeps the session that it has', () => {
    expect(work(creation, { 'load-session': SESSION }).kinds).not.toContain('save-session');
  });
});

describe('a conversation that leaves the AI user (newest rules)', () => {
  const left = { type: 'conversation.propertyChange', propertyName: 'assignedTo', propertyValue: '7002' };

  it.each([
    ['with a session', SESSION],
    ['without one', null],
  ])('counts as handed off, %s', (_name, session) => {
    const walked = work(left, { 'load-session': session, 'fetch-thread': THREAD }, { generation: 'G3' });
    expect(walked.only('save-session').session).toMatchObject({ status: 'handed-off', leftAiUser: true });
  });
});

describe('a ticket whose time to be closed has come', () => {
  const close = (session: typeof SESSION | null) =>
    walk(closeTicket('5001', { ...SETTINGS, closedStageId: '9' }), { 'load-session': session });

  it('is closed while its conversation is resolved', () => {
    const walked = close({ ...SESSION, status: 'resolved', ticketId: '577' });
    expect(walked.only('update-ticket')).toMatchObject({
      ticketId: '577',
      properties: { hs_pipeline_stage: '9' },
    });
    expect(walked.only('save-session').session.ticketClosed).toBe(true);
  });

  it.each([
    ['was opened again', { ...SESSION, ticketId: '577' }],
    ['was handed off', { ...SESSION, ticketId: '577', status: 'handed-off' as const }],
    ['is not known', null],
  ])('stays open where the conversation %s', (_name, session) => {
    expect(close(session).kinds).toEqual(['load-session']);
  });
});
