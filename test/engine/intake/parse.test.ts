import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeDelivery, parseDelivery } from '../../../src/engine/intake/parse.ts';
import { newMessage } from './intake.ts';

const parse = (json: unknown) => parseDelivery(Buffer.from(JSON.stringify(json)));

function reasonFor(raw: string | Uint8Array): string {
  const parsed = parseDelivery(Buffer.from(raw as string));
  if (!('refused' in parsed)) throw new Error('It was read.');
  expect(parsed.refused.status).toBe(400);
  return parsed.refused.reason;
}

describe('a batch', () => {
  it('is read whole and in its order', () => {
    const parsed = parse([newMessage(3), newMessage(1), newMessage(2)]);
    expect(parsed).toMatchObject({
      events: [{ messageId: 'e3' }, { messageId: 'e1' }, { messageId: 'e2' }],
      leftOut: null,
    });
  });

  it('may be empty', () => {
    expect(parse([])).toEqual({ events: [], leftOut: null });
  });

  it('keeps its good elements and says what is wrong with the others', () => {
    const { subscriptionType: _none, ...withoutType } = newMessage();
    expect(parse([newMessage(1), withoutType, newMessage(2), 'canary'])).toMatchObject({
      events: [{ messageId: 'e1' }, { messageId: 'e2' }],
      leftOut:
        '2 of 4 elements could not be read and were left out: element 2 has no subscriptionType like conversation.newMessage, element 4 is not an object.',
    });
  });

  it('names three faults and counts the rest', () => {
    const parsed = parse([newMessage(), ...Array(500).fill(null)]);
    expect(parsed).toMatchObject({
      leftOut: expect.stringMatching(/element 4 is not an object, and 497 more\.$/),
    });
  });

  it('is refused when none of its elements is an event', () => {
    expect(reasonFor('[{"objectId":1}]')).toBe(
      'No element of the array is an event: element 1 has no subscriptionType like conversation.newMessage.',
    );
  });

  it('may begin with a byte order mark', () => {
    expect(parseDelivery(Buffer.from(`\ufeff${JSON.stringify([newMessage(1)])}`))).toMatchObject({
      events: [{ messageId: 'e1' }],
    });
  });

  it('may be one event that stands alone', () => {
    expect(parse(newMessage(1))).toMatchObject({ events: [{ messageId: 'e1' }], leftOut: null });
  });

  it('keeps every digit of an id that is no number any more', () => {
    const body = '[{"subscriptionType":"a.b","objectId":9007199254740993,"eventId": 90071992547409931}]';
    expect(parseDelivery(Buffer.from(body))).toEqual({
      events: [{ type: 'a.b', attempt: 0, objectId: '9007199254740993' }],
      leftOut: null,
    });
  });
});

describe('a body that is no batch', () => {
  it.each([
    ['', 'The body is empty'],
    ['{"canary":', 'The body is not JSON'],
    ['canary', 'The body is not JSON'],
    ['{"canary":1}', 'The body is one JSON object that is no event'],
    ['"canary"', 'The body is JSON, but no array'],
    ['null', 'The body is JSON, but no array'],
    ['7', 'The body is JSON, but no array'],
  ])('%j', (raw, reason) => {
    expect(reasonFor(raw)).toContain(reason);
    expect(reasonFor(raw)).toContain('HubSpot sends a JSON array of events');
    expect(reasonFor(raw)).not.toContain('canary');
  });

  it('that is not UTF-8', () => {
    const bytes = Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]);
    expect(reasonFor(bytes)).toContain('The body is not JSON');
  });

  it('that is nested without end', () => {
    expect(reasonFor('['.repeat(200_000) + ']'.repeat(200_000))).toContain('element 1 is not an object');
  });
});

describe('what is judged of a delivery before it is answered is what is read of it afterwards', () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }));
  const value = fc.oneof(
    number.map(String),
    fc.string().map((text) => JSON.stringify(text)),
    fc.json(),
  );
  const element = fc.oneof(
    value,
    fc
      .tuple(
        fc.constantFrom('subscriptionType', 'eventType', 'type'),
        fc.constantFrom('"a.b"', '7', '"a"'),
        value,
      )
      .map(([name, type, id]) => `{"${name}":${type},"objectId":${id},"occurredAt": ${id}}`),
  );

  function agree(text: string): void {
    const judged = judgeDelivery(Buffer.from(text));
    const read = parseDelivery(Buffer.from(text));
    if ('refused' in judged || 'refused' in read) expect(judged).toEqual(read);
    else expect([judged.events.length, judged.leftOut]).toEqual([read.events.length, read.leftOut]);
  }

  it('whatever it holds', () => {
    fc.assert(fc.property(fc.array(element), (elements) => agree(`[${elements.join(', ')}]`)));
  });

  it('also where it nests too deep to be walked for the digits of a long number', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = `[{"subscriptionType":"a.b","objectId":9007199254740993,"x":${deep}}]`;
    agree(text);
    expect(parseDelivery(Buffer.from(text))).toEqual({
      events: [{ type: 'a.b', attempt: 0 }],
      leftOut: null,
    });
  });
});
