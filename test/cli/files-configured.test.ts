/** Files that the configuration names, and what is said where one is not there. */
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const CONFIG = 'opencx-hubspot.config.json';
const DOCTOR = ['doctor', '--offline', '--no-input'];

const NAMED: readonly [key: string, settings: object, role: string][] = [
  ['answers', { answers: 'gone' }, 'answers file'],
  ['suppressions', { suppressions: 'gone' }, 'suppressions file'],
  ['hubspot.tokenFile', { hubspot: { tokenFile: 'gone' } }, 'token file'],
  [
    'hubspot.personalAccessKeyFile',
    { hubspot: { personalAccessKeyFile: 'gone' } },
    'personal access key file',
  ],
  ['webhooks.config', { webhooks: { config: 'gone' } }, 'webhook configuration file'],
  [
    'webhooks.config, one of two',
    { webhooks: { config: ['there.json', 'gone'] } },
    'webhook configuration file',
  ],
];

describe('a file that is named and not there is refused', () => {
  test.each(NAMED)('%s', async (_key, settings, role) => {
    const cwd = await folderWith({
      [CONFIG]: settings,
      'there.json': { targetUrl: 'https://x.example.test' },
    });
    expectUsageError(await runHere(DOCTOR, { cwd }), `The ${role} `, 'gone does not exist.');
  });

  test.each(NAMED)('%s, in a profile', async (_key, settings, role) => {
    const files = {
      [CONFIG]: { profiles: { shop: settings, other: {} } },
      'there.json': { targetUrl: 'https://x.example.test' },
    };
    const cwd = await folderWith(files);
    const outcome = await runHere([...DOCTOR, '--profile', 'shop'], { cwd });
    expectUsageError(outcome, `The ${role} `, 'gone does not exist.');
    expect((await runHere([...DOCTOR, '--profile', 'other'], { cwd })).err).not.toContain('does not exist');
  });

  test.each([
    [['engine', 'start', '--port', '0']],
    [['explain', '--thread', '8243601188']],
    [['prove', '--format', 'ndjson']],
  ])('answers, by %j', async (line) => {
    const cwd = await folderWith({ [CONFIG]: { answers: 'gone' } });
    expectUsageError(await runHere(line, { cwd }), 'The answers file ', 'gone does not exist.');
  });
});

test('a default answers file that nobody named need not be there', async () => {
  const { err } = await runHere(DOCTOR, { cwd: await folderWith({ [CONFIG]: {} }) });
  expect(err).not.toContain('does not exist');
});

test('a journal, which an engine writes, need not be there; that it is not is told', async () => {
  const outcome = await runHere(DOCTOR, { cwd: await folderWith({ [CONFIG]: { journal: 'gone.db' } }) });
  expect(outcome.code).not.toBe(2);
  expect(outcome.err).toMatch(/^The journal \S+gone\.db does not exist yet, so nothing is read of it\.$/m);
});
