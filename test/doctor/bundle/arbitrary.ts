import fc from 'fast-check';
import type { EvidenceSet } from '../../../checks/facts.ts';
import type { Evidence, Provenance } from '../../../src/core/evidence.ts';
import type { Contact, Message, MessageParty } from '../../../src/core/hubspot/records.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/);

/** Addresses as people have them, none of them a stand-in. */
export const email = fc
  .tuple(name, fc.constantFrom('.', '_', '+', '-'), name, name)
  .map(([first, joint, last, host]) => `${first}${joint}${last}q@${host}.example.test`);

const phone = fc
  .tuple(fc.integer({ min: 10, max: 99 }), fc.integer({ min: 1_000_000, max: 9_999_999 }))
  .map(([country, number]) => `+${country} ${number}`);

/** What must be seen nowhere; every one of them is known by its look. */
export interface Canaries {
  emails: string[];
  phone: string;
  token: string;
  words: string;
}

export const canaries: fc.Arbitrary<Canaries> = fc.record({
  emails: fc.array(email, { minLength: 2, maxLength: 4 }),
  phone,
  token: fc.constant('pat-na1-00000000-0000-0000-0000-000000000000'),
  words: fc.stringMatching(/^[a-z]{6}q[a-z]{6}$/),
});

const provenance: Provenance = { source: 'live', at: '2026-11-20T15:00:00.000Z', durationMs: 1, calls: 1 };

function ok<T>(value: T): Evidence<T> {
  return { ...provenance, outcome: 'ok', value };
}

/** Evidence that holds the canaries wherever HubSpot, OpenCX or a person could have put them. */
export function evidenceWith({ emails, phone: number, token, words }: Canaries): EvidenceSet {
  const [one = '', other = ''] = emails;
  const said = `${words} ${one} ${number} ${token}`;
  return {
    'opencx.defaultUserId': ok(said),
    'token.introspection': {
      ...provenance,
      outcome: 'error',
      error: { kind: 'http', message: failing(said) },
    },
    'portal.expected': { ...provenance, outcome: 'missing', why: failing(said) },
    'webhooks.committed': { ...ok(true), source: 'stated', origin: said },
    'default-user.actor': ok({ id: 'A-7001', name: words, email: one }),
    'default-user.owner': ok({
      byUserId: { id: '90001', userId: '7001', name: words, email: other, archived: false },
      byOwnerId: null,
      archived: null,
    }),
    'conversation.session': ok({
      id: '00000000-0000-4000-8000-0000000000c1',
      status: 'open',
      channel: 'email',
      assistMode: false,
      contactEmail: ` ${one.toUpperCase()} `,
      contactPhone: number,
      handedOff: true,
      createdAt: provenance.at,
      updatedAt: provenance.at,
    }),
    'conversation.messages': ok(emails.map((address, index) => messageFrom(address, String(index), said))),
    'conversation.owner': ok({ id: `E-${one}`, name: words, email: one }),
    'conversation.ticket': ok({ id: '57', subject: said, contactIds: ['1401'], archived: false }),
    'conversation.contact': ok(contactOf(one, '1401', words, number)),
    'conversation.contactMatches': ok(
      emails.map((address, index) => contactOf(address, `14${index}`, words, number)),
    ),
    'conversation.contactEmail': ok(one),
    'conversation.channelAccount': ok({
      id: '1',
      channelId: '1002',
      name: failing(said),
      active: true,
      authorized: true,
    }),
    'journal.events': ok({
      received: 1,
      done: 0,
      skipped: [],
      failed: [{ reason: failing(said), count: 1 }],
      events: [],
      threadIds: ['5001'],
    }),
  };
}

/** Machines repeat addresses, numbers and tokens in what they report, not the words of a customer. */
function failing(said: string): string {
  return `550 rejected: ${said.slice(said.indexOf(' '))}`;
}

function messageFrom(address: string, id: string, said: string): Message {
  const party: MessageParty = {
    actorId: `E-${address}`,
    name: said,
    field: 'FROM',
    deliveryType: 'HS_EMAIL_ADDRESS',
    deliveryValue: address,
  };
  return {
    id,
    threadId: '5001',
    type: 'MESSAGE',
    createdAt: provenance.at,
    createdBy: `E-${address}`,
    failure: failing(said),
    text: said,
    richText: `<p>${said}</p>`,
    subject: said,
    senders: [party],
    recipients: [{ ...party, deliveryType: 'HS_PHONE_NUMBER', deliveryValue: said.replaceAll('@', ' ') }],
  };
}

function contactOf(address: string, id: string, words: string, number: string): Contact {
  return { id, email: address, name: words, phone: number, archived: false };
}
