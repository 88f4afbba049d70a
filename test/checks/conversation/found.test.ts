import { describe, expect, it } from 'vitest';
import check from '../../../checks/conversation/found.ts';
import { contact, failed, findingsOf, judge, notFound, session, thread, ticket } from './builders.ts';

const NO_THREAD = 'This portal has no conversation 5001.';
const NO_SESSION = 'OpenCX knows no session with this id.';

describe('conversation/found', () => {
  it('passes and names what was found', () => {
    const verdict = judge(check, {
      'conversation.thread': thread(),
      'conversation.ticket': null,
      'conversation.contact': contact(),
    });
    expect(verdict).toMatchObject({ status: 'pass', summary: 'Found: thread, contact.' });
  });

  it('names the thread alone when everything that hangs on it is missing with it', () => {
    const verdict = judge(
      check,
      {},
      {
        'conversation.thread': notFound(NO_THREAD),
        'conversation.ticket': notFound(NO_THREAD),
        'conversation.contact': notFound(NO_THREAD),
      },
    );
    expect(verdict).toMatchObject({ status: 'fail', measured: NO_THREAD });
    expect(findingsOf(verdict)).toEqual([{ cause: 'conversation-not-found', details: { what: 'thread' } }]);
  });

  it('names the session when it was the session that led to the thread', () => {
    const verdict = judge(
      check,
      { 'opencx.access': { sessionsReadable: true } },
      { 'conversation.session': notFound(NO_SESSION), 'conversation.thread': notFound(NO_SESSION) },
    );
    expect(findingsOf(verdict)).toEqual([{ cause: 'conversation-not-found', details: { what: 'session' } }]);
    expect(verdict.summary).toMatch(/that the OpenCX API key is that of its organization\.$/);
    expect(verdict.summary).not.toContain('token');
  });

  it.each([
    ['conversation.ticket', 'ticket'],
    ['conversation.contact', 'contact'],
  ] as const)('fails for an absent %s', (key, name) => {
    const verdict = judge(check, { 'conversation.session': session() }, { [key]: notFound(`No ${name}.`) });
    expect(verdict.status).toBe('fail');
    expect(verdict.summary).toContain(`The ${name} `);
  });

  it('names both of two things that are each missing', () => {
    const verdict = judge(
      check,
      {},
      {
        'conversation.thread': notFound(NO_THREAD),
        'conversation.ticket': notFound('This portal has no ticket 9.'),
      },
    );
    expect(findingsOf(verdict)[0]?.details).toEqual({ what: 'thread and ticket' });
  });

  it('does not believe that there is no such session where OpenCX shows none at all', () => {
    const verdict = judge(
      check,
      {},
      { 'conversation.session': notFound(NO_SESSION), 'opencx.access': notFound('No sessions.') },
    );
    expect(verdict).toMatchObject({ status: 'unknown' });
  });

  it.each([
    ['of no portal that is known', {}, 'unknown'],
    ['of another portal', { 'account.details': { portalId: 2 } }, 'unknown'],
    ['of this portal', { 'account.details': { portalId: 1 } }, 'fail'],
    ['of this portal, by the token', { 'token.introspection': { hubId: 1, scopes: [] } }, 'fail'],
  ])('believes that a thread behind a link is not there by a token %s: %j', (_, portal, status) => {
    const absent = { 'conversation.thread': notFound('No thread.') };
    expect(judge(check, { 'portal.linked': { portalId: 1 }, ...portal }, absent).status).toBe(status);
  });

  it('does not take another failure for an absence', () => {
    const verdict = judge(check, {}, { 'conversation.thread': failed() });
    expect(verdict).toMatchObject({ status: 'unknown' });
    expect(verdict.summary).toContain('thread');
  });

  it('passes when the thread is there and its ticket could not be read', () => {
    const failures = { 'conversation.ticket': failed({ kind: 'http', status: 403 }) };
    expect(judge(check, { 'conversation.thread': thread() }, failures).status).toBe('pass');
  });

  it('has nothing to say where nothing was named', () => {
    expect(judge(check, {}).status).toBe('na');
  });

  it('leaves an email that matches nothing to crm/contact-match', () => {
    const verdict = judge(check, { 'conversation.contactMatches': [] });
    expect(verdict.status).toBe('na');
    expect(verdict.summary).toContain('crm/contact-match');
  });

  it('passes for a ticket without a thread', () => {
    expect(judge(check, { 'conversation.ticket': ticket() }).status).toBe('pass');
  });
});
