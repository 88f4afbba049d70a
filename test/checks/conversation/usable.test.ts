import { describe, expect, it } from 'vitest';
import { conversationProbes } from '../../../checks/conversation/probes.ts';
import check from '../../../checks/conversation/usable.ts';
import type { EvidenceKey } from '../../../checks/facts.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { HubSpotReader } from '../../../src/core/ports.ts';
import { findingsOf, judge, ok, thread } from './builders.ts';

describe('conversation/usable', () => {
  it('passes for one that is in the inbox', () => {
    expect(judge(check, { 'conversation.thread': thread() }).status).toBe('pass');
  });

  it.each([
    [{ spam: true }, 'marked as spam'],
    [{ archived: true }, 'archived'],
    [{ spam: true, archived: true }, 'marked as spam and archived'],
  ])('warns for one that is %o', (over, state) => {
    const verdict = judge(check, { 'conversation.thread': thread(over) });
    expect(verdict).toMatchObject({ status: 'warn', measured: state });
    expect(findingsOf(verdict)).toEqual([{ cause: 'conversation-put-away', details: { state } }]);
  });
});

const gone = new EvidenceFailure({ kind: 'http', status: 404, message: 'resource not found' });
const archived = thread({ archived: true });

/** HubSpot shows what is archived only where archived things are asked for. */
const PORTAL_WITH_ARCHIVED: Partial<HubSpotReader> = {
  thread: async (id, options) => (options?.archived && id === archived.id ? archived : null),
  readWith: async () => undefined,
  messages: () => Promise.reject(gone),
  channelAccount: async (id, options) =>
    options?.archived && id === '42'
      ? { id, channelId: '1002', active: true, authorized: true, archived: true }
      : null,
};

function obtain(key: EvidenceKey, threadId = '5001', account = '42') {
  const probe = conversationProbes.find((each) => each.key === key);
  const given = { threadId, answers: {}, webhookFiles: [], probeWebhook: false, offline: false };
  const world = { given, hubspot: () => PORTAL_WITH_ARCHIVED } as unknown as World;
  return probe?.obtain(world, { 'conversation.thread': ok(thread({ originalChannelAccountId: account })) });
}

describe('what is archived', () => {
  it('is looked for before a conversation is not found', async () => {
    expect(await obtain('conversation.thread')).toEqual({ value: archived });
    await expect(obtain('conversation.thread', '404')).rejects.toThrow(
      'This portal has no conversation 404.',
    );
  });

  it('shows no messages, which is no failure', async () => {
    await expect(obtain('conversation.messages')).rejects.toThrow(EvidenceNotGiven);
    await expect(obtain('conversation.messages', '404')).rejects.toBe(gone);
  });

  it('is looked for before a channel account is left out', async () => {
    expect(await obtain('conversation.channelAccount')).toMatchObject({ value: { archived: true } });
    await expect(obtain('conversation.channelAccount', '5001', '43')).rejects.toThrow(EvidenceNotGiven);
  });
});
