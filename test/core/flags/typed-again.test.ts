import { expect, test } from 'vitest';
import { typedAgain } from '../../../src/core/flags/typed-again.ts';

test('what a run looks at is told again, whatever was typed to print it', () => {
  const options = {
    thread: { id: '9100001', linked: { portalId: 1 } },
    mode: 'project-app',
    portal: 7700001,
    webhookConfig: ['a b.json', 'c.json'],
    probeWebhook: true,
    only: [],
    format: 'json',
    timeout: 10,
  };
  expect(typedAgain(options).join(' ')).toBe(
    '--portal 7700001 --mode project-app --thread 9100001 --webhook-config a b.json c.json --probe-webhook',
  );
});

test('a webhook URL is a secret and never told', () => {
  expect(typedAgain({ webhookUrl: 'https://api.open.cx/hook/x' })).toEqual([]);
});
