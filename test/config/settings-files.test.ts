/** What `--webhook-config` takes beside webhook files: the archive of a project, and answers of `hs project` with `--json`. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSettingsFiles } from '../../src/config/settings-files.ts';
import { folderWith, usageErrorOf } from './folder.ts';

const TARGET = 'https://api.open.cx/backend/hubspot/canary';
const INFO = {
  projectName: 'opencx-support',
  platformVersion: '2026.03',
  projectId: 30010,
  deployedBuildId: 4,
  autoDeployEnabled: true,
  projectUrl: 'https://app.hubspot.com/developer-projects/1020304/project/opencx-support',
  app: { name: 'OpenCX', id: 2011410, uid: 'opencx_app', authType: 'static', distributionType: 'private' },
  components: [{ uid: 'webhooks', type: 'WEBHOOKS' }],
};
const BUILDS = {
  projectName: 'opencx-support',
  deployedBuildId: 4,
  results: [
    {
      buildId: 5,
      status: 'SUCCESS',
      isDeployed: false,
      isAutoDeployEnabled: false,
      platformVersion: '2026.03',
      finishedAt: '2026-11-19T16:00:40.000Z',
      subbuildStatuses: [],
    },
    { buildId: 4, status: 'SUCCESS', isDeployed: true, platformVersion: '2026.03', subbuildStatuses: [] },
  ],
};
const INSTALL = {
  appId: 2011410,
  appUid: 'opencx_app',
  accountId: 1020304,
  projectId: 30010,
  isInstalled: true,
  isInstalledWithCurrentScopes: false,
  previouslyAuthorizedScopeGroups: [{ id: 1, name: 'tickets' }],
};

test('answers of the command line are told by what they hold', async () => {
  const folder = await folderWith({ 'info.json': INFO, 'builds.json': BUILDS, 'install.json': INSTALL });
  const { webhooks, project } = await readSettingsFiles(['builds.json', 'info.json', 'install.json'], folder);
  expect(webhooks).toEqual([]);
  expect(project.project).toMatchObject({
    file: 'builds.json, info.json',
    value: { name: 'opencx-support', id: 30010, appId: 2011410, deployedBuildId: 4, latestBuild: { id: 5 } },
  });
  expect(project.builds?.value).toMatchObject({
    whole: true,
    builds: [{ id: 5, autoDeploy: false }, { id: 4 }],
  });
  expect(project.install).toEqual({
    file: 'install.json',
    value: { appId: 2011410, withScopes: false, authorized: ['tickets'] },
  });
});

test('each field of an answer is read by itself', async () => {
  const odd = {
    ...BUILDS,
    deployedBuildId: 'four',
    results: [{ ...BUILDS.results[0], status: 7 }],
    paging: { next: { after: '1' } },
  };
  const { project } = await readSettingsFiles(['b.json'], await folderWith({ 'b.json': odd }));
  expect(project.project?.value.unreadable).toEqual(['deployedBuildId']);
  expect(project.builds?.value).toMatchObject({ whole: false, builds: [{ id: 5, unreadable: ['status'] }] });
});

test('an archive gives its webhooks as the file that holds them, and its URL is known as a secret', async () => {
  const app = { uid: 'a', type: 'app', config: { auth: { requiredScopes: ['tickets'] } } };
  const hooks = {
    uid: 'w',
    type: 'webhooks',
    config: { settings: { targetUrl: TARGET }, subscriptions: {} },
  };
  const folder = await folderWith({});
  const files = { 'src/app/app-hsmeta.json': app, 'src/app/webhooks/webhooks-hsmeta.json': hooks };
  const bytes = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, one]) => [name, strToU8(JSON.stringify(one))])),
  );
  await writeFile(join(folder, 'project.zip'), bytes);
  const { webhooks, project } = await readSettingsFiles(['project.zip'], folder);
  expect(webhooks.map(({ webhookFile }) => webhookFile.file)).toEqual([
    'src/app/webhooks/webhooks-hsmeta.json',
  ]);
  expect(webhooks[0]?.targetUrl?.reveal()).toBe(TARGET);
  expect(project.sources).toMatchObject({ file: 'project.zip', value: { app: { uid: 'a' } } });
});

test.each([
  [
    'holds no project',
    zipSync({ 'readme.md': strToU8('#') }),
    /^The archive p\.zip does not hold the app of a HubSpot project\.$/,
  ],
  [
    'is cut off',
    zipSync({ 'a-hsmeta.json': strToU8('{}') }).subarray(0, 40),
    /^The archive p\.zip is no zip archive, or a damaged one\.$/,
  ],
])('an archive that %s is refused by name, with the next step', async (_what, bytes, message) => {
  const folder = await folderWith({});
  await writeFile(join(folder, 'p.zip'), bytes);
  const error = await usageErrorOf(readSettingsFiles(['p.zip'], folder));
  expect(error.message).toMatch(message);
  expect(error.hint).toContain('hs project download');
});
