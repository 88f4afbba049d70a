import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/proof.ts';
import { shapeOfBody } from './shape.ts';

describe('the form of an answer', () => {
  it('keeps the words that are HubSpot’s own', () => {
    const body = {
      status: 'error',
      category: 'MISSING_SCOPES',
      message: 'Contact jo@example.test of hub 1020304 may not be read.',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.owners.read'] } }],
    };
    expect(shapeOfBody(JSON.stringify(body), true)).toEqual({
      status: 'error',
      category: 'MISSING_SCOPES',
      message: 'Contact <email> of hub <n> may not be read.',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.owners.read'] } }],
    });
  });

  it.each([
    ['', 'nothing'],
    ['<html><body>Not found</body></html>', 'a page of HTML'],
    ['Not found', 'no JSON'],
    ['[{"id":"1"},{"id":"2"},{"id":3}]', [{ id: 'digits' }, { id: 'number' }]],
    ['{"properties":{"acme_plan":"gold"}}', { properties: '1 fields' }],
    ['{"jo@example.test":null}', { 'a name (email)': 'null' }],
    ['{"message":"Hello Jo"}', { message: 'text' }],
  ])('of %s', (body, shape) => {
    expect(shapeOfBody(body, false)).toEqual(shape);
  });

  it('holds no text of a customer, wherever it stands', () => {
    const customers = fc.string({ minLength: 1 }).map((text) => `Jo ${text} Doe, order`);
    fc.assert(
      fc.property(customers, fc.string({ minLength: 1 }), (text, field) => {
        const body = JSON.stringify({
          [field]: text,
          status: text,
          properties: { [text]: text },
          deep: [{ text }],
        });
        expect(JSON.stringify(shapeOfBody(body, false))).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
      { numRuns: runs(200) },
    );
  });
});
