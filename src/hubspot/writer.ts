/**
 * What is changed in a HubSpot portal: messages, comments, contacts, tickets, assignments. For the engine. Only what
 * changes nothing more when it is made twice is marked as repeatable; whether anything else is sent again is for the
 * caller to decide.
 */
import { readErrorBody } from '../core/hubspot/error-words.ts';
import type { MessageParty } from '../core/hubspot/records.ts';
import type { HubSpotWriter, PostedMessage, TicketDraft } from '../core/ports.ts';
import { withoutGaps } from '../wire/read-answer.ts';
import { id, key, record } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import { assignment } from './assignment.ts';
import { contentOf, createCalls, type HubSpotAccess, type HubSpotCalls } from './calls.ts';
import { DELIVERY, threadPath } from './conversations.ts';
import { PARTS } from './library.ts';

/** Association types that HubSpot defines (HubSpot docs, "Associations"). */
const TICKET_TO_CONTACT = 16;
const TICKET_TO_THREAD = 32;

const written = record({ id: key(id) });
const posted = record({ id: key(id), ...DELIVERY });

export function createHubSpotWriter(access: HubSpotAccess): HubSpotWriter {
  const calls = createCalls(access);
  return { ...messageWriter(calls), ...assignment(calls), ...recordWriter(calls) };
}

/** HubSpot takes no key that would tell two sends apart. */
function messageWriter({ plain }: HubSpotCalls): Pick<HubSpotWriter, 'postMessage' | 'postComment'> {
  const post = async (threadId: string, body: object): Promise<PostedMessage> => {
    const answer = await plain({ path: `${threadPath(threadId)}/messages`, body });
    const { unreadable: _unreadable, ...message } = contentOf(posted, answer);
    return message;
  };

  return {
    postMessage: (threadId, { recipients, ...message }) =>
      post(threadId, {
        type: 'MESSAGE',
        ...message,
        recipients: recipients.map(recipientFrom),
        attachments: [],
      }),
    postComment: async (threadId, { text, richText }) =>
      (await post(threadId, { type: 'COMMENT', text, richText, attachments: [] })).id,
  };
}

/** HubSpot reads one delivery identifier of a party and wants a list of them. */
function recipientFrom({ actorId, name, field, deliveryType: type, deliveryValue: value }: MessageParty) {
  const deliveryIdentifiers = type !== undefined && value !== undefined ? [{ type, value }] : [];
  return { ...withoutGaps({ actorId, name, recipientField: field }), deliveryIdentifiers };
}

function recordWriter({
  library,
}: HubSpotCalls): Pick<HubSpotWriter, 'createContact' | 'createTicket' | 'updateTicket'> {
  return {
    createContact: async (email) => {
      const answer = await library(PARTS.contacts, ({ BasicApi }, configuration) =>
        new BasicApi(configuration).create({ properties: { email } }),
      );
      return existingContact(answer) ?? contentOf(written, answer).id;
    },

    createTicket: async (ticket) => {
      const answer = await library(
        PARTS.tickets,
        ({ BasicApi, AssociationSpecAssociationCategoryEnum: Category }, configuration) =>
          new BasicApi(configuration).create({
            properties: { ...ticket.properties },
            associations: associationsOf(ticket, Category.HubspotDefined),
          }),
      );
      return contentOf(written, answer).id;
    },

    updateTicket: async (ticketId, properties) => {
      const answer = await library(
        PARTS.tickets,
        ({ BasicApi }, configuration) =>
          new BasicApi(configuration).update(ticketId, { properties: { ...properties } }),
        { repeatable: true },
      );
      contentOf(written, answer);
    },
  };
}

/** A 409 names the contact that has the email already: `Contact already exists. Existing ID: 777`. */
function existingContact({ status, body }: WireAnswer): string | undefined {
  if (status !== 409) return undefined;
  return /Existing ID:\s*(\d+)/i.exec(readErrorBody(body).message ?? '')?.[1];
}

function associationsOf<Category>({ contactId, threadId }: TicketDraft, associationCategory: Category) {
  const association = (toId: string | undefined, associationTypeId: number) =>
    toId === undefined ? [] : [{ to: { id: toId }, types: [{ associationCategory, associationTypeId }] }];
  return [...association(contactId, TICKET_TO_CONTACT), ...association(threadId, TICKET_TO_THREAD)];
}
