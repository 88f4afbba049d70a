/** A personal access key, and the token that HubSpot gives for it: neither is in any output, however HubSpot answers. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { REPORT_FORMATS } from '../../src/core/formats.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { CANARIES, encodingsOf, expectNoTrace } from './canaries.ts';
import { hostThat, TOKEN } from './hosts.ts';

const KEY = CANARIES.HUBSPOT_PERSONAL_ACCESS_KEY;
/** What is given for the key: nothing tells by its look that it is a secret. */
const EXCHANGED = 'canary-exchanged-0123456789';
const REFRESH = '/localdevauth/v1/auth/refresh';
const HASTE = ['--timeout', '0.5', '--deadline', '1'];

interface Heard {
  url: string;
  /** What came in beside the exchange. */
  asked: string[];
}

/** A host that gives a token for the key, or answers as it does everything: with what it was sent. */
async function repeatingHost(status: number, { exchanges }: { exchanges: boolean }): Promise<Heard> {
  const asked: string[] = [];
  const url = await hostThat(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const isExchange = request.url?.startsWith(REFRESH) === true;
    const sent = `${request.url} ${request.headers.authorization} ${body}`;
    if (!isExchange) asked.push(sent);
    const said = isExchange && exchanges ? tokenFor(sent) : repeated(status, sent);
    response.writeHead(isExchange && exchanges ? 200 : status, {
      'Content-Type': 'application/json',
      'X-HubSpot-Correlation-Id': sent.replaceAll(/[^\x20-\x7e]/g, ''),
    });
    response.end(JSON.stringify(said));
  });
  return { url, asked };
}

function tokenFor(sent: string) {
  return { hubId: 1020304, userId: 7003, oauthAccessToken: EXCHANGED, scopeGroups: [sent], hubName: sent };
}

/** Wherever HubSpot writes a text, of the developer platform's answers too. */
function repeated(status: number, sent: string) {
  return {
    status: 'error',
    message: sent,
    correlationId: sent,
    category: status === 401 ? 'EXPIRED_AUTHENTICATION' : 'MISSING_SCOPES',
    context: { requiredGranularScopes: [sent] },
    oauthAccessToken: '',
    name: sent,
    results: [{ id: 1, name: sent, projectId: 30010, sourceId: sent, errorMessage: sent }],
  };
}

const MANNERS = [
  ['--full', '--verbose'],
  ['--format', 'json'],
];
const look = (...flags: string[]) => ['doctor', '--no-input', ...HASTE, ...flags];
const envFor = (url: string) => ({
  HUBSPOT_API_URL: url,
  HUBSPOT_ACCESS_TOKEN: TOKEN,
  HUBSPOT_PERSONAL_ACCESS_KEY: KEY,
});

const STATUSES = PROOF ? [200, 400, 401, 403, 404, 429, 500] : [200, 401, 403];

describe.each(STATUSES)('a host that repeats what it was sent, with %i', (status) => {
  test('in the place of a token for the key', async () => {
    const { url } = await repeatingHost(status, { exchanges: false });
    for (const manner of MANNERS) await expectNoTrace(await runHere(look(...manner), { env: envFor(url) }));
  });

  test('in everything but the exchange', async () => {
    const { url, asked } = await repeatingHost(status, { exchanges: true });
    for (const manner of [...MANNERS, ['--project', 'opencx-support']])
      await expectNoTrace(await runHere(look(...manner), { env: envFor(url) }));
    expect(asked.join('\n')).toContain(`Bearer ${EXCHANGED}`);
  });
});

const REFLECTED = [KEY, EXCHANGED].flatMap(encodingsOf).join(' ');
/** As long as HubSpot's sentence may grow, so that the cut falls into what follows. */
const UP_TO_THE_CUT = 'x '.repeat(145);

/** A project app that repeats the key and the token in every encoding, in HubSpot's sentences, or in names as well. */
async function reflectingPortal({ names }: { names: boolean }): Promise<Sandbox> {
  const portal = await loadPortal('project-build-failed');
  const { state } = portal;
  const [held] = Object.values(state.personalAccessKeys);
  if (held) state.personalAccessKeys = { [KEY]: { ...held, accessToken: EXCHANGED } };
  const builds = Object.values(state.projects).flatMap((project) => Object.values(project.builds));
  for (const build of builds) {
    build.uploadMessage = REFLECTED;
    if (build.status !== 'FAILURE') continue;
    build.failures = { webhooks: `${UP_TO_THE_CUT}${EXCHANGED}`, opencx_app: REFLECTED };
  }
  if (names) {
    for (const app of Object.values(state.apps)) app.name = `App ${REFLECTED}`;
    const projects = Object.values(state.projects);
    for (const project of projects) project.appUid = `uid ${REFLECTED}`;
    state.projects = Object.fromEntries(projects.map((project) => [`Project ${REFLECTED}`, project]));
  }
  const sandbox = await startSandbox(portal);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

describe('a portal that reflects the key and its token in every encoding', () => {
  test.each(
    [
      ...REPORT_FORMATS.map((format) => ['doctor', '--no-input', '--full', '--verbose', '--format', format]),
      ['retest', '--verbose'],
      ['prove', '--patience', '0.1', '--verbose', '--format', 'ndjson'],
    ].map((args) => ({ args })),
  )('$args', async ({ args }) => {
    const { url } = await reflectingPortal({ names: true });
    const cwd = await folderWith({});
    const outcome = await runHere(args, { cwd, env: envFor(url), width: 40 });
    await expectNoTrace(outcome, cwd);
    expect(outcome.code).not.toBe(2);
    if (args[0] === 'doctor') expect(outcome.out).toMatch(/\[secret\\?\]/);
  });

  test('is kept in no file, and in nothing that is told of it later', async () => {
    const { url } = await reflectingPortal({ names: false });
    const cwd = await folderWith({});
    await expectNoTrace(await runHere(SAVING, { cwd, env: envFor(url) }), cwd);
    expect(await readFile(join(cwd, 'saved.json'), 'utf8')).toContain('project.found');
    for (const again of [
      ['doctor', '--from', 'saved.json', '--full'],
      ['doctor', 'recheck', 'project-build-failed', '--from', 'saved.json'],
      ['diff', 'saved.json', 'saved.json'],
    ])
      await expectNoTrace(await runHere(again, { cwd, env: envFor(url) }), cwd);
  });

  test('is not saved where a name holds them', async () => {
    const { url } = await reflectingPortal({ names: true });
    const cwd = await folderWith({});
    const outcome = await runHere(SAVING, { cwd, env: envFor(url) });
    expect(outcome.code).toBe(2);
    expect(await readdir(cwd)).toEqual(['page.html']);
    await expectNoTrace(outcome, cwd);
  });
});

const SAVING = ['doctor', '--no-input', '--save', 'saved.json', '--format', 'html', '--output', 'page.html'];
