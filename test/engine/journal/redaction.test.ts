import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { createRedaction, type RedactionOptions } from '../../../src/engine/journal/redaction.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';

const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

function kept(data: unknown, options: RedactionOptions = {}): unknown {
  return JSON.parse(createRedaction(options).json(data));
}

describe('by structure', () => {
  test.each([
    ['what a customer wrote', { text: 'My parcel', richText: '<p>My parcel</p>' }],
    ['a ticket', { subject: 'Parcel', content: 'Summary and transcript' }],
    ['a handoff', { summary: 'Wants a refund', reason: 'The customer asked for a person' }],
    ['a person', { name: 'Jane', firstname: 'Jane', phone: '5550100', mobile_phone: 5_550_100 }],
    ['a name that is nested', { text: { en: 'Jane', de: ['Jane'] } }],
    ['properties', { properties: { subject: 'Parcel', nickname: 'Jane' }, customData: { note: 'Jane' } }],
    ['a changed property', { propertyName: 'nickname', propertyValue: 'Jane' }],
  ])('%s is masked', (_what, data) => {
    expect(JSON.stringify(kept(data))).not.toMatch(/parcel|jane|refund|person|5550100|transcript/i);
  });

  test('an address keeps its host, a number behind an address key nothing', () => {
    expect(kept({ contactEmail: 'jane@example.test', deliveryValue: '+15550100100' })).toEqual({
      contactEmail: 'j…@example.test',
      deliveryValue: '[redacted]',
    });
  });

  test('ids, codes, states and emptiness stay', () => {
    const data = {
      threadId: '501',
      senders: [{ actorId: 'V-7', deliveryType: 'HS_EMAIL_ADDRESS' }],
      reason: 'owner-not-ai-user',
      propertyName: 'hs_pipeline_stage',
      propertyValue: '4',
      properties: { hs_pipeline_stage: '4', nickname: '' },
      text: '',
      email: null,
      name: false,
      at: '2026-11-20T10:00:00.000Z',
      count: 3,
    };
    expect(kept(data)).toEqual(data);
  });

  test('an emptied property stays empty, whichever it is', () => {
    const data = { propertyName: 'nickname', propertyValue: null };
    expect(kept(data)).toEqual(data);
  });
});

describe('by pattern', () => {
  test('an address, a phone number and a token in a sentence are masked', () => {
    const note = `Posted for jane@example.test, +1 555 010 0100, with ${TOKEN}.`;
    expect(kept({ note })).toEqual({
      note: 'Posted for j…@example.test, [phone number], with pat-na1-[secret].',
    });
  });

  test('a secret of this run is known in any text', () => {
    const redactor = createRedactor([new Secret('correct horse battery')]);
    expect(kept({ note: 'sent correct horse battery' }, { redactor })).toEqual({ note: 'sent [secret]' });
  });
});

describe('where texts are kept', () => {
  test('texts and contact data stay', () => {
    const data = {
      text: 'I am jane@example.test',
      phone: '+1 555 010 0100',
      properties: { nickname: 'Jane' },
    };
    expect(kept(data, { keepTexts: true })).toEqual(data);
  });

  test('a secret does not', () => {
    const redactor = createRedactor([new Secret('correct horse battery')]);
    const data = { text: `my key is ${TOKEN}`, note: 'correct horse battery' };
    const text = JSON.stringify(kept(data, { keepTexts: true, redactor }));
    expect(text).not.toMatch(/00000000|horse/);
  });
});

test('what JSON cannot hold is null, and a Secret prints as such', () => {
  expect(kept(undefined)).toBeNull();
  expect(kept({ token: new Secret(TOKEN) })).toEqual({ token: '[secret]' });
});

test('a text behind a text key is never kept, however deep it stands', () => {
  const key = fc.constantFrom('text', 'richText', 'rich_text', 'subject', 'Content', 'name', 'phone_number');
  const path = fc.array(fc.constantFrom('message', 'senders', 'effect', 'turns'), { maxLength: 4 });
  fc.assert(
    fc.property(key, path, fc.boolean(), (name, parents, inList) => {
      const leaf: unknown = { [name]: 'sorrow' };
      const data = parents.reduce((inner, parent) => ({ [parent]: inList ? [inner] : inner }), leaf);
      expect(JSON.stringify(kept(data))).not.toContain('sorrow');
    }),
  );
});
