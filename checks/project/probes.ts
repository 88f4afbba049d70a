import { type EvidenceError, EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Given, ProjectFiles } from '../../src/core/given.ts';
import { type DeveloperApp, hasReleases, type Project } from '../../src/core/hubspot/developer.ts';
import type { DeveloperReader } from '../../src/core/ports.ts';
import { nearestClause } from '../../src/files/nearest.ts';
import { UnusableZip } from '../../src/files/unusable-zip.ts';
import { UsageError } from '../../src/files/usage-error.ts';
import type { EvidenceSet, EvidenceValues } from '../facts.ts';
import { demand, peek } from '../shared/got.ts';
import { ofAnotherPortal } from '../shared/key-portal.ts';
import { defineProbes, type Found } from '../shared/probe.ts';
import type { projectFacts } from './facts.ts';
import { platformOf } from './standing.ts';

/**
 * What the key does not show is left to the next source, with HubSpot's reason; only whoever names a project is told that
 * it could not be looked at. Files stand in where there is no key.
 */
export const projectProbes = defineProbes<keyof typeof projectFacts>({
  'project.access': {
    obtain: ({ given, developer }) => shown(given, async () => ({ value: await developer().keyAccess() })),
  },
  'project.found': {
    after: () => ['project.access', 'token.introspection'],
    obtain: ({ given, developer }, got) =>
      fromKeyOr(given, got, 'project', async () => ({ value: await findProject(given, developer(), got) })),
  },
  'project.builds': {
    after: () => ['project.found'],
    obtain: ({ given, developer }, got) =>
      fromKeyOr(given, got, 'builds', async () => ({
        value: await developer().builds(demand(got, 'project.found').name),
      })),
  },
  'project.releases': {
    after: () => ['project.found'],
    obtain: ({ given, developer }, got) =>
      shown(given, async () => {
        const project = demand(got, 'project.found');
        if (hasReleases(platformOf(project)) !== true || isFromFile(got)) {
          throw new EvidenceNotGiven('Builds of this project are deployed, not released.');
        }
        return { value: await developer().releases(project.name) };
      }),
  },
  /** Of the build that is deployed, or of the newest one where only a release tells which is in force. */
  'project.sources': {
    after: () => ['project.found'],
    obtain: ({ given, developer }, got) =>
      fromKeyOr(given, got, 'sources', async () => {
        const { name, deployedBuildId, latestBuild } = demand(got, 'project.found');
        const buildId = deployedBuildId ?? latestBuild?.id;
        if (buildId === undefined)
          throw new EvidenceNotGiven(`The project ${name} has no build to look into.`);
        const archive = await developer().archive(name, buildId);
        return {
          value: { buildId, ...(await sourcesIn(archive, buildId)) },
          origin: `build ${buildId} of ${name}`,
        };
      }),
  },
  'project.install': {
    after: () => ['project.found', 'project.access', 'token.introspection'],
    obtain: ({ given, developer }, got) =>
      fromKeyOr(given, got, 'install', async () => {
        const { id, appUid, appScopes } = demand(got, 'project.found');
        const portalId = peek(got, 'token.introspection')?.hubId ?? peek(got, 'project.access')?.hubId;
        if (id === undefined || appUid === undefined || portalId === undefined) {
          throw new EvidenceNotGiven('HubSpot did not say which app of the project it is.');
        }
        const scopes = appScopes ?? { required: [], optional: [] };
        return { value: await developer().install({ portalId, projectId: id, uid: appUid, scopes }) };
      }),
  },
});

/** Whether the project is told by files, of which nothing more can be asked. */
function isFromFile(got: EvidenceSet): boolean {
  return got['project.found']?.source === 'file';
}

/** From the key, or, where that does not show it, from a file that was given. */
async function fromKeyOr<K extends keyof ProjectFiles>(
  given: Given,
  got: EvidenceSet,
  part: K,
  read: () => Promise<Found<NonNullable<ProjectFiles[K]>['value']>>,
): Promise<Found<NonNullable<ProjectFiles[K]>['value']>> {
  const saved = given.projectFiles?.[part];
  try {
    if (part === 'project') demand(got, 'project.access');
    if (isFromFile(got)) throw new EvidenceNotGiven('No file that was given shows it.');
    return await shown(given, read);
  } catch (error) {
    if (saved && (error instanceof EvidenceNotGiven || error instanceof EvidenceFailure)) {
      return { value: saved.value, source: 'file', origin: saved.file };
    }
    throw error;
  }
}

/** A refusal says what the key may not read; it is evidence of nothing. */
async function shown<T>(given: Given, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (given.project === undefined && error instanceof EvidenceFailure && isRefused(error.error)) {
      throw new EvidenceNotGiven(asSentence(error.message), isDenied(error.error) ? error.error : undefined);
    }
    throw error;
  }
}

