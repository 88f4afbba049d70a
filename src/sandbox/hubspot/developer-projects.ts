/** Projects of the developer platform, their builds and releases, by the paths that HubSpot's command line calls. */
import type { BuildState, ProjectState } from '../portal/state-developer.ts';
import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply, zipReply } from '../reply.ts';
import type { Call } from '../router.ts';
import { archiveOf } from './developer-archive.ts';
import { keyHolder } from './developer-keys.ts';
import { resourceNotFound } from './errors.ts';
import { idParameter } from './parameters.ts';
import type { Route } from './route.ts';

export const PROJECTS_RIGHT = 'developer.projects.read';

interface Named {
  name: string;
  project: ProjectState;
}

function projectNamed(call: Call): Named {
  keyHolder(call, PROJECTS_RIGHT);
  const name = call.params['name'] ?? '';
  const project = call.store.state.projects[name];
  if (project === undefined) throw new Refusal(resourceNotFound());
  return { name, project };
}

function buildNamed(call: Call): Named & { buildId: string; build: BuildState } {
  const named = projectNamed(call);
  const buildId = idParameter(call, 'buildId');
  const build = named.project.builds[buildId];
  if (build === undefined) throw new Refusal(resourceNotFound());
  return { ...named, buildId, build };
}

function buildBody({ name, project: { appUid } }: Named, id: string, build: BuildState, store: Store) {
  const { failures, ...told } = build;
  const part = (buildName: string, buildType: string) => ({
    buildName,
    buildType,
    status: partStatus(build, buildName),
    errorMessage: failures[buildName] ?? '',
    visible: true,
  });
  return {
    buildId: Number(id),
    projectName: name,
    portalId: store.state.hub.id,
    deployableState: 'DEPLOYABLE',
    ...told,
    subbuildStatuses: [part(appUid, 'APPLICATION'), part('webhooks', 'WEBHOOKS')],
  };
}

/** Of a build that failed, what has no fault succeeded. */
function partStatus({ status, failures }: BuildState, name: string): string {
  if (failures[name] !== undefined) return 'FAILURE';
  return status === 'FAILURE' ? 'SUCCESS' : status;
}

function newestFirst({ builds }: ProjectState): string[] {
  return Object.keys(builds).sort((one, other) => Number(other) - Number(one));
}

function projectBody(named: Named, store: Store) {
  const { name, project } = named;
  const { id, deployedBuildId, builds } = project;
  const body = (buildId: string | undefined) => {
    const build = buildId === undefined ? undefined : builds[buildId];
    return buildId !== undefined && build ? buildBody(named, buildId, build, store) : undefined;
  };
  const deployedBuild = body(deployedBuildId?.toString());
  const latestBuild = body(newestFirst(project)[0]);
  return {
    id,
    name,
    portalId: store.state.hub.id,
    createdAt: Date.parse('2026-11-02T09:00:00.000Z'),
    updatedAt: Date.parse('2026-11-02T09:14:00.000Z'),
    deletedAt: 0,
    isLocked: false,
    ...(deployedBuild && { deployedBuildId, deployedBuild }),
    ...(latestBuild && { latestBuild }),
  };
}

function listProjects(call: Call): Reply {
  keyHolder(call, PROJECTS_RIGHT);
  const { store } = call;
  const results = Object.entries(store.state.projects).map(([name, project]) =>
    projectBody({ name, project }, store),
  );
  return jsonReply(200, { results });
}

function getProject(call: Call): Reply {
  return jsonReply(200, projectBody(projectNamed(call), call.store));
}

function listBuilds(call: Call): Reply {
  const named = projectNamed(call);
  const { builds } = named.project;
  const results = newestFirst(named.project).flatMap((id) => {
    const build = builds[id];
    return build ? [buildBody(named, id, build, call.store)] : [];
  });
  return jsonReply(200, { results, paging: null });
}

function getBuildStatus(call: Call): Reply {
  const { buildId, build, ...named } = buildNamed(call);
  return jsonReply(200, buildBody(named, buildId, build, call.store));
}

/** The files of any build say what is set by now: what a build that is not in force says is not emulated. */
function getArchive(call: Call): Reply {
  const { name, project, build } = buildNamed(call);
  const app = call.store.state.apps[project.appId];
  if (app === undefined) throw new Refusal(resourceNotFound());
  return zipReply(archiveOf(name, project, app, build));
}

function releaseBody(releaseTag: string, { buildId, createdAt }: ProjectState['releases'][string]) {
  return { releaseTag, buildId, createdAt, components: [] };
}

function listReleases(call: Call): Reply {
  const { releases } = projectNamed(call).project;
  const results = Object.entries(releases)
    .map(([tag, release]) => releaseBody(tag, release))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return jsonReply(200, { results });
}

function getRelease(call: Call): Reply {
  const { releases } = projectNamed(call).project;
  const tag = call.params['tag'] ?? '';
  const release = releases[tag];
  if (release === undefined) throw new Refusal(resourceNotFound());
  return jsonReply(200, releaseBody(tag, release));
}

const PROJECT = '/dfs/v1/projects/{name}';

export const developerProjectRoutes: readonly Route[] = [
  { method: 'GET', paths: ['/developer/projects/v1'], access: 'open', handle: listProjects },
  { method: 'GET', paths: ['/developer/projects/v1/by-name/{name}'], access: 'open', handle: getProject },
  { method: 'GET', paths: [`${PROJECT}/builds`], access: 'open', handle: listBuilds },
  { method: 'GET', paths: [`${PROJECT}/builds/{buildId}/status`], access: 'open', handle: getBuildStatus },
  { method: 'GET', paths: [`${PROJECT}/builds/{buildId}/archive-full`], access: 'open', handle: getArchive },
  { method: 'GET', paths: [`${PROJECT}/releases`], access: 'open', handle: listReleases },
  { method: 'GET', paths: [`${PROJECT}/releases/{tag}`], access: 'open', handle: getRelease },
];
