import { describe, expect, it, test } from 'vitest';
import { EMAIL, PORTAL_ID, SESSION, THREAD, TICKET } from '../../../src/core/flags/record-values.ts';
import { SECONDS, TIME_SPAN } from '../../../src/core/flags/time-values.ts';
import {
  CHECKS,
  fileOrEndpoint,
  KEY_VALUE,
  type Value,
  wholeNumber,
} from '../../../src/core/flags/values.ts';
import { NOW, refused } from './refused.ts';

const VALUES = { CHECKS, EMAIL, KEY_VALUE, PORTAL_ID, SECONDS, SESSION, THREAD, TICKET, TIME_SPAN };

const OF_PORTAL_1 = { id: '123', linked: { portalId: 1 } };

describe('a word', () => {
  it.each<[keyof typeof VALUES, string, unknown]>([
    ['PORTAL_ID', '1020304', 1020304],
    ['THREAD', ' 3624100517 ', { id: '3624100517' }],
    ['THREAD', 'https://app.hubspot.com/live-messages/1/inbox/123', OF_PORTAL_1],
    [
      'THREAD',
      ' https://app-eu1.hubspot.com/live-messages/1/inbox/123#email',
      { id: '123', linked: { portalId: 1, region: 'eu1' } },
    ],
    ['THREAD', 'app-eu1.hubspot.com/live-messages/1/inbox/123', OF_PORTAL_1],
    ['THREAD', 'https://app-eu1.hubspot.com.example.test/live-messages/1/inbox/123', OF_PORTAL_1],
    ['THREAD', 'https://app.hubspot.com/live-messages/99999999999999999999/inbox/123', { id: '123' }],
    ['TICKET', '77', { id: '77' }],
    ['TICKET', 'https://app.hubspot.com/help-desk/1/view/search/ticket/123/', OF_PORTAL_1],
    ['TICKET', 'https://app.hubspot.com/help-desk/1/ticket/123', OF_PORTAL_1],
    ['TICKET', 'https://app.hubspot.com/contacts/1/record/0-5/123?x=4', OF_PORTAL_1],
    ['TICKET', 'https://app.hubspot.com/contacts/1/ticket/123', OF_PORTAL_1],
    ['SESSION', '00000000-0000-4000-8000-00000000000A', '00000000-0000-4000-8000-00000000000a'],
    ['EMAIL', 'jane@example.test', 'jane@example.test'],
    ['SECONDS', '0.5', 0.5],
    ['SECONDS', '3600', 3600],
    ['TIME_SPAN', '90', 90],
    ['TIME_SPAN', '5m', 300],
    ['TIME_SPAN', '1.5h', 5400],
    ['CHECKS', 'token, scopes/required', ['token', 'scopes/required']],
    ['KEY_VALUE', 'a=b=c', { key: 'a', value: 'b=c' }],
    ['KEY_VALUE', 'a=', { key: 'a', value: '' }],
  ])('%s is read from %j', (name, word, read) => {
    expect((VALUES[name] as Value).read?.(word, NOW)).toEqual(read);
  });

  it.each<[keyof typeof VALUES, string, string]>([
    ['PORTAL_ID', 'eu1', '--flag wants the portal id'],
    ['PORTAL_ID', '99999999999999999999', '--flag wants the portal id'],
    ['THREAD', 'abc', '--flag wants the id of a conversation'],
    ['THREAD', '', '--flag wants the id of a conversation'],
    ['THREAD', 'https://app.hubspot.com/live-messages/1/inbox/123abc', '--flag wants the id'],
    [
      'THREAD',
      'https://app.hubspot.com/contacts/1/record/0-5/123',
      '--flag was given the address of a ticket. Use --ticket for it.',
    ],
    ['TICKET', 'https://app.hubspot.com/contacts/1/record/0-1/123', '--flag wants the id of a ticket'],
    [
      'TICKET',
      'https://app.hubspot.com/live-messages/1/inbox/123',
      '--flag was given the address of a conversation. Use --thread for it.',
    ],
    ['SESSION', 'c1', '--flag wants the id of an OpenCX session'],
    [
      'SESSION',
      '123',
      '--flag was given a number, which ids of HubSpot are. Use --thread or --ticket for it.',
    ],
    ['THREAD', '00000000-0000-4000-8000-00000000000a', 'Use --session for it.'],
    ['TICKET', '00000000-0000-4000-8000-00000000000a', 'Use --session for it.'],
    ['EMAIL', 'mailto:jane@example.test', '--flag wants an email address, with nothing around it'],
    ['EMAIL', '“jane@example.test”', '--flag wants an email address'],
    ['EMAIL', 'jane@example.test,jo@example.test', '--flag wants an email address'],
    ['EMAIL', 'Jane', '--flag wants an email address'],
    ['SECONDS', '0', 'It takes a number of seconds above 0, at most 3600.'],
    ['SECONDS', '3601', 'It takes a number of seconds above 0'],
    ['TIME_SPAN', '2d', '--flag cannot be "2d". It takes a time such as 60s, 5m or 1h, at most a day.'],
    ['TIME_SPAN', '25h', 'It takes a time such as 60s'],
    ['CHECKS', ' , ', '--flag wants checks or areas'],
    ['KEY_VALUE', '=1', 'It takes key=value'],
  ])('%s is not read from %j', (name, word, message) => {
    expect(refused(VALUES[name], word)).toContain(message);
  });
});

describe('a whole number', () => {
  const port = wholeNumber(0, 65_535);

  it.each([
    ['0', 0],
    ['65535', 65_535],
  ])('is read from %j', (word, number) => {
    expect(port.read(word)).toBe(number);
  });

  it.each(['', ' ', '-1', '65536', '1.5', 'http'])('is not read from %j', (word) => {
    expect(refused(port, word)).toContain('It takes a whole number from 0 to 65535.');
  });
});

test('a file or an endpoint: an address and a word of its own name no file', () => {
  const { file } = fileOrEndpoint({ role: 'file of replies', use: 'extend' }, ['console']);
  expect(['replies.ndjson', 'console', 'http://127.0.0.1:9/'].filter(file.isFile)).toEqual([
    'replies.ndjson',
  ]);
});
