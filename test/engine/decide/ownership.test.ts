import { describe, expect, it } from 'vitest';
import type { MessageGiven } from '../../../src/engine/decide/decide.ts';
import {
  AI_USER,
  APP_ID,
  decide,
  fromRep,
  handedOff,
  inShort,
  REP,
  settings,
  thread,
  unassigned,
  withoutAiUser,
} from './builders.ts';

const _OWN_APP = { clientType: 'INTEGRATION', integrationAppId: String(APP_ID) } as const;

describe('who owns the conversation', () => {
  const rep = thread({ assignedTo: REP });
  const assist = settings({ assistMode: true });
  it.each<[string, Partial<MessageGiven>, string]>([
    ['the AI user', {}, 'act reply'],
    ['a rep', { thread: rep }, 'skip owner-not-ai-user'],
    ['nobody', { thread: unassigned() }, 'skip owner-not-ai-user'],
    ['somebody, without an AI user', { settings: withoutAiUser() }, 'skip owner-not-ai-user'],
    [
      'nobody, without an AI user',
      { settings: withoutAiUser(), thread: unassigned() },
      'skip owner-not-ai-user',
    ],
    ['the AI user, configured as a bare user id', { settings: settings({ aiUser: '7001' }) }, 'act reply'],
    ['a rep, with Assist Mode', { settings: assist, thread: rep }, 'act draft'],
    ['nobody, with Assist Mode', { settings: assist, thread: unassigned() }, 'act draft'],
    ['the AI user, with Assist Mode', { settings: assist }, 'act draft'],
    ['a rep, after a handoff', { session: handedOff(), thread: rep }, 'skip handed-off'],
    ['the AI user still, after a handoff', { session: handedOff() }, 'skip handed-off'],
    ['the AI user again, after a handoff', { session: handedOff({ leftAiUser: true }) }, 'act reply'],
    [
      'a rep, who had it before',
      { session: handedOff({ leftAiUser: true }), thread: rep },
      'skip handed-off',
    ],
    [
      'a rep, after a handoff with Assist Mode',
      { settings: assist, session: handedOff(), thread: rep },
      'act draft',
    ],
    ['the AI user, after a resolution', { session: { ...handedOff(), status: 'resolved' } }, 'act reply'],
  ])('%s', (_, over, expected) => {
    expect(inShort(decide(over))).toBe(expected);
    expect(
      inShort(decide({ ...over, settings: { ...(over.settings ?? settings()), generation: 'G3' } })),
    ).toBe(expected);
  });

  it("a rep's reply is delivered and not drafted about, with Assist Mode", () => {
    expect(inShort(decide({ settings: assist, message: fromRep() }))).toBe('act deliver');
  });

  it('says that an unassigned conversation is left open in the documents', () => {
    const step = decide({ thread: unassigned() }).rules.at(-1);
    expect(step).toMatchObject({ id: 'owner-gate', input: { owner: null, aiUser: AI_USER } });
    expect(step?.rule).toContain('left open in the OpenCX docs');
  });
});
