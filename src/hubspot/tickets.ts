import * as v from 'valibot';
import type { Ticket } from '../core/hubspot/records.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { flag, id, optionalObject, text, withoutGaps } from '../wire/read-answer.ts';
import { contentIfThere, contentOf, type HubSpotCalls } from './calls.ts';
import { PARTS } from './library.ts';

type TicketReader = Pick<HubSpotReader, 'ticket' | 'ticketsBegunBy' | 'ticketStages'>;

const BEGUN_BY = 'hs_conversations_originating_thread_id';
const PROPERTIES = [
  'subject',
  'hs_pipeline',
  'hs_pipeline_stage',
  'createdate',
  'hs_lastmodifieddate',
  'closed_date',
  BEGUN_BY,
  'hubspot_owner_id',
];

const ticketShape = v.looseObject({
  id,
  createdAt: text,
  updatedAt: text,
  archived: flag,
  properties: optionalObject({
    subject: text,
    hs_pipeline: text,
    hs_pipeline_stage: text,
    createdate: text,
    hs_lastmodifieddate: text,
    closed_date: text,
    hs_conversations_originating_thread_id: text,
    hubspot_owner_id: text,
  }),
  associations: optionalObject({ contacts: optionalObject({ results: v.array(v.looseObject({ id })) }) }),
});

const ticketPage = v.looseObject({ results: v.array(ticketShape) });

const pipelines = v.looseObject({
  results: v.array(
    v.looseObject({
      id,
      stages: v.array(
        v.looseObject({ id, label: v.string(), metadata: optionalObject({ ticketState: text }) }),
      ),
    }),
  ),
});

export function ticketReader({ library }: HubSpotCalls): TicketReader {
  return {
    ticket: async (ticketId) => {
      const answer = await library(PARTS.tickets, ({ BasicApi }, configuration) =>
        new BasicApi(configuration).getById(ticketId, PROPERTIES, undefined, ['contacts']),
      );
      const found = contentIfThere(ticketShape, answer);
      return found && ticketFrom(found);
    },

    ticketsBegunBy: async (threadId) => {
      const answer = await library(
        PARTS.tickets,
        ({ SearchApi, FilterOperatorEnum }, configuration) => {
          const filter = { propertyName: BEGUN_BY, operator: FilterOperatorEnum.Eq, value: threadId };
          return new SearchApi(configuration).doSearch({
            filterGroups: [{ filters: [filter] }],
            properties: PROPERTIES,
            limit: 10,
          });
        },
        { repeatable: true },
      );
      return contentOf(ticketPage, answer).results.map(ticketFrom);
    },

    ticketStages: async () => {
      const answer = await library(PARTS.pipelines, ({ PipelinesApi }, configuration) =>
        new PipelinesApi(configuration).getAll('tickets'),
      );
      return contentOf(pipelines, answer).results.flatMap((pipeline) =>
        pipeline.stages.map((stage) => ({
          pipelineId: pipeline.id,
          id: stage.id,
          label: stage.label,
          closed: stage.metadata?.ticketState === 'CLOSED',
        })),
      );
    },
  };
}

function ticketFrom(found: v.InferOutput<typeof ticketShape>): Ticket {
  const properties = found.properties ?? {};
  const contacts = found.associations?.contacts?.results ?? [];
  return withoutGaps({
    id: found.id,
    subject: properties.subject,
    pipelineId: properties.hs_pipeline,
    stageId: properties.hs_pipeline_stage,
    createdAt: properties.createdate ?? found.createdAt,
    updatedAt: properties.hs_lastmodifieddate ?? found.updatedAt,
    closedAt: properties.closed_date || undefined,
    threadId: properties.hs_conversations_originating_thread_id || undefined,
    ownerId: properties.hubspot_owner_id || undefined,
    // A contact that is associated in two ways is listed twice.
    contactIds: [...new Set(contacts.map((contact) => contact.id))],
    archived: found.archived,
  });
}
