import { expect, test } from 'vitest';
import { typedAgain } from '../../../src/core/flags/typed-again.ts';

test('what a run looks at is told again, whatever was typed to print it', () => {
  const options = {
    thread: { id: '9100001', linked: { portalId: 1 } },
    mode: 'project-app',
    portal: 7700001,
    webhookConfig: ['a b.json', 'c.json'],
    probeWebhook: true,
    answer: [
      { key: 'webhooks.throttle', value: '10' },
      { key: 'webhooks.paused', value: 'none' },
    ],
    only: ['token', 'scopes'],
    format: 'json',
    timeout: 10,
  };
  expect(typedAgain(options).join(' ')).toBe(
    '--portal 7700001 --mode project-app --thread 9100001 --webhook-config a b.json c.json --answer webhooks.throttle=10 --answer webhooks.paused=none --probe-webhook --only token --only scopes',
  );
});

test('a webhook URL is a secret and never told', () => {
  expect(typedAgain({ webhookUrl: 'https://api.open.cx/hook/x' })).toEqual([]);
});
