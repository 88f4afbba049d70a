/** Tokens as people give them, from the environment to the last line: what is said, whom it is for, and no secret in it. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { hostThat, TOKEN } from './hosts.ts';

const ARGS = ['doctor', 'connection-test-fails', '--no-input'];

async function portal(): Promise<string> {
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  onTestFinished(() => sandbox.close());
  return sandbox.url;
}

/** A host that answers every call with one document. */
function answering(status: number, body: object): Promise<string> {
  return hostThat((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
}

async function reportFor(token: string, url: string): Promise<Report> {
  const env = { HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: token };
  return JSON.parse((await runHere([...ARGS, '--format', 'json'], { env })).out);
}

describe('a token that HubSpot takes without its stray signs', () => {
  test.each([`Bearer ${TOKEN}`, `HUBSPOT_ACCESS_TOKEN=${TOKEN}`, `${TOKEN}${TOKEN}`, TOKEN.toUpperCase()])(
    'is a warning for whoever runs the tool: %s',
    async (token) => {
      const { checks, causes } = await reportFor(token, await portal());
      expect(checks['token/format']?.status).toBe('warn');
      expect(checks['token/accepted']?.status).toBe('pass');
      expect(causes[0]).toMatchObject({ id: 'token-malformed', confidence: 'likely', owner: 'you' });
    },
  );

  test('is right where nothing but white space lies around it', async () => {
    const { checks, causes } = await reportFor(`  ${TOKEN}\n`, await portal());
    expect(checks['token/format']?.status).toBe('pass');
    expect(causes).toEqual([]);
  });

  test('is damaged where HubSpot refuses it without them too', async () => {
    const refusal = { status: 'error', category: 'INVALID_AUTHENTICATION', message: 'x', correlationId: 'y' };
    const { checks, causes } = await reportFor(`"${TOKEN}"`, await answering(401, refusal));
    expect(checks['token/format']?.status).toBe('fail');
    expect(causes.map(({ id, owner, followsFrom }) => [id, owner, followsFrom])).toEqual([
      ['token-malformed', 'hubspot-admin', null],
      ['token-rejected', 'hubspot-admin', 'token-malformed'],
    ]);
  });
});

test('a bare uuid is the client secret first, and one of the former API keys second', async () => {
  const { causes } = await reportFor('00000000-0000-0000-0000-000000000000', await portal());
  expect(causes[0]?.id).toBe('token-wrong-kind');
  expect(causes[0]?.title).toMatch(/seems to be the client secret of the app, or one of .* \(hapikey\)/);
  expect(causes[0]?.fixes[0]?.steps.join(' ')).toContain('stand on the same page');
});

/** As HubSpot answers what it cannot read: the token "expired" on the first day of 1970. */
const EXPIRED_IN_1970 = {
  status: 'error',
  message: 'The OAuth token used to make this call expired 20500 day(s) ago.',
  correlationId: '00000000-0000-4000-8000-0000000000a1',
  category: 'EXPIRED_AUTHENTICATION',
  context: { 'expire time': ['1970-01-01T00:00:00Z'] },
};

test('a token that has expired since 1970 is one that HubSpot cannot read', async () => {
  const { checks, causes } = await reportFor(TOKEN, await answering(401, EXPIRED_IN_1970));
  expect(causes[0]).toMatchObject({ id: 'token-rejected', confidence: 'confirmed' });
  expect(causes[0]?.title).toMatch(/cannot read .* another secret, or a damaged one/);
  expect(checks['token/accepted']).toMatchObject({ status: 'fail', measured: 'status 401, expired in 1970' });
  expect(checks['token/accepted']?.summary).not.toContain('has expired');
});

test('one that ran out this year has expired', async () => {
  const context = { 'expire time': ['2026-03-10T23:04:41.164Z'] };
  const { checks } = await reportFor(TOKEN, await answering(401, { ...EXPIRED_IN_1970, context }));
  expect(checks['token/accepted']?.summary).toContain('says that it has expired');
});

/** No other id of these runs is all zeros. */
const ID = '00000000-0000-0000-0000-000000000000';

/** What is told of a token may not be the token, whatever form it was given in; its last four characters may be. */
describe('nothing of it is shown', () => {
  const NEEDLES = [ID.slice(0, 23), ID.slice(8), Buffer.from(ID).toString('base64').slice(0, 20)];
  const GIVEN = [
    ID,
    `Bearer pat-xx9-${ID}`,
    `export HUBSPOT_ACCESS_TOKEN="pat-xx9-${ID}"`,
    `{"token": "pat-xx9-${ID}", "expires": 3}`,
    `pat-xx9-${ID}pat-xx9-${ID}`,
    `PAT-XX9-${ID}`,
    `pat-xx9-${ID}`.replaceAll('-', '\u2011'),
    `pat\u200b-xx9-${ID}`,
    `pat-xx9-${ID}****`,
    `$${ID.replaceAll('-', '_')}`,
    `<${ID}>`,
    `ocx_live_${ID}`,
  ];

  test.each(GIVEN)('%j', async (token) => {
    const cwd = await folderWith({ 'token.txt': token });
    const url = await answering(401, { ...EXPIRED_IN_1970, message: token, category: token });
    const runs = [
      [...ARGS, '--full', '--verbose'],
      [...ARGS, '--format', 'json', '--verbose'],
      [...ARGS, '--token-file', 'token.txt', '--full', '--verbose'],
    ];
    for (const args of runs) {
      const env = {
        HUBSPOT_API_URL: url,
        ...(args.includes('token.txt') ? {} : { HUBSPOT_ACCESS_TOKEN: token }),
      };
      const { out, err } = await runHere(args, { cwd, env, width: 60 });
      const told = `${out}${err}`.replaceAll(/\s+/g, '');
      const needles = [...NEEDLES, ...NEEDLES.map((needle) => needle.replaceAll('-', '_'))];
      for (const needle of needles) expect(told).not.toContain(needle);
    }
  });
});
