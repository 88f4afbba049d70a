import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { filter, holds } from '../../../src/sandbox/hubspot/search-filters.ts';

const EMAILS = 'jo.doe@example.test';
const CREATED = '2026-11-05T10:00:00.000Z';

function isFound(property: string, wanted: object, ...values: string[]): boolean {
  return holds(v.parse(filter, { propertyName: property, ...wanted }), values);
}

describe('a filter of the search', () => {
  test.each([
    ['EQ', 'email', { value: 'Jo.Doe@Example.test' }, EMAILS, true],
    ['EQ', 'email', { value: 'jo@example.test' }, EMAILS, false],
    ['EQ', 'amount', { value: 12 }, '12', true],
    ['NEQ', 'email', { value: 'jo@example.test' }, EMAILS, true],
    ['NEQ', 'email', { value: EMAILS }, EMAILS, false],
    ['LT', 'amount', { value: '12' }, '9', true],
    ['LT', 'amount', { value: '9' }, '9', false],
    ['LTE', 'amount', { value: '9' }, '9', true],
    ['GT', 'amount', { value: '9' }, '12', true],
    ['GTE', 'amount', { value: '12' }, '12', true],
    ['BETWEEN', 'amount', { value: '9', highValue: '12' }, '10', true],
    ['BETWEEN', 'amount', { value: '9', highValue: '12' }, '13', false],
    ['GT', 'createdate', { value: String(Date.parse(CREATED) - 1) }, CREATED, true],
    ['GT', 'createdate', { value: '2026-11-05T11:00:00+01:00' }, CREATED, false],
    ['IN', 'email', { values: ['a@example.test', 'JO.DOE@example.test'] }, EMAILS, true],
    ['IN', 'email', { values: ['a@example.test'] }, EMAILS, false],
    ['NOT_IN', 'email', { values: ['a@example.test'] }, EMAILS, true],
    ['NOT_IN', 'email', { values: [EMAILS] }, EMAILS, false],
    ['HAS_PROPERTY', 'email', {}, EMAILS, true],
    ['NOT_HAS_PROPERTY', 'email', {}, EMAILS, false],
    ['CONTAINS_TOKEN', 'email', { value: 'example.test' }, EMAILS, true],
    ['CONTAINS_TOKEN', 'email', { value: 'exam*' }, EMAILS, true],
    ['CONTAINS_TOKEN', 'email', { value: 'exam' }, EMAILS, false],
    ['CONTAINS_TOKEN', 'hs_additional_emails', { value: EMAILS }, `a@example.test;${EMAILS}`, true],
    ['NOT_CONTAINS_TOKEN', 'email', { value: 'exam' }, EMAILS, true],
    ['NOT_CONTAINS_TOKEN', 'email', { value: 'doe' }, EMAILS, false],
  ])('%s on %s with %o, for %s: %s', (operator, property, operands, value, found) => {
    expect(isFound(property, { operator, ...operands }, value)).toBe(found);
  });

  test.each([
    ['EQ', { value: 'x' }, false],
    ['BETWEEN', { value: 'a', highValue: 'z' }, false],
    ['IN', { values: ['x'] }, false],
    ['CONTAINS_TOKEN', { value: '*' }, false],
    ['HAS_PROPERTY', {}, false],
    ['NOT_HAS_PROPERTY', {}, true],
    ['NEQ', { value: 'x' }, true],
    ['NOT_IN', { values: ['x'] }, true],
    ['NOT_CONTAINS_TOKEN', { value: 'x' }, true],
  ])('%s on a property without a value: %s', (operator, operands, found) => {
    expect(isFound('phone', { operator, ...operands })).toBe(found);
  });

  test.each([
    ['EQ', {}],
    ['IN', { value: 'x' }],
    ['IN', { values: [] }],
    ['BETWEEN', { value: '1' }],
    ['LIKE', { value: 'x' }],
  ])('%s is refused with %o', (operator, operands) => {
    expect(v.safeParse(filter, { propertyName: 'email', operator, ...operands }).success).toBe(false);
  });
});
