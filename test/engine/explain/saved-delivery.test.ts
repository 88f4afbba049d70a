import { describe, expect, it } from 'vitest';
import { readSavedDelivery } from '../../../src/engine/explain/saved-delivery.ts';
import { newMessage } from '../intake/intake.ts';

const BATCH = [newMessage(1), newMessage(2)];
const TEXT = JSON.stringify(BATCH);
const REQUEST = `POST /hubspot HTTP/1.1\r\nHost: x\r\nX-Note: [1]\r\n\r\n${TEXT}`;

const base64 = (text: string) => Buffer.from(text).toString('base64');
const read = (saved: unknown) =>
  readSavedDelivery(Buffer.from(typeof saved === 'string' ? saved : JSON.stringify(saved)));

function messageIds(saved: unknown): (string | undefined)[] {
  const parsed = read(saved);
  if ('refused' in parsed) throw new Error(parsed.refused.reason);
  return parsed.events.map(({ messageId }) => messageId);
}

describe('the events of a delivery are found', () => {
  it.each<[string, unknown]>([
    ['as HubSpot sends it', BATCH],
    ['behind a byte order mark', `\ufeff${TEXT}`],
    [
      'as an n8n item',
      [{ headers: { host: 'x' }, params: {}, query: {}, body: BATCH, executionMode: 'test' }],
    ],
    ['as n8n items inside', [{ json: { headers: {}, body: BATCH } }]],
    ['as an item an event', BATCH.map((event) => ({ json: event }))],
    ['as the bundle of an automation', { body: BATCH }],
    ['as a body that is a text', { headers: {}, body: TEXT, rawBody: TEXT }],
    ['as a text of a text', JSON.stringify(TEXT)],
    ['as the function of a cloud gets it', { isBase64Encoded: true, body: base64(TEXT) }],
    [
      'as the export of a request bin',
      {
        data: [
          { method: 'GET', content: '' },
          { method: 'POST', content: TEXT },
        ],
      },
    ],
    ["as a tunnel's inspector has it", { requests: [{ request: { raw: base64(REQUEST) } }] }],
    ['as a HAR', { log: { entries: [{ request: { postData: { mimeType: 'x', text: TEXT } } }] } }],
    ['as a whole request', REQUEST],
  ])('%s', (_, saved) => {
    expect(messageIds(saved)).toEqual(['e1', 'e2']);
  });

  it('in several requests, one after the other', () => {
    expect(messageIds([{ body: [newMessage(1)] }, { body: 'ping' }, { body: [newMessage(2)] }])).toEqual([
      'e1',
      'e2',
    ]);
  });

  it('as one object alone, as the panel of the Test button shows it', () => {
    expect(messageIds(newMessage(1))).toEqual(['e1']);
  });

  it('with what was left out of them', () => {
    expect(read([{ body: [newMessage(1), 'canary'] }])).toMatchObject({
      events: [{ messageId: 'e1' }],
      leftOut: '1 of 2 elements could not be read and were left out: element 2 is not an object.',
    });
  });
});

describe('what holds no event', () => {
  it.each<[unknown, string]>([
    [{ headers: {}, body: [] }, 'The body is one JSON object that is no event'],
    [{ body: 'canary' }, 'The body is one JSON object that is no event'],
    ['', 'The body is empty'],
    ['canary', 'The body is not JSON'],
    [[{ canary: 1 }], 'No element of the array is an event'],
    [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'No element of the array is an event'],
  ])('%j says so', (saved, reason) => {
    const parsed = read(saved);
    expect('refused' in parsed && parsed.refused.reason).toContain(reason);
    expect(JSON.stringify(parsed)).not.toContain('canary');
  });

  it('may be an empty delivery', () => {
    expect(read([])).toEqual({ events: [], leftOut: null });
  });
});
