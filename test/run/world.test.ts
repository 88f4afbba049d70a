/** Where a personal access key goes, and why it goes nowhere. */
import { expect, onTestFinished, test } from 'vitest';
import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { Secret } from '../../src/core/secret.ts';
import { openWorld } from '../../src/run/world.ts';

const KEY = 'CihuYTEtMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw';
const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
const HUBSPOT = 'https://api.hubapi.com';

async function developerOf(key: string | undefined, hubspotUrl = HUBSPOT, offline = false) {
  const given = {
    ...(key !== undefined && { personalAccessKey: new Secret(key) }),
    webhookFiles: [],
    answers: {},
    probeWebhook: false,
    offline,
  };
  const settings = { given, hubspotUrl, openCxUrl: 'https://api.open.cx', allowedHosts: ['proxy.test'] };
  const { world, close } = await openWorld(settings, { timeoutMs: 1000, proxy: {} });
  onTestFinished(close);
  return () => world.developer();
}

test.each([HUBSPOT, 'https://api-eu1.hubapi.com', 'http://127.0.0.1:8787', 'http://localhost:1'])(
  'a key is sent to %s',
  async (url) => {
    expect(await developerOf(KEY, url)).not.toThrow();
    expect(await developerOf(` "${KEY}"`, url)).not.toThrow();
  },
);

test.each([
  [
    KEY,
    'https://proxy.test',
    "a personal access key is sent to HubSpot alone, and proxy.test is not HubSpot's",
  ],
  [TOKEN, HUBSPOT, 'is the access token of an app, which belongs in HUBSPOT_ACCESS_TOKEN'],
  ['ocx_live_00000000000000000000', HUBSPOT, 'seems to be an OpenCX API key'],
  ['00000000-0000-0000-0000-000000000000', HUBSPOT, 'seems to be the client secret of the app'],
  ['YOUR_KEY_HERE', HUBSPOT, 'has not the form of one'],
])('%s is not sent to %s', async (key, url, reason) => {
  const developer = await developerOf(key, url);
  expect(developer).toThrow(EvidenceFailure);
  expect(developer).toThrow(reason);
});

test('without one, none was given; and no call is made with --offline', async () => {
  expect(await developerOf(undefined)).toThrow(EvidenceNotGiven);
  expect(await developerOf(undefined, HUBSPOT, true)).toThrow(EvidenceNotGiven);
  expect(await developerOf(KEY, HUBSPOT, true)).toThrow('--offline');
});
