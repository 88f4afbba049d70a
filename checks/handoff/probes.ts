import type { Given } from '../../src/core/given.ts';
import { channelOfHubSpotId } from '../../src/core/hubspot/channels.ts';
import type { Thread } from '../../src/core/hubspot/records.ts';
import type { ChannelOrigin, Session } from '../../src/core/opencx.ts';
import type { EvidenceKey } from '../facts.ts';
import { demand, peek } from '../shared/got.ts';
import { defineProbes, type Found } from '../shared/probe.ts';
import { askedOnly, firstKnown, stated } from '../shared/stated.ts';
import type { handoffFacts } from './facts.ts';

export const handoffProbes = defineProbes<keyof typeof handoffFacts>({
  /**
   * Where the conversation began: HubSpot's own word where there is a thread, then the session's, then a person's.
   * A session has no channel named after HubSpot, so web or email traffic with a HubSpot ticket is concluded to be
   * HubSpot's own and marked as not certain.
   */
  'conversation.channel': {
    after: (given) => [...conversation(given), ...session(given)],
    async obtain(world, got) {
      const thread = peek(got, 'conversation.thread');
      const talk = peek(got, 'conversation.session');
      const word = stated(world, 'conversation.channel');
      const answer: Found<ChannelOrigin> | undefined = word && {
        ...word,
        value: { channel: word.value, certain: true },
      };
      return firstKnown(
        'which channel the conversation began on',
        thread && { value: ofThread(thread) },
        talk && foundOf(ofSession(talk)),
        answer,
      );
    },
  },
  /** The email that OpenCX or HubSpot knows the customer by; '' when the contact has none. */
  'conversation.contactEmail': {
    after: (given) =>
      given.contactEmail ? [] : [...session(given), ...(given.sessionId ? [] : contactOf(given))],
    async obtain(world, got) {
      if (world.given.contactEmail) return { value: world.given.contactEmail, source: 'given' };
      const talk = peek(got, 'conversation.session');
      const word = stated(world, 'conversation.contactEmail');
      const contact = peek(got, 'conversation.contact');
      if (!talk && !word && got['conversation.contact']?.outcome === 'error')
        demand(got, 'conversation.contact');
      return firstKnown(
        "the contact's email address",
        talk && { value: talk.contactEmail ?? '' },
        contact && { value: contact.email ?? '' },
        word,
      );
    },
  },
  'opencx.ticketCreation': askedOnly('opencx.ticketCreation', 'whether OpenCX creates tickets in HubSpot'),
  'opencx.workflowAction': askedOnly(
    'opencx.workflowAction',
    'whether a workflow creates the ticket on handoff',
  ),
});

function conversation(given: Given): readonly EvidenceKey[] {
  return given.threadId || given.ticketId || given.sessionId ? ['conversation.thread'] : [];
}

function session(given: Given): readonly EvidenceKey[] {
  return given.sessionId ? ['conversation.session'] : [];
}

function contactOf(given: Given): readonly EvidenceKey[] {
  return given.threadId || given.ticketId ? ['conversation.contact'] : [];
}

function ofThread({ originalChannelId }: Thread): ChannelOrigin {
  return { channel: channelOfHubSpotId(originalChannelId), certain: true };
}

function ofSession({ channel, ticketingSystem }: Session): ChannelOrigin | undefined {
  if (channel === 'whatsapp' || channel === 'sms') return { channel, certain: true };
  if (channel === 'phone_voice') return { channel: 'phone', certain: true };
  const isInHubSpot = ticketingSystem === 'hubspot';
  if (channel === 'email') return { channel: isInHubSpot ? 'hubspot-email' : 'opencx-email', certain: false };
  if (channel === 'web') return { channel: isInHubSpot ? 'hubspot-chat' : 'widget', certain: false };
  return undefined;
}

function foundOf<T>(value: T | undefined): Found<T> | undefined {
  return value === undefined ? undefined : { value };
}
