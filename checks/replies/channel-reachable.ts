import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { authorOf } from '../../src/core/hubspot/authors.ts';
import { EMAIL_CHANNEL } from '../../src/core/hubspot/channels.ts';
import type { ChannelAccount, Contact, Message, Thread } from '../../src/core/hubspot/records.ts';
import { SECRET_PATTERNS } from '../../src/redact/patterns.ts';
import { aiUserOf } from '../conversation/holder.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Finding, fail, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';

interface Obstacle {
  finding: Finding;
  sentence: string;
  measured: string;
}

export default defineCheck({
  id: 'replies/channel-reachable',
  title: "The customer's channel can be reached",
  causes: ['channel-unreachable', 'message-failed'],
  needs: ['conversation.messages'],
  uses: [
    'conversation.channelAccount',
    'conversation.thread',
    'conversation.contact',
    'conversation.contactEmail',
    'opencx.defaultUserId',
  ],
  after: ['token/portal'],
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    'Looks at the channel account that the conversation runs over, at the fate of the last message sent to the ' +
    'customer, and, on an email thread, at whether the contact has an address. A failed message that was ' +
    'followed by one that went out is history and is not reported.',
  judge(needed, used) {
    const messages = needed['conversation.messages'];
    const lastSent = lastMessageSent(messages, aiUserOf(used['opencx.defaultUserId']));
    const account = used['conversation.channelAccount'];
    const inUse = accountInUse(obtained(account), messages);
    const obstacles = [
      accountObstacle(inUse),
      addressObstacle(
        isEmailThread(obtained(used['conversation.thread']), messages),
        hasAddress(used['conversation.contactEmail'], used['conversation.contact']),
      ),
      failedMessage(lastSent),
    ].filter((obstacle) => obstacle !== undefined);

    const [first, ...others] = obstacles;
    if (first !== undefined) {
      return fail([first.finding, ...others.map(({ finding }) => finding)], {
        summary: obstacles.map(({ sentence }) => sentence).join(' '),
        measured: obstacles.map(({ measured }) => measured).join('; '),
        expected: 'an active, authorized channel over which the last message went out',
      });
    }
    if (inUse !== undefined) {
      return pass('The channel account is active and authorized, and the last message sent did not fail.');
    }
    if (lastSent !== undefined) {
      return pass('The last message sent did not fail; the channel account itself could not be looked at.');
    }
    return account.outcome === 'error'
      ? unknown(`Nothing was sent yet, and the channel account could not be read: ${account.error.message}`)
      : notApplicable('Nothing was sent yet, and no channel account is known for this conversation.');
  },
});

/** The account that the conversation began on says nothing where its newest message went over another one. */
function accountInUse(
  account: ChannelAccount | undefined,
  messages: readonly Message[],
): ChannelAccount | undefined {
  const newest = messages.find(({ type, channelAccountId }) => type === 'MESSAGE' && channelAccountId);
  return newest === undefined || newest.channelAccountId === account?.id ? account : undefined;
}

function accountObstacle(account: ChannelAccount | undefined): Obstacle | undefined {
  const state = account && stateOf(account);
  if (account === undefined || state === undefined) return undefined;
  const name = account.name === undefined ? account.id : printable(account.name);
  return {
    finding: { cause: 'channel-unreachable', details: { reason: `the channel account ${name} is ${state}` } },
    sentence: `The channel account ${name} is ${state} in HubSpot, so nothing can be sent over it.`,
    measured: `channel account ${account.id} is ${state}`,
  };
}

/** What keeps messages from going over the account; undefined where nothing does. */
function stateOf({ active, authorized, archived = false }: ChannelAccount): string | undefined {
  if (archived) return 'archived';
  if (!active) return 'not active';
  return authorized ? undefined : 'not authorized';
}

function addressObstacle(isEmail: boolean, addressKnown: boolean | undefined): Obstacle | undefined {
  if (!isEmail || addressKnown !== false) return undefined;
  return {
    finding: {
      cause: 'channel-unreachable',
      confidence: 'likely',
      details: { reason: 'the contact has no email address' },
    },
    sentence: 'This is an email conversation and its contact has no email address to send to.',
    measured: 'the contact has no email address',
  };
}

function failedMessage(message: Message | undefined): Obstacle | undefined {
  if (message?.status !== 'FAILED') return undefined;
  const failure = message.failure === undefined ? 'HubSpot gives no reason' : printable(message.failure);
  return {
    finding: {
      cause: 'message-failed',
      details: { messageId: message.id, sentAt: message.createdAt, reason: failure },
    },
    sentence: 'HubSpot could not deliver the last message to the customer.',
    measured: `message ${message.id} of ${message.createdAt} failed: ${failure}`,
  };
}

/** The newest message that was meant for the customer, whoever wrote it. */
function lastMessageSent(messages: readonly Message[], aiUser: string | undefined): Message | undefined {
  return messages.find((message) => message.type === 'MESSAGE' && authorOf(message, aiUser) !== 'customer');
}

function isEmailThread(thread: Thread | undefined, messages: readonly Message[]): boolean {
  const channel = thread?.originalChannelId ?? messages.find(({ channelId }) => channelId)?.channelId;
  return channel === EMAIL_CHANNEL;
}

/** Undefined where nobody can say: a visitor who is no contact yet may still be written to. */
function hasAddress(contactEmail: Evidence<string>, contact: Evidence<Contact | null>): boolean | undefined {
  const known = obtained(contact);
  if (known?.email || obtained(contactEmail)?.trim()) return true;
  if (known) return false;
  // OpenCX shows none where the customer has not proved theirs; what HubSpot has is not said by that.
  return contactEmail.outcome === 'ok' && contactEmail.source !== 'live' ? false : undefined;
}

/** Text that HubSpot took from outside (a bounce, the name of a mailbox), with addresses and secrets masked. */
function printable(text: string): string {
  return SECRET_PATTERNS.reduce((masked, { pattern, mask }) => masked.replace(pattern, mask), text);
}
