import { expect, test } from 'vitest';
import { flagOfKey, isOfTheWay, type TypedFlag, typedAgain } from '../../../src/core/flags/typed-again.ts';

const words = (flags: readonly TypedFlag[]) =>
  flags.flatMap(({ name, values }) => [name, ...values]).join(' ');

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
  expect(words(typedAgain(options))).toBe(
    '--portal 7700001 --mode project-app --thread 9100001 --webhook-config a b.json c.json --answer webhooks.throttle=10 --answer webhooks.paused=none --probe-webhook --only token --only scopes',
  );
});

test('the way to a portal is told apart from what is looked at there', () => {
  const options = {
    profile: 'shop',
    tokenFile: 'token.txt',
    personalAccessKeyFile: 'key.txt',
    allowHost: ['hubspot.example.test'],
    project: 'desk',
    contact: 'jo.doe@example.test',
    answers: ['answers.yaml'],
  };
  expect(words(typedAgain(options).filter(isOfTheWay))).toBe(
    '--profile shop --token-file token.txt --personal-access-key-file key.txt --allow-host hubspot.example.test --project desk',
  );
});

test('a flag is known by the key of the setting that it gives', () => {
  expect(flagOfKey('opencx.defaultUserId')).toBe('--default-user');
  expect(flagOfKey('connection.mode')).toBe('--mode');
  expect(flagOfKey('webhooks.throttle')).toBeUndefined();
});

test('a webhook URL is a secret and never told', () => {
  expect(typedAgain({ webhookUrl: 'https://api.open.cx/hook/x' })).toEqual([]);
});
