import { describe, expect, it } from 'vitest';
import { ask, type Json, sandboxOf, withoutScopes } from '../support.ts';

const TICKETS = '/crm/v3/objects/tickets';
const post = (url: string, path: string, body: unknown) => ask(url, path, { method: 'POST', body });

describe('a ticket', () => {
  it('stands only in a stage that its pipeline has', async () => {
    const { url } = await sandboxOf('healthy-email');
    const properties = { subject: 'x', hs_pipeline_stage: '9' };
    const answers = [
      await post(url, TICKETS, { properties }),
      await post(url, TICKETS, { properties: { hs_pipeline: '7', hs_pipeline_stage: '1' } }),
      await ask(url, `${TICKETS}/57774743`, { method: 'PATCH', body: { properties } }),
    ];
    for (const { status, json } of answers) {
      expect(status).toBe(400);
      expect(json.message).toContain('INVALID_OPTION');
    }
    expect((await ask(url, `${TICKETS}/57774743`)).json.properties.subject).toBe('Where is my order');
  });

  it('is made with either of the two types that tie it to a conversation', async () => {
    for (const associationTypeId of [32, 278]) {
      const { url } = await sandboxOf('healthy-chat');
      const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];
      const { json } = await post(url, TICKETS, {
        properties: { subject: 'x', hs_pipeline: '0', hs_pipeline_stage: '1' },
        associations: [{ to: { id: '8243601188' }, types }],
      });
      const tied = await ask(url, `${TICKETS}/${json.id}/associations/conversations`);
      expect(tied.json.results.map(({ id }: Json) => id)).toEqual(['8243601188']);
    }
  });

  it('is refused without the scope', async () => {
    const { url } = await sandboxOf('healthy-email', withoutScopes('tickets'));
    const { status, json } = await post(url, TICKETS, { properties: { subject: 'x' } });
    expect(status).toBe(403);
    expect(json.category).toBe('MISSING_SCOPES');
  });
});
