import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEWEST_PAGE_SIZE } from '../../../checks/conversation/newest-page.ts';
import check from '../../../checks/replies/public.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import type { Status } from '../../../src/core/verdict.ts';
import { AI_USER, findingsOf, judge } from '../conversation/builders.ts';
import {
  appComment,
  assignment,
  fromAi,
  fromCustomer,
  fromRep,
  handoffComment,
  message,
  newestFirst,
  repComment,
} from './message-builders.ts';

function judgeMessages(messages: Message[], defaultUserId?: string) {
  return judge(check, {
    'conversation.messages': messages,
    ...(defaultUserId !== undefined && { 'opencx.defaultUserId': defaultUserId }),
  });
}

describe('replies/public', () => {
  it.each<[string, Message[], Status]>([
    ['a public reply', newestFirst(fromCustomer(), fromRep()), 'pass'],
    ['a comment and a public reply', newestFirst(fromCustomer(), fromRep(), repComment()), 'pass'],
    [
      "a reply from a rep's own mailbox",
      newestFirst(fromCustomer(), fromRep({ direction: 'INCOMING' })),
      'pass',
    ],
    ['a reply typed under the AI user', newestFirst(fromCustomer(), fromRep({ createdBy: AI_USER })), 'pass'],
    ['internal comments only', newestFirst(fromCustomer(), repComment(), repComment()), 'fail'],
    [
      'a public reply before the last question',
      newestFirst(fromCustomer(), fromRep(), fromCustomer(), repComment()),
      'fail',
    ],
    ['a comment before the last question', newestFirst(fromCustomer(), repComment(), fromCustomer()), 'na'],
    ['nothing from a rep', newestFirst(fromCustomer(), assignment()), 'na'],
    [
      "OpenCX's and an app's comments only",
      newestFirst(fromCustomer(), handoffComment(), appComment()),
      'na',
    ],
    [
      'a welcome only',
      newestFirst(fromCustomer(), message({ type: 'WELCOME_MESSAGE', createdBy: 'A-7002' })),
      'na',
    ],
    ['no message of the customer', newestFirst(repComment()), 'na'],
    ['no messages', [], 'na'],
  ])('%s', (_, messages, status) => {
    expect(judgeMessages(messages, 'A-7001').status).toBe(status);
    expect(judgeMessages(messages, '7001').status).toBe(status);
  });

  it('names the cause and counts the comments', () => {
    const verdict = judgeMessages(newestFirst(fromCustomer(), repComment(), repComment()), '7001');
    expect(verdict).toMatchObject({ measured: '2 internal comments, no public message from a rep' });
    expect(findingsOf(verdict)).toEqual([{ cause: 'reply-internal', details: { comments: 2 } }]);
  });

  it('is only possibly the cause where the AI has answered since', () => {
    const verdict = judgeMessages(newestFirst(fromCustomer(), fromAi(), repComment()), '7001');
    expect(findingsOf(verdict)[0]).toMatchObject({ cause: 'reply-internal', confidence: 'possible' });
  });

  it('takes a public message without a sender for nobody in particular', () => {
    const { createdBy: _, ...unnamed } = fromRep();
    const alone = judgeMessages(newestFirst(fromCustomer(), unnamed), '7001');
    expect(alone).toMatchObject({ status: 'na', summary: expect.stringContaining('names no sender') });
    const commented = judgeMessages(newestFirst(fromCustomer(), unnamed, repComment()), '7001');
    expect(findingsOf(commented)[0]).toMatchObject({ cause: 'reply-internal', confidence: 'possible' });
  });

  it('does not count a handoff comment as a reply where the Default User ID is not known', () => {
    expect(judgeMessages(newestFirst(fromCustomer(), handoffComment())).status).toBe('na');
  });

  it("judges a full page that does not reach back to the customer's last message", () => {
    const comments = Array.from({ length: NEWEST_PAGE_SIZE }, () => repComment());
    expect(judgeMessages(comments).status).toBe('fail');
    expect(judgeMessages([fromRep(), ...comments.slice(1)]).status).toBe('pass');
  });

  it("passes whenever a public reply of a rep follows the customer's last message", () => {
    const anything = fc.constantFrom(
      fromCustomer,
      fromAi,
      repComment,
      appComment,
      handoffComment,
      assignment,
      fromRep,
    );
    const noCustomer = fc.constantFrom(fromAi, repComment, appComment, handoffComment, assignment);
    const many = (of: typeof anything) =>
      fc.array(of, { maxLength: 12 }).map((make) => make.map((one) => one()));
    fc.assert(
      fc.property(
        many(anything),
        many(noCustomer),
        many(noCustomer),
        fc.constantFrom('7001', 'A-7001', undefined),
        fc.constantFrom('INCOMING', 'OUTGOING'),
        (before, between, afterwards, defaultUserId, direction) => {
          const reply = fromRep({ direction });
          const messages = newestFirst(...before, fromCustomer(), ...between, reply, ...afterwards);
          return judgeMessages(messages, defaultUserId).status === 'pass';
        },
      ),
    );
  });
});
