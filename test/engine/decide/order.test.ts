import { describe, expect, it } from 'vitest';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import {
  APP_ID,
  CUSTOMER,
  decide,
  fromApp,
  g3,
  handedOff,
  inShort,
  message,
  REP,
  ruleIds,
  settings,
  thread,
} from './builders.ts';

const OWN_APP = { clientType: 'INTEGRATION', integrationAppId: String(APP_ID) } as const;

describe('order of the rules', () => {
  it('is the documented one (G2)', () => {
    expect(ruleIds(decide())).toEqual([
      'supported-type',
      'duplicate',
      'internal-comment',
      'welcome-message',
      'own-message',
      'bot-sender',
      'agent-sender',
      'outgoing',
      'ai-marker',
      'handed-off',
      'owner-gate',
      'assist-mode',
      'answer',
    ]);
  });

  it('is the documented one (G3): a comment is looked at once its author is known', () => {
    expect(ruleIds(decide({ settings: g3(), message: fromApp() }))).toEqual([
      'supported-type',
      'duplicate',
      'welcome-message',
      'own-message',
      'bot-sender',
      'internal-comment',
      'agent-sender',
      'outgoing',
      'ai-marker',
      'handed-off',
      'owner-gate',
      'assist-mode',
      'answer',
    ]);
  });

  it('lets the first rule decide that has something against the message, one after the other', () => {
    const rep = thread({ assignedTo: REP });
    const everything: Message = message({
      type: 'COMMENT',
      createdBy: 'B-1',
      ...OWN_APP,
      senders: [{ actorId: REP }],
      direction: 'OUTGOING',
      text: OPENCX_MARKERS.handoff,
    });
    const fixes: Partial<Message>[] = [
      { type: 'MESSAGE' },
      { integrationAppId: '55' },
      { createdBy: REP, text: 'Hello' },
      { createdBy: CUSTOMER, senders: [], text: OPENCX_MARKERS.handoff },
      { direction: 'INCOMING' },
      { text: 'Hello' },
    ];
    const reasons: (string | null)[] = [];
    let current = everything;
    for (const fix of [{}, ...fixes]) {
      current = { ...current, ...fix };
      reasons.push(decide({ message: current, thread: rep, session: handedOff() }).reason);
    }
    reasons.push(decide({ message: current, thread: rep }).reason);
    expect(reasons).toEqual([
      'internal-comment',
      'self-caused',
      'sender-bot',
      'sender-agent',
      'outgoing',
      'ai-marker',
      'handed-off',
      'owner-not-ai-user',
    ]);
  });
});

describe('what is printed', () => {
  it('holds no text and no address', () => {
    const secretive = message({
      createdBy: 'E-jo@example.test',
      text: 'my very own words',
      senders: [{ actorId: 'E-jo@example.test', name: 'Jo', deliveryValue: 'jo@example.test' }],
      subject: 'my very own words',
    });
    for (const engine of [settings(), g3(), settings({ assistMode: true })]) {
      const printed = JSON.stringify(decide({ message: secretive, settings: engine }));
      expect(printed).not.toMatch(/example\.test|own words|"Jo"/);
      expect(printed).toContain('E-(address)');
    }
  });

  it('holds no address that stands where a user id should', () => {
    const engine = settings({ aiUser: 'jo@example.test' });
    const decision = decide({ settings: engine, thread: thread({ assignedTo: 'kim@example.test' }) });
    expect(inShort(decision)).toBe('skip owner-not-ai-user');
    expect(JSON.stringify(decision)).not.toContain('example.test');
  });
});
