import { OPENCX_MARKERS } from '../../core/hubspot/authors.ts';
import type { Message, MessageParty } from '../../core/hubspot/records.ts';
import type {
  HubSpotReader,
  HubSpotWriter,
  OutgoingMessage,
  PostedMessage,
  RichText,
} from '../../core/ports.ts';
import { guarded } from '../../core/unreadable.ts';
import { guardedReader } from '../../hubspot/guarded-reader.ts';
import { cutBetweenWords } from '../../redact/cut.ts';
import { EffectFailed, type NewTicket, type ResultOf } from '../effects.ts';
import type { Outbound, OutboundEffect } from '../ports.ts';
import { UNREADABLE_ANSWER } from './failures.ts';
import { CallGivenUp, type RetryPolicy, repeat, writeOnce } from './retries.ts';

export interface OutboundOptions extends RetryPolicy {
  /**
   * Best over a wire of one try (`maxTries: 1`). The retries are made here, where writes can be looked for; a wire that
   * retries too would multiply them.
   */
  hubspot: HubSpotReader & HubSpotWriter;
}

type Performer<E extends OutboundEffect> = (effect: E, signal: AbortSignal) => Promise<ResultOf<E>>;
type Performers = { [K in OutboundEffect['kind']]: Performer<Extract<OutboundEffect, { kind: K }>> };

/**
 * Carries out what the engine asks of HubSpot. A look at a field of an answer that could not be read fails as the
 * fetching would have: neither the work nor the search for an earlier write may take it for absent.
 */
export function createOutbound({ hubspot, ...policy }: OutboundOptions): Outbound {
  const guardedHubSpot = guardedReader(hubspot);
  const again = <T>(call: () => Promise<T>, signal: AbortSignal) => repeat(call, policy, signal);
  const once = <T>(call: () => Promise<T>, find: () => Promise<T | null>, signal: AbortSignal) =>
    writeOnce(call, find, policy, signal);

  const performers: Performers = {
    'fetch-message': ({ threadId, messageId }, signal) =>
      again(() => hubspot.message(threadId, messageId), signal),
    'fetch-thread': ({ threadId }, signal) => again(() => hubspot.thread(threadId), signal),
    'fetch-messages': ({ threadId }, signal) => again(() => hubspot.messages(threadId), signal),
    'find-contact': async ({ email }, signal) =>
      (await again(() => hubspot.contactsByEmail(email), signal))[0] ?? null,
    'find-contact-by-id': ({ contactId }, signal) => again(() => hubspot.contact(contactId), signal),

    'post-message': async (effect, signal) => {
      const message = outgoing(effect);
      const isWritten = (found: Message) => found.type === 'MESSAGE' && found.direction !== 'INCOMING';
      const posted = await once<PostedMessage>(
        () => hubspot.postMessage(effect.threadId, message),
        () => findAnswer(effect, isWritten),
        signal,
      );
      if (posted.status === 'FAILED')
        throw new EffectFailed(effect.kind, 'message-failed', undelivered(posted));
      return { messageId: posted.id };
    },
    'post-comment': async (effect, signal) => {
      const comment = aiText(effect.text, effect.inReplyTo.id);
      const messageId = await once(
        () => hubspot.postComment(effect.threadId, comment),
        async () => (await findAnswer(effect, (found) => found.type === 'COMMENT'))?.id ?? null,
        signal,
      );
      return { messageId };
    },
    // One email has one contact: HubSpot refuses a second one and names the first, so a repetition does no harm.
    'create-contact': async ({ email }, signal) => ({
      contactId: await again(() => hubspot.createContact(email), signal),
    }),
    'create-ticket': async ({ threadId, ticket }, signal) => ({
      ticketId: await createTicket(threadId, ticket, signal),
    }),
    'update-ticket': async ({ ticketId, properties }, signal) => {
      await again(() => hubspot.updateTicket(ticketId, properties), signal);
      return undefined;
    },
    'assign-thread': async ({ threadId, actorId }, signal) => {
      await again(() => hubspot.assignThread(threadId, actorId), signal);
      return undefined;
    },
  };

  /** The newest messages down to the one that is answered: an older one cannot be the answer. */
  async function findAnswer(
    { threadId, text, inReplyTo }: { threadId: string; text: string; inReplyTo: Message },
    isWritten: (message: Message) => boolean,
  ): Promise<Message | null> {
    const messages = await guardedHubSpot.messages(threadId);
    const answered = messages.findIndex(({ id }) => id === inReplyTo.id);
    const newer = answered < 0 ? messages : messages.slice(0, answered);
    return newer.find((found) => isWritten(found) && isSameText(found, text, inReplyTo.id)) ?? null;
  }

  /**
   * With the thread where HubSpot takes that association, without it otherwise: its documents disagree on the type,
   * and a ticket that stands alone is better than none.
   */
  async function createTicket(threadId: string, ticket: NewTicket, signal: AbortSignal): Promise<string> {
    const draft = draftOf(ticket);
    const find = () => ticketOf(threadId);
    try {
      return await once(() => hubspot.createTicket({ ...draft, threadId }), find, signal);
    } catch (error) {
      if (!(error instanceof CallGivenUp && error.reason === 'hubspot-400')) throw error;
      return once(() => hubspot.createTicket(draft), find, signal);
    }
  }

  async function ticketOf(threadId: string): Promise<string | null> {
    const associated = (await guardedHubSpot.thread(threadId))?.ticketId;
    return associated ?? (await guardedHubSpot.ticketsBegunBy(threadId))[0]?.id ?? null;
  }

  return {
    async perform<E extends OutboundEffect>(effect: E, signal: AbortSignal) {
      const perform = performers[effect.kind] as unknown as Performer<E>;
      try {
        return guarded(
          await perform(effect, signal),
          (sentence) => new EffectFailed(effect.kind, UNREADABLE_ANSWER, `In HubSpot's answer, ${sentence}`),
        );
      } catch (error) {
        if (error instanceof CallGivenUp) throw new EffectFailed(effect.kind, error.reason, error.message);
        throw error;
      }
    },
  };
}

