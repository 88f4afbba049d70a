import { describe, expect, it } from 'vitest';
import { APP_ID, ask, type Json, sandboxOf } from '../support.ts';

describe('properties', () => {
  it.each(['/crm/v3/properties/tickets', '/crm/properties/2026-09/ticket', '/crm/v3/properties/0-5'])(
    'are listed under %s with their types and options',
    async (path) => {
      const { url } = await sandboxOf('healthy-email');
      const { json } = await ask(url, path);
      const stage = json.results.find(({ name }: Json) => name === 'hs_pipeline_stage');
      expect(stage).toMatchObject({ label: 'Pipeline stage', type: 'enumeration', hubspotDefined: true });
      expect(stage.options.map(({ value }: Json) => value)).toEqual(['1', '2', '3', '4']);
      expect((await ask(url, `${path}/hs_pipeline_stage`)).json).toEqual(stage);
    },
  );

  it('are those that a write takes', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { json } = await ask(url, '/crm/v3/properties/contacts');
    expect(json.results.map(({ name }: Json) => name)).toContain('hs_additional_emails');
    const { status, json: error } = await ask(url, '/crm/v3/properties/contacts/shoe_size');
    expect(status).toBe(404);
    expect(error.category).toBe('OBJECT_NOT_FOUND');
  });

  it('want a scope of their type', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      const app = state.apps[APP_ID];
      if (app) app.scopes = { oauth: true, 'crm.schemas.contacts.read': true };
    });
    expect((await ask(url, '/crm/v3/properties/contacts')).status).toBe(200);
    expect((await ask(url, '/crm/v3/properties/tickets')).status).toBe(403);
  });
});
