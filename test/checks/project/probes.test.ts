/** What is asked of HubSpot's developer platform, by what is known of the app and its portal. */
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import { projectProbes } from '../../../checks/project/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceNotGiven } from '../../../src/core/evidence.ts';
import { TIMED_OUT } from '../token/judging.ts';
import { found, NOT_GIVEN, project } from './judging.ts';

const install = projectProbes.find(({ key }) => key === 'project.install');
const APP = { id: 77, appUid: 'opencx-app' };

async function askedFor(got: EvidenceSet): Promise<unknown> {
  let asked: unknown;
  const developer = {
    install: async (app: object) => {
      asked = app;
      return { withScopes: true, authorized: [] };
    },
  };
  await install?.obtain({ given: {}, developer: () => developer } as unknown as World, got);
  return asked;
}

const token = (hubId: number) => found({ hubId, scopes: [] });

test.each<[string, EvidenceSet, number]>([
  ['of the token', { 'token.introspection': token(1001), 'project.access': found({ hubId: 1002 }) }, 1001],
  ['of the key', { 'token.introspection': NOT_GIVEN, 'project.access': found({ hubId: 1002 }) }, 1002],
])('an install is looked for in the portal %s', async (_of, got, portalId) => {
  expect(await askedFor({ 'project.found': found(project(APP)), ...got })).toMatchObject({
    portalId,
    projectId: 77,
    uid: 'opencx-app',
  });
});

test.each<[string, EvidenceSet]>([
  ['portal', { 'token.introspection': TIMED_OUT, 'project.access': found({ userId: 7001 }) }],
  ['project', { 'token.introspection': token(1001), 'project.found': found(project({ appUid: 'x' })) }],
  ['app', { 'token.introspection': token(1001), 'project.found': found(project({ id: 77 })) }],
])('no install is looked for where the %s is not known', async (_unknown, got) => {
  await expect(askedFor({ 'project.found': found(project(APP)), ...got })).rejects.toThrow(EvidenceNotGiven);
});
