import { describe, expect, it } from 'vitest';
import check from '../../../checks/replies/channel-reachable.ts';
import type { ChannelAccount } from '../../../src/core/hubspot/records.ts';
import { contact, failed, findingsOf, judge, ok, thread, type Values } from '../conversation/builders.ts';
import {
  fromAi,
  fromCustomer,
  fromRep,
  handoffComment,
  newestFirst,
  repComment,
} from './message-builders.ts';

const account: ChannelAccount = {
  id: '42',
  channelId: '1002',
  name: 'support@example.test',
  active: true,
  authorized: true,
};
const healthy: Values = {
  'conversation.messages': newestFirst(fromCustomer(), fromRep()),
  'conversation.thread': thread(),
  'conversation.channelAccount': account,
  'conversation.contact': contact(),
  'conversation.contactEmail': 'jo@example.test',
};
const failedReply = fromRep({ status: 'FAILED', failure: '550 no mailbox jo@example.test' });
const { email: _, ...contactWithoutEmail } = contact();

describe('replies/channel-reachable', () => {
  it('passes with an active account and a message that went out', () => {
    expect(judge(check, healthy).status).toBe('pass');
  });

  it.each([
    ['not active', { active: false }],
    ['not authorized', { authorized: false }],
    ['archived', { archived: true }],
  ])('fails for an account that is %s', (state, over) => {
    const verdict = judge(check, { ...healthy, 'conversation.channelAccount': { ...account, ...over } });
    expect(verdict).toMatchObject({ status: 'fail', measured: `channel account 42 is ${state}` });
    expect(findingsOf(verdict)).toEqual([
      {
        cause: 'channel-unreachable',
        details: { reason: `the channel account s…@example.test is ${state}` },
      },
    ]);
  });

  it('does not blame an account that the conversation has moved away from', () => {
    const values = {
      ...healthy,
      'conversation.messages': newestFirst(fromCustomer(), fromRep({ channelAccountId: '43' })),
      'conversation.channelAccount': { ...account, archived: true },
    };
    expect(judge(check, values)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('did not fail'),
    });
  });

  it('does not take an internal comment, or what names no account, for such a move', () => {
    for (const later of [repComment({ channelAccountId: '43' }), fromRep()]) {
      const values = {
        ...healthy,
        'conversation.messages': newestFirst(fromCustomer({ channelAccountId: account.id }), later),
        'conversation.channelAccount': { ...account, archived: true },
      };
      expect(findingsOf(judge(check, values))[0]?.cause).toBe('channel-unreachable');
    }
  });

  it('fails for a last message that failed, with the reason and without the address', () => {
    const verdict = judge(check, {
      ...healthy,
      'conversation.messages': newestFirst(fromCustomer(), fromRep(), failedReply, repComment()),
    });
    expect(findingsOf(verdict)).toMatchObject([
      {
        cause: 'message-failed',
        details: { messageId: failedReply.id, reason: '550 no mailbox j…@example.test' },
      },
    ]);
    expect(JSON.stringify(verdict)).not.toContain('jo@');
  });

  it('says so where HubSpot gives no reason', () => {
    const { failure: __, ...silent } = failedReply;
    const verdict = judge(check, { ...healthy, 'conversation.messages': [silent] });
    expect(verdict.status === 'fail' && verdict.measured).toContain('HubSpot gives no reason');
  });

  it.each([
    ['one that was sent', fromRep()],
    ['one of the AI', fromAi()],
    ["one from the rep's own mailbox", fromRep({ direction: 'INCOMING', status: 'RECEIVED' })],
  ])('takes a failed message as history when it is followed by %s', (_, later) => {
    const values = { ...healthy, 'conversation.messages': newestFirst(fromCustomer(), failedReply, later) };
    expect(judge(check, values).status).toBe('pass');
  });

  it('does not take a later message of the customer for a delivery', () => {
    const values = { ...healthy, 'conversation.messages': newestFirst(failedReply, fromCustomer()) };
    expect(findingsOf(judge(check, values))[0]?.cause).toBe('message-failed');
  });

  describe('for an email thread whose contact has no address', () => {
    const { 'conversation.contact': _, 'conversation.contactEmail': __, ...unknown } = healthy;
    const unreachable = [{ cause: 'channel-unreachable', confidence: 'likely' }];

    it('fails by what HubSpot has of the contact', () => {
      const values = { ...unknown, 'conversation.contact': contactWithoutEmail };
      expect(findingsOf(judge(check, values))).toMatchObject(unreachable);
    });

    it('fails by what a person says', () => {
      const said = { ...ok(''), source: 'stated' } as never;
      expect(findingsOf(judge(check, unknown, { 'conversation.contactEmail': said }))).toMatchObject(
        unreachable,
      );
    });

    it('takes no word of OpenCX for it, which shows none that is not verified', () => {
      expect(judge(check, { ...unknown, 'conversation.contactEmail': '' }).status).toBe('pass');
    });
  });

  it('does not ask a chat visitor for an address', () => {
    const verdict = judge(check, {
      ...healthy,
      'conversation.thread': thread({ originalChannelId: '1000' }),
      'conversation.contact': contactWithoutEmail,
      'conversation.contactEmail': '',
    });
    expect(verdict.status).toBe('pass');
  });

  it('does not judge the address of a visitor who is no contact', () => {
    const { 'conversation.contactEmail': __, ...rest } = healthy;
    expect(judge(check, { ...rest, 'conversation.contact': null }).status).toBe('pass');
  });

  it('reports every obstacle', () => {
    const verdict = judge(check, {
      ...healthy,
      'conversation.messages': [failedReply],
      'conversation.channelAccount': { ...account, active: false },
    });
    expect(findingsOf(verdict).map(({ cause }) => cause)).toEqual(['channel-unreachable', 'message-failed']);
  });

  describe('with a channel account that could not be read', () => {
    const failures = { 'conversation.channelAccount': failed() };

    it('still finds the failed message', () => {
      const verdict = judge(check, { ...healthy, 'conversation.messages': [failedReply] }, failures);
      expect(findingsOf(verdict)[0]?.cause).toBe('message-failed');
    });

    it('passes on a message that went out', () => {
      expect(judge(check, healthy, failures).status).toBe('pass');
    });

    it('cannot tell where nothing was sent', () => {
      const values = { ...healthy, 'conversation.messages': newestFirst(fromCustomer(), handoffComment()) };
      expect(judge(check, values, failures).status).toBe('unknown');
    });
  });

  it('has nothing to look at without an account and without a message sent', () => {
    expect(judge(check, { 'conversation.messages': [fromCustomer()] }).status).toBe('na');
  });
});
