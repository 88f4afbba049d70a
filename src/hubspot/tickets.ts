import type { Ticket } from '../core/hubspot/records.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { withoutGaps } from '../wire/read-answer.ts';
import {
  always,
  flag,
  id,
  key,
  line,
  listOf,
  maybe,
  page,
  type RecordOf,
  record,
  time,
} from '../wire/record.ts';
import { contentIfThere, contentOf, type HubSpotCalls } from './calls.ts';
import { PARTS } from './library.ts';
import { found } from './pages.ts';

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

const TICKET = {
  id: key(id),
  subject: maybe(line, { at: 'properties.subject', empty: 'none' }),
  pipelineId: maybe(id, { at: 'properties.hs_pipeline', empty: 'none' }),
  stageId: maybe(id, { at: 'properties.hs_pipeline_stage', empty: 'none' }),
  created: maybe(time, { at: 'createdAt' }),
  createdAt: maybe(time, { at: 'properties.createdate', empty: 'none' }),
  updated: maybe(time, { at: 'updatedAt' }),
  updatedAt: maybe(time, { at: 'properties.hs_lastmodifieddate', empty: 'none' }),
  closedAt: maybe(time, { at: 'properties.closed_date', empty: 'none' }),
  threadId: maybe(id, { at: `properties.${BEGUN_BY}`, empty: 'none' }),
  ownerId: maybe(id, { at: 'properties.hubspot_owner_id', empty: 'none' }),
  contacts: maybe(listOf(record({ id: key(id) })), { at: 'associations.contacts.results', or: [] }),
  archived: maybe(flag, { or: false }),
};
const ticket = record(TICKET, ['properties']);

const STATES: Readonly<Record<string, boolean>> = { OPEN: false, CLOSED: true };
const isClosed = (value: unknown) => (typeof value === 'string' ? STATES[value] : undefined);

const stage = record({
  id: key(id),
  label: key(line),
  closed: always(isClosed, { at: 'metadata.ticketState', or: false }),
});
const pipelines = page(record({ id: key(id), stages: key(listOf(stage)) }));

export function ticketReader({ library }: HubSpotCalls): TicketReader {
  return {
    ticket: async (ticketId, options) => {
      const answer = await library(PARTS.tickets, ({ BasicApi }, configuration) =>
        new BasicApi(configuration).getById(ticketId, PROPERTIES, undefined, ['contacts'], options?.archived),
      );
      const there = contentIfThere(ticket, answer);
      return there && ticketFrom(there);
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
      return found(ticket, answer).map(ticketFrom);
    },

    ticketStages: async () => {
      const answer = await library(PARTS.pipelines, ({ PipelinesApi }, configuration) =>
        new PipelinesApi(configuration).getAll('tickets'),
      );
      return contentOf(pipelines, answer).flatMap((pipeline) =>
        pipeline.stages.map((each) => ({ pipelineId: pipeline.id, ...each })),
      );
    },
  };
}

function ticketFrom({ contacts, created, updated, ...rest }: RecordOf<typeof TICKET>): Ticket {
  const { createdAt = created, updatedAt = updated, unreadable } = rest;
  return withoutGaps({
    ...rest,
    createdAt,
    updatedAt,
    // A contact that is associated in two ways is listed twice.
    contactIds: [...new Set(contacts.map((contact) => contact.id))],
    unreadable: unreadable?.map((name) => (name === 'contacts' ? 'contactIds' : name)),
  });
}
