import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import deployed from '../../../checks/project/deployed.ts';
import { AT, answer, causesOf, NO_DIAGNOSIS, verdictOf } from '../token/judging.ts';
import { URL_FACTS } from '../webhooks/samples.ts';
import { build, builds, found, NOT_GIVEN, project } from './judging.ts';

const NONE: EvidenceSet = {
  'project.builds': NOT_GIVEN,
  'project.releases': NOT_GIVEN,
  'project.sources': NOT_GIVEN,
};
const look = (evidence: EvidenceSet) =>
  verdictOf(deployed, { ...NONE, ...evidence }, { mode: 'project-app' });

const COMPLETE = ['conversation.newMessage', 'conversation.creation'].map((event) => ({
  event,
  active: true,
}));
const TICKET = { event: 'ticket.propertyChange', property: 'subject', active: true };
const sources = (subscriptions: object[], buildId = 4) =>
  found({
    buildId,
    app: { file: 'src/app/app-hsmeta.json' },
    webhooks: {
      file: 'w-hsmeta.json',
      form: 'project' as const,
      config: { targetUrl: URL_FACTS, subscriptions: subscriptions as never },
    },
  });

const WITHOUT_DEPLOYED = (() => {
  const { deployedBuildId: _id, deployedBuild: _build, ...rest } = project({ latestBuild: build(5) });
  return rest;
})();
const FAILED = build(5, { status: 'FAILURE', failed: [{ name: 'webhooks', message: 'not taken' }] });
const ON_RELEASES = project({ deployedBuild: build(4, { platformVersion: '2027.03-beta' }) });

test.each<[string, EvidenceSet, string, string[]]>([
  ['the newest is deployed', { 'project.found': found(project()) }, 'pass', []],
  [
    'an older one is',
    { 'project.found': found(project({ latestBuild: build(5) })) },
    'fail',
    ['project-not-deployed'],
  ],
  [
    'the list shows a newer one',
    { 'project.found': found(project()), 'project.builds': builds(build(6), build(4)) },
    'fail',
    ['project-not-deployed'],
  ],
  [
    'none is deployed',
    { 'project.found': found(WITHOUT_DEPLOYED), 'project.builds': builds(build(5)) },
    'fail',
    ['project-not-deployed'],
  ],
  [
    'nothing was ever uploaded',
    { 'project.found': found({ name: 'x' }), 'project.builds': builds() },
    'fail',
    ['project-not-deployed'],
  ],
  ['no build is shown', { 'project.found': found({ name: 'x' }) }, 'unknown', []],
  [
    'a newer one is under way',
    { 'project.found': found(project({ latestBuild: build(5, { status: 'BUILDING' }) })) },
    'pass',
    [],
  ],
  [
    'a newer one failed',
    { 'project.found': found(project({ latestBuild: FAILED })) },
    'warn',
    ['project-build-failed'],
  ],
  [
    'a newer one failed and the one in force is right',
    {
      'project.found': found(project({ latestBuild: FAILED })),
      'project.sources': sources([...COMPLETE, TICKET]),
    },
    'warn',
    ['project-build-failed'],
  ],
  [
    'a newer one failed and the one in force lacks something',
    { 'project.found': found(project({ latestBuild: FAILED })), 'project.sources': sources(COMPLETE) },
    'fail',
    ['project-build-failed'],
  ],
  [
    'a newer one failed, and it is the files of another build that were read',
    { 'project.found': found(project({ latestBuild: FAILED })), 'project.sources': sources([], 5) },
    'warn',
    ['project-build-failed'],
  ],
  [
    'none has ever succeeded',
    { 'project.found': found({ name: 'x' }), 'project.builds': builds(FAILED) },
    'fail',
    ['project-build-failed'],
  ],
  [
    'the list of failures has no end',
    { 'project.found': found({ name: 'x' }), 'project.builds': found({ builds: [FAILED], whole: false }) },
    'unknown',
    [],
  ],
  [
    'what became of a newer one cannot be read',
    { 'project.found': found(project({ latestBuild: { id: 5, unreadable: ['status'] } })) },
    'unknown',
    [],
  ],
  [
    'which one is deployed cannot be read',
    { 'project.found': found({ name: 'x', latestBuild: build(5), unreadable: ['deployedBuildId'] }) },
    'unknown',
    [],
  ],
  [
    'it was released',
    { 'project.found': found(ON_RELEASES), 'project.releases': found([{ tag: 'v1', buildId: 4 }]) },
    'pass',
    [],
  ],
  [
    'another was released',
    { 'project.found': found(ON_RELEASES), 'project.releases': found([{ tag: 'v1', buildId: 3 }]) },
    'fail',
    ['project-not-deployed'],
  ],
  [
    'nothing was released',
    {
      'project.found': found({ ...WITHOUT_DEPLOYED, latestBuild: build(5, { platformVersion: '2027.03' }) }),
      'project.releases': found([]),
    },
    'fail',
    ['project-not-deployed'],
  ],
  [
    'releases are not shown, and none is deployed',
    {
      'project.found': found({ ...WITHOUT_DEPLOYED, latestBuild: build(5, { platformVersion: '2028.1' }) }),
      'project.releases': answer(403),
    },
    'unknown',
    [],
  ],
])('%s', (_what, evidence, status, causes) => {
  const verdict = look(evidence);
  expect([verdict.status, causesOf(verdict)], verdict.summary).toEqual([status, causes]);
});

test('a build that has just succeeded is waited for, where it is deployed by itself', () => {
  const finishedAt = new Date(Date.parse(AT) - 60_000).toISOString();
  const just = (more: object) => ({
    'project.found': found(project()),
    'project.builds': builds(build(5, { finishedAt, ...more })),
  });
  expect(look(just({ autoDeploy: true })).status).toBe('unknown');
  expect(look(just({ autoDeploy: false })).status).toBe('fail');
});

test('a key that shows nothing gives the reason and no finding; what went wrong on the way is unknown', () => {
  const why = 'HubSpot does not show it to this personal access key (403).';
  expect(look({ 'project.found': { ...NOT_GIVEN, why } as never })).toMatchObject({
    status: 'na',
    summary: why,
  });
  for (const evidence of Object.values(NO_DIAGNOSIS))
    expect(look({ 'project.found': evidence }).status).toBe('unknown');
  // Only where the project was asked for by its name.
  expect(look({ 'project.found': answer(404) }).status).toBe('unknown');
  expect(look({ 'project.found': answer(401) }).status).toBe('unknown');
});

test('the fix says what holds for the platform version', async () => {
  const { CAUSES } = await import('../../../checks/causes.ts');
  const { placesFor } = await import('../../../checks/shared/places.ts');
  const steps = (details: Record<string, string | boolean>) =>
    CAUSES['project-not-deployed']
      .fixes({ places: placesFor({ mode: 'project-app' }), mode: 'project-app', details })
      .flatMap((fix) => fix.steps)
      .join('\n');
  expect(steps({ build: '5', released: false })).toContain('`hs project deploy --build=5`');
  expect(steps({ build: '5', released: true, platform: '2027.03' })).toContain(
    '`hs project release create --build=5`',
  );
  expect(steps({ build: '1204', released: false })).toContain('`hs project deploy --build=1204`');
  for (const build of ['5; rm -rf', '$(rm -rf) 5', '-5', ''])
    expect(steps({ build, released: false })).not.toMatch(/--build|rm -rf/);
});
