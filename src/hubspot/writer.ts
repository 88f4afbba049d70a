import type { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/tickets/models/AssociationSpec.js';
import * as v from 'valibot';
import type { HubSpotWriter, TicketDraft } from '../core/ports.ts';
import { type ApiAnswer, id } from '../wire/index.ts';
import { assignment } from './assignment.ts';
import { contentOf, createCalls, type HubSpotCalls } from './calls.ts';
import { readErrorBody } from './error-body.ts';
import type { HubSpotOptions } from './hubspot.ts';
import { messageWriter } from './message-writer.ts';

/** Association types that HubSpot defines (HubSpot docs, "Associations"). */
const TICKET_TO_CONTACT = 16;
const TICKET_TO_THREAD = 32;

const written = v.looseObject({ id });

/**
 * Writes to HubSpot over the wire. Only what changes nothing more when it is made twice is marked as repeatable;
 * whether anything else is sent again is for the caller to decide.
 */
export function createHubSpotWriter(
  options: Pick<HubSpotOptions, 'wire' | 'baseUrl' | 'token'>,
): HubSpotWriter {
  const calls = createCalls(options);
  return { ...messageWriter(calls), ...assignment(calls), ...recordWriter(calls) };
}

function recordWriter({
  library,
  wire,
}: HubSpotCalls): Pick<HubSpotWriter, 'createContact' | 'createTicket' | 'updateTicket'> {
  return {
    createContact: async (email) => {
      const answer = await library('POST /crm/v3/objects/contacts', (client) =>
        client.crm.contacts.basicApi.create({ properties: { email } }),
      );
      return existingContact(answer) ?? contentOf(written, answer).id;
    },

    createTicket: async (ticket) => {
      const answer = await library('POST /crm/v3/objects/tickets', (client) =>
        client.crm.tickets.basicApi.create({
          properties: { ...ticket.properties },
          associations: associationsOf(ticket),
        }),
      );
      return contentOf(written, answer).id;
    },

    updateTicket: async (ticketId, properties) => {
      const answer = await wire.marked({ repeatable: true }, () =>
        library('PATCH /crm/v3/objects/tickets/{id}', (client) =>
          client.crm.tickets.basicApi.update(ticketId, { properties: { ...properties } }),
        ),
      );
      contentOf(written, answer);
    },
  };
}

/** A 409 names the contact that has the email already: `Contact already exists. Existing ID: 777`. */
function existingContact({ status, body }: ApiAnswer): string | undefined {
  if (status !== 409) return undefined;
  return /Existing ID:\s*(\d+)/i.exec(readErrorBody(body).message ?? '')?.[1];
}

function associationsOf({ contactId, threadId }: TicketDraft) {
  return [association(contactId, TICKET_TO_CONTACT), association(threadId, TICKET_TO_THREAD)].flat();
}

function association(toId: string | undefined, associationTypeId: number) {
  if (toId === undefined) return [];
  const associationCategory = 'HUBSPOT_DEFINED' as AssociationSpecAssociationCategoryEnum;
  return [{ to: { id: toId }, types: [{ associationCategory, associationTypeId }] }];
}
