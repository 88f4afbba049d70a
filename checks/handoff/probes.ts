import { type EvidenceKey, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Given } from '../../src/core/given.ts';
import type { Thread } from '../../src/core/hubspot.ts';
import type { ChannelOrigin, Session } from '../../src/core/opencx.ts';
import { demand, peek } from '../shared/got.ts';
import { defineProbe, type Found } from '../shared/probe.ts';
import { firstKnown, stated } from '../shared/stated.ts';

/**
 * Where the conversation began: HubSpot's own word where there is a thread, then the session's, then a person's.
 * A session has no channel named after HubSpot, so web or email traffic with a HubSpot ticket is concluded to be
 * HubSpot's own and marked as not certain.
 */
export const channel = defineProbe({
  key: 'conversation.channel',
  source: 'live',
  after: (given) => [...conversation(given), ...session(given)],
  async obtain(world, got) {
    const thread = peek(got, 'conversation.thread');
    const talk = peek(got, 'conversation.session');
    const word = stated(world, 'conversation.channel');
    const answer: Found<ChannelOrigin> | undefined = word && {
      ...word,
      value: { channel: word.value, hubspotOwned: word.value.startsWith('hubspot-'), certain: true },
    };
    return firstKnown(
      'which channel the conversation began on',
      thread && { value: ofThread(thread) },
      talk && foundOf(ofSession(talk)),
      answer,
    );
  },
});

/** The email that OpenCX or HubSpot knows the customer by; '' when the contact has none. */
export const contactEmail = defineProbe({
  key: 'conversation.contactEmail',
  source: 'live',
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
});

export const contactMatches = defineProbe({
  key: 'conversation.contactMatches',
  source: 'live',
  after: () => ['conversation.contactEmail'],
  async obtain({ hubspot }, got) {
    const email = demand(got, 'conversation.contactEmail');
    if (!email) throw new EvidenceNotGiven('The contact has no email address to look for.');
    return { value: await hubspot().contactsByEmail(email) };
  },
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

/** Channel ids of HubSpot: 1000 live chat, 1002 email. A thread of any other channel is still HubSpot's own. */
function ofThread({ originalChannelId }: Thread): ChannelOrigin {
  const names: Record<string, string> = { '1000': 'hubspot-chat', '1002': 'hubspot-email' };
  const channel = names[originalChannelId];
  return { channel: channel ?? originalChannelId, hubspotOwned: true, certain: channel !== undefined };
}

function ofSession({ channel, ticketingSystem }: Session): ChannelOrigin | undefined {
  if (channel === 'whatsapp' || channel === 'sms') return { channel, hubspotOwned: false, certain: true };
  if (channel === 'phone_voice') return { channel: 'phone', hubspotOwned: false, certain: true };
  const hubspotOwned = ticketingSystem === 'hubspot';
  if (channel === 'email') {
    return { channel: hubspotOwned ? 'hubspot-email' : 'opencx-email', hubspotOwned, certain: false };
  }
  if (channel === 'web')
    return { channel: hubspotOwned ? 'hubspot-chat' : 'widget', hubspotOwned, certain: false };
  return undefined;
}

function foundOf<T>(value: T | undefined): Found<T> | undefined {
  return value === undefined ? undefined : { value };
}
