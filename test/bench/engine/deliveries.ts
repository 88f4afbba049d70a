import { Buffer } from 'node:buffer';
import { Secret } from '../../../src/core/secret.ts';
import { signV1, signV3 } from '../../../src/engine/signature/sign.ts';

export const CLIENT_SECRET = '00000000-0000-4000-8000-0000000000e5';
const SECRET = new Secret(CLIENT_SECRET);

/** One event as it travels. */
export type EventBody = Record<string, unknown>;

let events = 0;

/** A new message, different from all before, in one of a thousand threads. */
export function newMessage(): EventBody {
  events += 1;
  return {
    ...envelope('conversation.newMessage', 8_243_000_000 + (events % 1_000)),
    messageId: `00000000000000000000000000${String(events).padStart(10, '0')}`,
    messageType: 'MESSAGE',
    changeFlag: 'NEW_MESSAGE',
  };
}

/** @param objectId of the thread, ticket or contact */
export function envelope(subscriptionType: string, objectId: number | string): EventBody {
  events += 1;
  return {
    eventId: 3_814_000_000 + events,
    subscriptionId: 3001,
    portalId: 1_020_304,
    appId: 2_011_410,
    occurredAt: Date.now(),
    subscriptionType,
    attemptNumber: 0,
    objectId,
    changeSource: 'CRM_UI',
  };
}

/** A delivery as bytes for a socket, signed as HubSpot signs it. */
export function deliveryTo(url: string, batch: readonly EventBody[]): Buffer {
  const { host, pathname } = new URL(url);
  const body = JSON.stringify(batch);
  const timestamp = Date.now();
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/json',
    'Accept: */*',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-HubSpot-Signature: ${signV1(SECRET, body)}`,
    'X-HubSpot-Signature-Version: v1',
    `X-HubSpot-Signature-v3: ${signV3(SECRET, { method: 'POST', url, body }, timestamp)}`,
    `X-HubSpot-Request-Timestamp: ${timestamp}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