/** Goes back on the channel that the customer wrote on, to whoever wrote. */
function outgoing(effect: Extract<OutboundEffect, { kind: 'post-message' }>): OutgoingMessage {
  const { text, senderActorId, inReplyTo } = effect;
  const { channelId, channelAccountId, subject } = inReplyTo;
  if (channelId === undefined || channelAccountId === undefined) {
    const message = 'The message to answer names no channel account, so HubSpot would not take an answer.';
    throw new EffectFailed(effect.kind, 'no-channel', message);
  }
  return {
    ...aiText(text, inReplyTo.id),
    senderActorId,
    channelId,
    channelAccountId,
    recipients: writersOf(inReplyTo).map((party) => ({ ...party, field: 'TO' })),
    ...(subject !== undefined && { subject: /^re:/i.test(subject) ? subject : `Re: ${subject}` }),
  };
}

/** Whoever a message came from; one that lists nobody still names its author. */
function writersOf({ senders, createdBy }: Message): MessageParty[] {
  return senders.length > 0 || createdBy === undefined ? senders : [{ actorId: createdBy }];
}

/** Of HubSpot's words, in characters: what fits a line of the journal. */
const LONGEST_FAILURE = 300;

/** HubSpot's own words say why. */
function undelivered({ id, failure }: PostedMessage): string {
  const why =
    failure === undefined ? 'it does not say why' : `it says "${cutBetweenWords(failure, LONGEST_FAILURE)}"`;
  return `HubSpot took the reply as message ${id} and could not deliver it; ${why}.`;
}

function draftOf({ subject, content, pipelineId, stageId, contactId, properties }: NewTicket) {
  const own = { subject, content, hs_pipeline: pipelineId, hs_pipeline_stage: stageId };
  return { properties: { ...properties, ...own }, ...(contactId !== undefined && { contactId }) };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text of the AI's as HubSpot takes it. The HTML carries OpenCX's marker, by which the engine knows its own messages,
 * and the id of the message that it answers, by which two equal answers can be told apart. Neither is seen.
 */
function aiText(text: string, inReplyToId: string): RichText {
  const paragraphs = text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)}</p>`);
  return {
    text,
    richText: `${paragraphs.join('')}${OPENCX_MARKERS['ai-response']}${reference(inReplyToId)}`,
  };
}

/** Whether HubSpot's message is this text, sent in answer to this message. HubSpot may drop what HTML does not show. */
function isSameText(message: Message, text: string, inReplyToId: string): boolean {
  const named = /<!-- in reply to ([\w-]+) -->/.exec(message.richText ?? '')?.[1];
  if (named !== undefined) return named === inReplyToId;
  return plain(message.text ?? '') === plain(text);
}

function reference(messageId: string): string {
  return /^[\w-]+$/.test(messageId) ? `<!-- in reply to ${messageId} -->` : '';
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
