/** What HubSpot answers for what is not there. */
import type { Question } from '../question.ts';
import { inWords } from './account.ts';

/** Of each kind one that no portal has, and a route that HubSpot has not. */
const NOT_THERE: Readonly<Record<string, string>> = {
  ticket: '/crm/v3/objects/tickets/1',
  contact: '/crm/v3/objects/contacts/1',
  conversation: '/conversations/v3/conversations/threads/1',
  owner: '/crm/v3/owners/1',
  pipeline: '/crm/v3/pipelines/tickets/no-such-pipeline',
  'pipeline, dated': '/crm/pipelines/2026-09/tickets/no-such-pipeline',
  property: '/crm/v3/properties/tickets/no_such_property',
  route: '/crm/v3/no-such-route',
};

export const NOT_FOUND: Question = {
  id: 'not-found-bodies',
  asks: 'What does HubSpot answer for what is not there?',
  async settle({ hubspot }) {
    const told: string[] = [];
    for (const [kind, path] of Object.entries(NOT_THERE))
      told.push(`${kind} ${inWords(await hubspot({ path }))}`);
    return { told: told.join(', ') };
  },
};
