import { describe, expect, it } from 'vitest';
import check from '../../../checks/handoff/ticket-close.ts';
import {
  failed,
  findingsOf,
  judge,
  READ_AT,
  session,
  ticket,
  type Values,
} from '../conversation/builders.ts';

const stages = [
  { pipelineId: '0', id: '1', label: 'New', closed: false },
  { pipelineId: '0', id: '4', label: 'Closed', closed: true },
  { pipelineId: '8', id: '1', label: 'Done', closed: true },
];
const resolved = (secondsAgo: number) =>
  session({
    status: 'closed_resolved',
    updatedAt: new Date(Date.parse(READ_AT) - secondsAgo * 1000).toISOString(),
  });
const leftOpen: Values = {
  'conversation.ticket': ticket(),
  'conversation.ticketStages': stages,
  'conversation.session': resolved(60),
};

describe('handoff/ticket-close', () => {
  it('passes for a closed ticket', () => {
    const values = { ...leftOpen, 'conversation.ticket': ticket({ stageId: '4' }) };
    expect(judge(check, values)).toMatchObject({
      status: 'pass',
      measured: 'ticket 9001 is in stage "Closed"',
    });
  });

  it('warns of a ticket that is still open', () => {
    const verdict = judge(check, leftOpen);
    expect(verdict.status).toBe('warn');
    expect(findingsOf(verdict)).toEqual([
      { cause: 'ticket-left-open', details: { ticketId: '9001', stage: 'New' } },
    ]);
  });

  it.each([
    [0, 'unknown'],
    [14, 'unknown'],
    [15, 'warn'],
  ])('%i s after the resolution: %s', (secondsAgo, status) => {
    expect(judge(check, { ...leftOpen, 'conversation.session': resolved(secondsAgo) }).status).toBe(status);
  });

  it("looks the stage up in the ticket's own pipeline", () => {
    const values = { ...leftOpen, 'conversation.ticket': ticket({ pipelineId: '8' }) };
    expect(judge(check, values).status).toBe('pass');
  });

  it.each<[string, Values]>([
    ['there is no ticket', { 'conversation.ticket': null }],
    ['the conversation is open', { 'conversation.session': session() }],
    ['it was closed unresolved', { 'conversation.session': session({ status: 'closed_unresolved' }) }],
  ])('has nothing to judge where %s', (_, values) => {
    expect(judge(check, { ...leftOpen, ...values }).status).toBe('na');
  });

  it('has nothing to judge without a session', () => {
    const { 'conversation.session': _, ...rest } = leftOpen;
    expect(judge(check, rest).status).toBe('na');
  });

  it('cannot tell with an unknown stage or an unread session', () => {
    expect(judge(check, { ...leftOpen, 'conversation.ticket': ticket({ stageId: '99' }) }).status).toBe(
      'unknown',
    );
    expect(judge(check, leftOpen, { 'conversation.session': failed() }).status).toBe('unknown');
  });
});
