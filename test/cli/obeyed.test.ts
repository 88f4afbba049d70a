/** Words and files that hold what a terminal obeys, named to every command: nothing of it comes out. */
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectNothingObeyed, OBEYED } from '../support/obeyed.ts';

/** No file system takes a NUL in a name. */
const SIGNS = OBEYED.filter((sign) => sign !== '\u0000').join('x');
const NAME = `a${SIGNS}b`.replaceAll('/', '');

const WORDS: readonly string[][] = [
  [NAME],
  ['doctor', NAME],
  ['doctor', `--${NAME}`],
  ['doctor', '--only', NAME],
  ['doctor', '--sandbox', NAME],
  ['doctor', '--thread', NAME],
  ['doctor', '--format', NAME],
  ['doctor', '--profile', NAME, '--config', 'config.json'],
  ['doctor', '--offline', '--no-input', '--output', `${NAME}/report.txt`],
  ['doctor', '--from', NAME],
  ['doctor', 'recheck', NAME],
  ['doctor', 'recheck', 'token-rejected', '--from', NAME],
  ['retest', '--answers', NAME],
  ['diff', NAME, NAME],
  ['logs', NAME],
  ['explain', '--event', NAME],
  ['explain', '--journal', NAME],
  ['engine', NAME],
  ['engine', 'journal', '--journal', NAME],
  ['engine', 'replay', '--failed', '--journal', NAME],
  ['engine', 'trigger', NAME],
  ['engine', 'start', '--sandbox', NAME],
  ['engine', 'start', '--sandbox', 'healthy-email', '--story', NAME],
  ['checks', NAME],
  ['sandbox', 'start', NAME],
  ['help', NAME],
];

test.each(WORDS.map((words) => [words.map((word) => (word.includes(NAME) ? '...' : word)).join(' '), words]))(
  'a word: %s',
  async (_name, words) => {
    const cwd = await folderWith({ 'config.json': { profiles: { eu: {} } } });
    const { code, out, err } = await runHere(words, { cwd });
    expect(code).toBeGreaterThan(0);
    expectNothingObeyed(out, 'standard output');
    expectNothingObeyed(err, 'standard error');
  },
);

describe('a file', () => {
  const DOCTOR = ['doctor', '--offline', '--no-input'];
  const FILES: readonly [what: string, args: string[], content: unknown][] = [
    ['a key of the configuration', [...DOCTOR, '--config', 'named.json'], { [SIGNS]: 1 }],
    ['a value of the configuration', [...DOCTOR, '--config', 'named.json'], { connection: { mode: SIGNS } }],
    [
      'the name of a profile',
      [...DOCTOR, '--config', 'named.json', '--profile', 'x'],
      { profiles: { [SIGNS]: {} } },
    ],
    ['a key of the answers', [...DOCTOR, '--answers', 'named.json'], { answers: { [SIGNS]: true } }],
    [
      'who answered',
      [...DOCTOR, '--full', '--verbose', '--answers', 'named.json'],
      { answers: { 'webhooks.throttle': { value: 5, by: SIGNS } } },
    ],
    [
      'an answer',
      [...DOCTOR, '--full', '--verbose', '--answers', 'named.json'],
      { answers: { 'webhooks.ticketProperties': [SIGNS] } },
    ],
    [
      'a suppression',
      [...DOCTOR, '--full', '--suppressions', 'named.json'],
      { suppressions: [{ check: SIGNS, reason: SIGNS, expires: '2999-01-01' }] },
    ],
    [
      'a webhook configuration',
      [...DOCTOR, '--full', '--webhook-config', 'named.json'],
      { targetUrl: 'https://hooks.example.test/x', throttling: { period: SIGNS, maxConcurrentRequests: 5 } },
    ],
    ['a bundle', ['doctor', '--from', 'named.json'], { bundleVersion: 1, [SIGNS]: SIGNS }],
    [
      'a log',
      ['logs', 'named.json'],
      [
        {
          method: 'GET',
          url: `https://api.hubapi.com/crm/v3/owners/${SIGNS}`,
          status: 403,
          message: SIGNS,
          timestamp: '2026-11-20T10:00:00Z',
          category: SIGNS,
        },
      ],
    ],
    [
      'a delivery',
      ['explain', '--event', 'named.json'],
      [
        {
          subscriptionType: 'ticket.propertyChange',
          objectId: SIGNS,
          portalId: 1,
          occurredAt: 1_700_000_000_000,
          propertyName: SIGNS,
          propertyValue: SIGNS,
          eventId: 1,
        },
      ],
    ],
  ];
  const FORMATS = [[], ['--format', 'json']];

  test.each(FILES)('%s', async (_what, args, content) => {
    const cwd = await folderWith({ 'named.json': content });
    for (const format of FORMATS) {
      const { out, err } = await runHere([...args, ...format], { cwd });
      expect(out + err).not.toBe('');
      expectNothingObeyed(out, 'standard output');
      expectNothingObeyed(err, 'standard error');
    }
  });
});
