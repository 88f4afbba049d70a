import { describe, expect, it } from 'vitest';
import {
  actorId,
  always,
  email,
  type Form,
  flag,
  id,
  item,
  key,
  line,
  listOf,
  Misread,
  maybe,
  numericId,
  page,
  record,
  text,
  theOne,
  time,
  wholeNumber,
  word,
} from '../../src/wire/record.ts';

const read = record({
  id: key(id),
  owner: maybe(actorId, { at: 'assignedTo' }),
  ticket: maybe(id, { at: 'associations.ticket' }),
  inbox: always(id),
  archived: maybe(flag, { or: false }),
  tags: always(listOf(item(word)), { or: [] }),
  closed: maybe(time, { at: 'properties.closed', empty: 'none' }),
});

const WHOLE = {
  id: 1,
  assignedTo: 'A-7',
  associations: { ticket: '5' },
  inbox: 2,
  archived: true,
  tags: ['x'],
};

describe('a record', () => {
  it('has each field under its own name', () => {
    expect(read(WHOLE)).toEqual({
      id: '1',
      owner: 'A-7',
      ticket: '5',
      inbox: '2',
      archived: true,
      tags: ['x'],
    });
  });

  it.each([
    ['what may be missing', { assignedTo: undefined }, undefined],
    ['what may be null', { assignedTo: null }, undefined],
    ['a part around it that may be missing', { associations: null }, undefined],
    ['an empty text where that says none', { properties: { closed: '' } }, undefined],
    ['what stands in for a missing value', { archived: undefined }, undefined],
    ['what is always there and is not', { inbox: undefined }, ['inbox']],
    ['what is always there and is null', { tags: null }, ['tags']],
    ['another type', { assignedTo: 7 }, ['owner']],
    ['a part around it of another type', { associations: [] }, ['ticket']],
    ['a stand-in for another type', { archived: 'true' }, ['archived']],
    ['a list with one item of another type', { tags: ['x', 7] }, ['tags']],
    ['several at once', { inbox: {}, assignedTo: '' }, ['owner', 'inbox']],
  ])('tells %s', (_what, change, unreadable) => {
    expect(read({ ...WHOLE, ...change }).unreadable).toEqual(unreadable);
  });

  it.each([null, 7, 'text', [], {}, { id: {} }, { id: '' }, { id: null }])('is not %j', (json) => {
    expect(() => read(json)).toThrow(Misread);
  });

  it('does not come without the parts that it holds', () => {
    const held = record({ email: maybe(email, { at: 'properties.email' }) }, ['properties']);
    expect(held({ properties: { hs_object_id: '1' } })).toEqual({});
    for (const json of [{}, { properties: null }, { properties: [] }, { properties: {} }])
      expect(() => held(json)).toThrow('no readable properties');
  });

  it('takes nothing from what all objects share', () => {
    expect(record({ constructor: maybe(text) })({})).toEqual({});
  });

  it('is read from a page, all of it or none', () => {
    expect(page(read)({ results: [WHOLE] })).toHaveLength(1);
    for (const json of [{}, { results: null }, { results: {} }, { results: [WHOLE, {}] }, []])
      expect(() => page(read)(json)).toThrow(Misread);
  });
});

describe('a form', () => {
  it.each<[string, Form<unknown>, unknown[], unknown[]]>([
    [
      'id',
      id,
      [7, 0, 'a1-b', 'E-jo@example.test'],
      ['', 'a b', -1, 1.5, 1e300, {}, true, 'x'.repeat(10_000)],
    ],
    ['numeric id', numericId, [7, '7'], [0, '0', -1, '7a', 1e300, '', null]],
    ['actor', actorId, ['A-1', 'E-jo@example.test'], ['1', 1, 'A-', '', 'a-1']],
    ['time', time, ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678+01:00'], ['', 'soon', '2026-99-99', 7]],
    ['email', email, ['jo@example.test'], ['', 'jo', 'a b@example.test', 7]],
    ['word', word, ['CLOSED', 'ticket.creation'], ['', 'two words', 'x'.repeat(1000), 7]],
    ['line', line, ['', 'two words'], ['x'.repeat(10_000), 7, {}]],
    ['text', text, ['', 'x'.repeat(10_000)], [7, {}, null]],
    ['whole number', wholeNumber, [0, 7], [-1, 1.5, 1e300, Number.NaN, '7']],
    ['flag', flag, [true, false], ['true', 0, null]],
  ])('%s', (_name, form, taken, refused) => {
    for (const value of taken) expect(form(value), `${value}`).toBeDefined();
    for (const value of refused) expect(form(value), `${value}`).toBeUndefined();
  });
});

describe('the one that was asked for', () => {
  it.each(['1', '001'])('is taken under %s', (asked) => {
    expect(theOne(read, asked)(WHOLE)).toMatchObject({ id: '1' });
  });

  it('is none of another id', () => {
    expect(() => theOne(read, '11')(WHOLE)).toThrow(Misread);
    expect(theOne(read, 'C1-0A')({ ...WHOLE, id: 'c1-0a' })).toMatchObject({ id: 'c1-0a' });
  });
});