function isRefused({ kind, status = 0 }: EvidenceError): boolean {
  return kind === 'not-allowed' || (kind === 'http' && status >= 400 && status < 500 && status !== 429);
}

/** The key itself, or what it may; nothing is there where the answer is 404. */
function isDenied({ kind, status }: EvidenceError): boolean {
  return kind === 'not-allowed' || status === 401 || status === 403;
}

function asSentence(message: string): string {
  return message.slice(0, 1).toUpperCase() + message.slice(1);
}

async function findProject(given: Given, developer: DeveloperReader, got: EvidenceSet): Promise<Project> {
  const appId = appIdOf(got);
  if (given.project !== undefined) return projectNamed(given.project, appId, developer, got);
  if (appId === undefined) {
    throw new EvidenceNotGiven(
      'Without the token of the app it cannot be told which project is meant; name it with --project NAME.',
    );
  }
  const asked = [developer.app(appId), developer.projects()] as const;
  // Where both are refused, every run tells of the same one, whichever answer came first.
  await Promise.allSettled(asked);
  const [app, projects] = await Promise.all(asked).catch((error: unknown) => {
    throw (
      ofAnotherPortal(peek(got, 'project.access')?.hubId, peek(got, 'token.introspection')?.hubId) ?? error
    );
  });
  const project = projects.find(({ id }) => id !== undefined && id === projectIdOf(app));
  if (project) return tied(project, app, appId);
  throw (
    ofAnotherPortal(peek(got, 'project.access')?.hubId, peek(got, 'token.introspection')?.hubId) ??
    new EvidenceNotGiven(`The app ${appId} is part of no project that this personal access key shows.`)
  );
}

async function projectNamed(
  name: string,
  appId: number | undefined,
  developer: DeveloperReader,
  got: EvidenceSet,
): Promise<Project> {
  const [project, apps] = await Promise.all([
    developer.project(name).catch((error: unknown) => noProject(name, error, developer, got)),
    // Which app it holds is more than was asked for.
    (appId === undefined ? developer.apps() : developer.app(appId).then((app) => [app])).catch(() => []),
  ]);
  // Then it cannot be told which app it holds.
  if (project.id === undefined) return project;
  const held = apps.filter((app) => projectIdOf(app) === project.id);
  const [app] = held;
  if (app && held.length === 1) return tied(project, app, appId ?? app.id);
  if (apps.length === 0 || appId === undefined) return project;
  throw new EvidenceFailure({
    kind: 'not-configured',
    message: `the project ${name} does not hold the app ${appId}, which is the one of the token; leave out --project to have the right one found.`,
  });
}

/** What there is in its place, where HubSpot knows no such project. */
async function noProject(
  name: string,
  error: unknown,
  developer: DeveloperReader,
  got: EvidenceSet,
): Promise<never> {
  if (!(error instanceof EvidenceFailure) || error.error.status !== 404) throw error;
  const names = await developer.projects().then(
    (projects) => projects.map((project) => project.name),
    () => [],
  );
  const portal = peek(got, 'project.access')?.hubId ?? 'of the key';
  const message = `there is no project "${name}" in portal ${portal}${nearestClause(name, names)}.`;
  throw new EvidenceFailure({ ...error.error, message });
}

function tied(
  project: Project,
  { uid, requiredScopes, optionalScopes = [] }: DeveloperApp,
  appId: number | undefined,
): Project {
  return {
    ...project,
    ...(appId !== undefined && { appId }),
    ...(uid !== undefined && { appUid: uid }),
    ...(requiredScopes && { appScopes: { required: requiredScopes, optional: optionalScopes } }),
  };
}

/** @throws EvidenceFailure where it could not be read: then it is not told to be none */
function projectIdOf({ projectId, unreadable = [] }: DeveloperApp): number | undefined {
  if (!unreadable.includes('projectId')) return projectId;
  throw new EvidenceFailure({
    kind: 'parse',
    message: 'HubSpot named the project of the app in a form that is not known.',
  });
}

/** Undefined where the token told of none, or of one that could not be read. */
function appIdOf(got: EvidenceSet): number | undefined {
  const item = got['token.introspection'];
  if (item?.outcome !== 'ok' || item.value.unreadable?.includes('appId')) return undefined;
  return item.value.appId;
}

async function sourcesIn(archive: Uint8Array, buildId: number): Promise<EvidenceValues['project.sources']> {
  const { readSources } = await import('../../src/config/project-sources.ts');
  try {
    return (await readSources(archive)).sources;
  } catch (error) {
    const why =
      error instanceof UnusableZip
        ? error.message
        : error instanceof UsageError
          ? `cannot be read: ${error.message}`
          : undefined;
    if (why === undefined) throw error;
    throw new EvidenceFailure({
      kind: 'parse',
      message: `the archive of build ${buildId} ${why.replace(/\.$/, '')}.`,
    });
  }
}
