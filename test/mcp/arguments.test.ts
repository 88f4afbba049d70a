/** What an agent sends is read by the tools themselves: whatever it is, the answer is one sentence and the nearest right word. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/files/usage-error.ts';
import { readAnswers } from '../../src/mcp/answers.ts';
import { readArguments, schemaOf } from '../../src/mcp/arguments.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { usageErrorOf } from '../config/folder.ts';
import { runs } from '../support/proof.ts';

const tool = (name: string) => {
  const found = TOOLS.find((one) => one.name === name);
  if (!found) throw new Error(`There is no tool ${name}.`);
  return found;
};
const refused = (name: string, given: unknown) =>
  usageErrorOf(async () => readArguments(tool(name).takes, given, name));

test.each<[string, unknown, message: string, next: string]>([
  ['diagnose', { symptm: 'x' }, 'diagnose takes no "symptm".', 'Did you mean symptom?'],
  [
    'diagnose',
    { symptom: 'crm-panel-emtpy' },
    'symptom cannot be "crm-panel-emtpy".',
    'Did you mean crm-panel-empty?',
  ],
  ['diagnose', { thread: '00000000-0000-4000-8000-000000000000' }, 'thread was given a UUID', '--session'],
  ['diagnose', { thread: true }, 'thread must be a word.', ''],
  ['diagnose', { contact: 'somebody' }, 'contact wants an email address', ''],
  ['diagnose', { ask: 'no' }, 'ask must be true or false.', ''],
  [
    'diagnose',
    { token: 'pat-na1-00000000-0000-0000-0000-000000000000' },
    'diagnose takes no "token".',
    'HUBSPOT_ACCESS_TOKEN',
  ],
  ['diagnose', { api_key: 'x' }, 'diagnose takes no "api_key".', 'Secrets are never arguments'],
  ['diagnose', { answers: ['yes'] }, 'answers must be an object', ''],
  ['diagnose', { answers: { 'webhooks.throttle': {} } }, '"webhooks.throttle" in answers must be', ''],
  [
    'diagnose',
    { answers: { 'webhooks.targetUrl': 'https://x.test/hook' } },
    '"webhooks.targetUrl" is a secret',
    'configuration file',
  ],
  [
    'diagnose',
    { answers: { 'opencx.webhookUrl': 'https://x.test/hook' } },
    '"opencx.webhookUrl" is a secret',
    'OPENCX_WEBHOOK_URL',
  ],
  ...[
    'pat-na1-00000000-0000-0000-0000-000000000000',
    'https://x.test/backend/hubspot/eyJhbGciOiJub25lIn0.eyJ1c2UiOiJmaXh0dXJlIn0.fixture',
  ].map((secret): [string, unknown, string, string] => [
    'diagnose',
    { answers: { 'opencx.defaultUserId': secret } },
    'What "opencx.defaultUserId" in answers holds looks like a secret',
    'where this server is started',
  ]),
  ['diagnose', [], 'The arguments of diagnose must be an object.', ''],
  ['recheck', { run: 'r1' }, 'recheck needs cause.', 'id of the cause'],
  ['recheck', { cause: null, run: 'r1' }, 'recheck needs cause.', 'id of the cause'],
  ['read_logs', { files: [1] }, 'files must be a list of words.', ''],
  ['read_logs', { files: [] }, 'files must be a list of words.', ''],
  ['read_logs', { files: ['a'], since: 'yesterday' }, 'since: "yesterday" is no time', '2h'],
  ['prove', { wait: 100 }, 'wait must be a whole number from 0 to 50.', ''],
  [
    'describe',
    { id: 'x'.repeat(300_000) },
    'A word in the arguments of describe has 300000 characters',
    'Name a',
  ],
  ['diagnose', { ['x'.repeat(2_000)]: 1 }, 'A word in the arguments of diagnose has 2000', 'Name a'],
  ['diagnose', { answers: { ['x'.repeat(2_000)]: 1 } }, 'A word in the arguments of diagnose has 2000', ''],
  ['diagnose', { answers: { a: ['x'.repeat(2_000)] } }, 'A word in the arguments of diagnose has 2000', ''],
  [
    'read_logs',
    { files: Array(60_000).fill('a') },
    'There are more than 50000 characters in the arguments of read_logs.',
    'fewer',
  ],
  ['list_portals', { profile: 'x' }, 'list_portals takes no "profile".', 'It takes none.'],
])('%s %j', async (name, given, said, next) => {
  const { message, hint = '' } = await refused(name, given);
  expect(message).toContain(said);
  expect(hint).toContain(next);
  expect(message + hint).not.toContain('pat-na1-0');
  expect(message + hint).not.toContain('x.test');
});

const anything = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything()));

describe.each(TOOLS.map(({ name, takes }) => ({ name, takes })))('$name', ({ name, takes }) => {
  test('takes what it can use, and refuses the rest in a sentence', () => {
    const named = fc.dictionary(fc.constantFrom(...Object.keys(takes), 'x'), fc.anything());
    fc.assert(
      fc.property(fc.oneof(anything, named), (given) => {
        try {
          readArguments(takes, given, name);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as Error).message).toMatch(/^[^\n]+\.$/);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('has a schema that says what is needed and takes nothing else', () => {
    expect(schemaOf(takes)).toMatchObject({ type: 'object', additionalProperties: false });
    for (const { schema } of Object.values(takes)) expect(schema['description']).toMatch(/\w/);
  });
});

test('nothing that is left out is refused', () => {
  expect(
    readArguments(tool('diagnose').takes, { thread: null, symptom: '', answers: undefined }, 'diagnose'),
  ).toEqual({});
  expect(readArguments(tool('list_portals').takes, undefined, 'list_portals')).toEqual({});
});

test('answers come in whatever form JSON suggests', () => {
  const given = {
    'webhooks.committed': false,
    'webhooks.throttle': 10,
    'webhooks.paused': [],
    'webhooks.subscriptions': ['conversation.newMessage', 'conversation.creation'],
    'opencx.defaultUserId': ' A-7001 ',
    'opencx.crmConnected': null,
    'conversation.thread': 9001,
  };
  expect(readAnswers(given, 'answers')).toEqual({
    typed: [
      { key: 'webhooks.committed', value: 'no' },
      { key: 'webhooks.throttle', value: '10' },
      { key: 'webhooks.paused', value: 'none' },
      { key: 'webhooks.subscriptions', value: 'conversation.newMessage,conversation.creation' },
      { key: 'opencx.defaultUserId', value: 'A-7001' },
    ],
    pointed: { thread: '9001' },
  });
});
