import { describe, expect, it } from 'vitest';
import { NEWEST_PAGE_SIZE } from '../../../checks/conversation/newest-page.ts';
import check from '../../../checks/handoff/comment.ts';
import { failed, findingsOf, handedOff, judge, session, ticket } from '../conversation/builders.ts';
import {
  appComment,
  fromCustomer,
  fromRep,
  handoffComment,
  newestFirst,
  repComment,
} from '../replies/message-builders.ts';

const talked = newestFirst(fromCustomer(), repComment(), appComment());

describe('handoff/comment', () => {
  it('passes and says that all parts are there', () => {
    const verdict = judge(check, {
      'conversation.messages': newestFirst(fromCustomer(), handoffComment(), fromRep()),
      'opencx.defaultUserId': '7001',
    });
    expect(verdict).toMatchObject({
      status: 'pass',
      measured: 'visible: summary or reason, sentiment, language, session link',
    });
  });

  it('says which parts are not seen', () => {
    const comment = handoffComment({ text: '🔄 AI decided to handoff\nReason: a refund\nSentiment: angry' });
    expect(judge(check, { 'conversation.messages': [comment] })).toMatchObject({
      status: 'pass',
      measured: 'visible: summary or reason, sentiment; not seen: language, session link',
    });
  });

  it('fails where the session says that there was a handoff', () => {
    const verdict = judge(check, { 'conversation.messages': talked, 'conversation.session': handedOff() });
    expect(verdict.status).toBe('fail');
    expect(findingsOf(verdict)).toEqual([{ cause: 'handoff-comment-missing' }]);
  });

  it('does not miss it before a handoff', () => {
    const values = { 'conversation.messages': talked, 'conversation.session': session() };
    expect(judge(check, values).status).toBe('na');
    expect(judge(check, { 'conversation.messages': talked }).status).toBe('na');
  });

  it('asks where only a ticket hints at a handoff', () => {
    const values = { 'conversation.messages': talked, 'conversation.ticket': ticket() };
    expect(judge(check, values).status).toBe('manual');
  });

  it('cannot tell where the newest page is full', () => {
    const messages = Array.from({ length: NEWEST_PAGE_SIZE }, () => fromCustomer());
    const values = { 'conversation.messages': messages, 'conversation.session': handedOff() };
    expect(judge(check, values).status).toBe('unknown');
  });

  it('cannot tell where the session could not be read', () => {
    const verdict = judge(check, { 'conversation.messages': talked }, { 'conversation.session': failed() });
    expect(verdict.status).toBe('unknown');
  });
});
