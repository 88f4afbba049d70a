import { expect, test } from 'vitest';
import file from '../../../checks/project/file.ts';
import type { WebhookConfig } from '../../../src/core/hubspot/webhooks.ts';
import { causesOf, verdictOf } from '../token/judging.ts';
import { URL_FACTS } from '../webhooks/samples.ts';
import { found } from './judging.ts';

const ROW = { event: 'conversation.newMessage', active: true, list: 'hubEvents' };
const TICKET = { event: 'ticket.propertyChange', property: 'subject', active: true };
const DEPLOYED: WebhookConfig = {
  targetUrl: URL_FACTS,
  throttle: { limit: 100 },
  subscriptions: [ROW, TICKET],
};

function look(given: WebhookConfig, { form = 'project', buildId = 4 as number | null } = {}) {
  const written = { file: 'w-hsmeta.json', form: form as 'project' };
  const build = buildId === null ? {} : { buildId };
  return verdictOf(
    file,
    {
      'webhooks.file': found({ ...given, written: { targetUrl: written } }, 'file'),
      'project.sources': found({
        ...build,
        app: { file: 'a' },
        webhooks: { file: 'w', form: 'project' as const, config: DEPLOYED },
      }),
    },
    { mode: 'project-app' },
  );
}

test.each<[string, WebhookConfig, string]>([
  ['the same', DEPLOYED, 'pass'],
  [
    'the same in another order and list',
    { ...DEPLOYED, subscriptions: [TICKET, { ...ROW, list: 'x' }] },
    'pass',
  ],
  ['what is filled in at the upload', { subscriptions: [ROW, TICKET] }, 'pass'],
  ['another URL', { ...DEPLOYED, targetUrl: { ...URL_FACTS, digest: 'other' } }, 'target URL'],
  ['no URL', { ...DEPLOYED, targetUrl: null }, 'target URL'],
  ['another throttle', { ...DEPLOYED, throttle: { limit: 10 } }, 'throttling'],
  [
    'a paused row',
    { ...DEPLOYED, subscriptions: [{ ...ROW, active: false }, TICKET] },
    'list of subscriptions',
  ],
])('a file with %s', (_what, given, expected) => {
  const verdict = look(given);
  if (expected === 'pass') return expect(verdict.status).toBe('pass');
  expect(verdict).toMatchObject({ status: 'warn', summary: expect.stringContaining(expected) });
  expect(causesOf(verdict)).toEqual(['project-file-differs']);
});

test('a saved answer is no file of a project, and an archive of which nobody knows the build is not compared', () => {
  expect(look(DEPLOYED, { form: 'api-both' }).status).toBe('na');
  expect(look(DEPLOYED, { buildId: null }).status).toBe('na');
});
