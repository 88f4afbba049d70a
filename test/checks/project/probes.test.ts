/** What is asked of HubSpot's developer platform, by what is known of the app and its portal. */
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import { projectProbes } from '../../../checks/project/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../../src/core/evidence.ts';
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

test.each(['app', 'projects'])(
  'of two calls that are refused the same one is told, also where %s is answered first',
  async (first) => {
    const refusedIn = (turns: number, message: string) => async () => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      throw new EvidenceFailure({ kind: 'http', status: 403, category: 'MISSING_SCOPES', message });
    };
    const developer = {
      app: refusedIn(first === 'app' ? 1 : 20, 'HubSpot does not show the app.'),
      projects: refusedIn(first === 'app' ? 20 : 1, 'HubSpot does not show the projects.'),
    };
    const looking = projectProbes.find(({ key }) => key === 'project.found');
    const got: EvidenceSet = {
      'project.access': found({ hubId: 1001 }),
      'token.introspection': found({ hubId: 1001, appId: 2001, scopes: [] }),
    };
    const obtained = looking?.obtain({ given: {}, developer: () => developer } as unknown as World, got);
    await expect(obtained).rejects.toThrow('HubSpot does not show the app.');
  },
);
