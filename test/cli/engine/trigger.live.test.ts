/** `engine trigger`: events as HubSpot sends them, to an engine on this machine. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listDeliveries } from '../../../src/engine/trigger/deliveries.ts';
import { folderWith } from '../../config/folder.ts';
import { receiver, SECRET } from '../../sandbox/deliveries/receiver.ts';
import { ROOT, runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { deadHost } from '../hosts.ts';

const trigger = (...args: readonly string[]) => runHere(['engine', 'trigger', ...args]);

test('without an event they are listed', async () => {
  const { code, out, err } = await trigger();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const deliveries = await listDeliveries(join(ROOT, 'fixtures', 'deliveries'));
  expect(out.trimEnd().split('\n')).toHaveLength(deliveries.length);
  for (const { name, title } of deliveries) expect(out).toMatch(new RegExp(`^ +${name} +${title}$`, 'm'));
});

describe('what is sent', () => {
  test('is the event, as if it happened now', async () => {
    const { target, received } = await receiver();
    const before = Date.now();
    const { code, out, err } = await trigger('new-message', '--url', target.url);
    expect({ code, out }).toEqual({ code: 0, out: '1 answered 200\n' });
    expect(err).toMatch(/^in \d+ ms\n$/);
    const [delivery] = received;
    expect(delivery?.method).toBe('POST');
    expect(delivery?.headers['x-hubspot-signature-v3']).toBeUndefined();
    const [event] = JSON.parse(delivery?.body ?? '');
    expect(event).toMatchObject({ subscriptionType: 'conversation.newMessage', objectId: 8243595013 });
    expect(event.occurredAt).toBeGreaterThanOrEqual(before);
  });

  test('is changed with --set', async () => {
    const { target, received } = await receiver();
    const set = ['--set', 'objectId=42', '--set', 'messageId=m{n}', '--set', 'messageType=a=b'];
    await trigger('new-message', '--url', target.url, ...set);
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject([
      { objectId: 42, messageId: 'm1', messageType: 'a=b' },
    ]);
  });

  test('is sent as often as --count says, each delivery with its number', async () => {
    const { target, received } = await receiver();
    const row = ['--count', '5', '--rate', '100', '--set', 'messageId=m{n}'];
    const { code, out } = await trigger('new-message', '--url', target.url, ...row);
    expect({ code, out }).toEqual({ code: 0, out: '5 answered 200\n' });
    const ids = received.map(({ body }) => JSON.parse(body)[0].messageId);
    expect(ids.toSorted()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  });

  test('may be what was saved: each delivery as it came, in parts that HubSpot would send', async () => {
    const { target, received } = await receiver();
    const event = { subscriptionType: 'ticket.creation', occurredAt: 7, portalId: 62515, own: 'kept' };
    const large = Array.from({ length: 150 }, (_, objectId) => ({ ...event, objectId }));
    const cwd = await folderWith({
      'saved.json': [{ body: [{ ...event, objectId: 1 }, 'x'] }, { body: large }],
    });
    const args = ['engine', 'trigger', '--file', 'saved.json', '--url', target.url, '--set', 'eventId=9'];
    const { code, out } = await runHere(args, { cwd });
    expect({ code, out }).toEqual({ code: 0, out: '3 answered 200\n' });
    const bodies = received.map(({ body }) => JSON.parse(body)).sort((a, b) => a.length - b.length);
    expect(bodies.map(({ length }) => length)).toEqual([2, 50, 100]);
    expect(bodies[0]).toEqual([{ ...event, objectId: 1, eventId: 9 }, 'x']);
  });

  test('is signed where the secret is known', async () => {
    const { target, received } = await receiver();
    const env = { HUBSPOT_CLIENT_SECRET: SECRET };
    await runHere(['engine', 'trigger', 'new-message', '--url', target.url], { env });
    expect(received[0]?.headers).toMatchObject({
      'x-hubspot-signature-version': 'v1',
      'x-hubspot-signature-v3': expect.stringMatching(/^[\w+/]+=*$/),
      'x-hubspot-request-timestamp': expect.stringMatching(/^\d{13}$/),
    });
  });

  test('and refused is told by the exit code, with each status', async () => {
    const { target } = await receiver((response, _, number) => {
      response.statusCode = number % 2 === 0 ? 401 : 200;
      response.end('No.');
    });
    const { code, out } = await trigger('new-message', '--url', target.url, '--count', '4', '--rate', '50');
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n').toSorted()).toEqual(['2 answered 200', '2 answered 401']);
  });
});

describe('wrong usage', () => {
  test('an unknown event is told with the nearest one', async () => {
    const outcome = await trigger('new-mesage', '--url', 'http://127.0.0.1:1/');
    expectUsageError(outcome, 'There is no bundled event "new-mesage".', 'Did you mean new-message?');
  });

  test('an unknown field is told with the nearest one, and nothing is sent', async () => {
    const { target, received } = await receiver();
    const outcome = await trigger('new-message', '--url', target.url, '--set', 'objectIdd=1');
    expectUsageError(outcome, "HubSpot's events have no objectIdd.", 'Did you mean objectId?');
    expect(received).toEqual([]);
  });

  test('a file that holds no delivery, or stands beside an event', async () => {
    const cwd = await folderWith({ 'no.json': { body: 'ping' } });
    const file = ['engine', 'trigger', '--file', 'no.json'];
    expectUsageError(await runHere(file, { cwd }), "no.json is no webhook delivery: no event of HubSpot's");
    const both = await runHere([...file, 'new-message'], { cwd });
    expectUsageError(both, 'Both the bundled event "new-message" and a file', 'Leave one of them out.');
  });

  test.each([
    ['--set', 'objectId', 'It takes key=value'],
    ['--set', '=1', 'It takes key=value'],
    ['--count', '0', 'It takes a whole number from 1 to 10000.'],
    ['--count', '10001', 'It takes a whole number from 1 to 10000.'],
    ['--rate', 'fast', 'It takes a whole number from 1 to 10000.'],
  ])('%s %s', async (flag, value, said) => {
    expectUsageError(await trigger('new-message', flag, value), said);
  });

  test.each([
    'http://192.0.2.1:8787/',
    'https://example.test/',
    'http://127.0.0.1.example.test/',
    'http://localhost.example.test/',
    'http://user@192.0.2.1/',
    'http://0x7f000002.example.test/',
    'not a url',
  ])('%s is not on this machine, and is not called', async (url) => {
    const outcome = await trigger('new-message', '--url', url);
    expectUsageError(outcome, 'Deliveries are sent to this machine only');
  });
});

test('nobody listening is no wrong usage, and is told', async () => {
  const url = await deadHost();
  const { code, out, err } = await trigger('new-message', '--url', url, '--count', '20');
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(
    /^opencx-hubspot: [^\n]*127\.0\.0\.1:\d+[^\n]*nothing listens there[^\n]*\n {2}Start an engine [^\n]+\n$/,
  );
});
