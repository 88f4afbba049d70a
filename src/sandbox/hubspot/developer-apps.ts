/** Apps of the developer platform, and what they were installed with, by the paths that HubSpot's command line calls. */
import { isObject } from '../../core/json.ts';
import type { AppState } from '../portal/state.ts';
import type { ProjectState } from '../portal/state-developer.ts';
import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../router.ts';
import { scopesOf } from './developer-archive.ts';
import { keyHolder } from './developer-keys.ts';
import { PROJECTS_RIGHT } from './developer-projects.ts';
import { invalidInput, resourceNotFound } from './errors.ts';
import { idParameter, jsonBody } from './parameters.ts';
import type { Route } from './route.ts';

interface Held {
  project: ProjectState;
  app: AppState;
}

/** The apps of projects; a legacy app and a service key are none. */
function heldApps({ state: { projects, apps } }: Store): Held[] {
  return Object.values(projects).flatMap((project) => {
    const app = apps[project.appId];
    return app?.kind === 'project' ? [{ project, app }] : [];
  });
}

function wanted(call: Call, isWanted: (held: Held) => boolean): Held {
  keyHolder(call, PROJECTS_RIGHT);
  const found = heldApps(call.store).find(isWanted);
  if (found === undefined) throw new Refusal(resourceNotFound());
  return found;
}

function scopeInfo(scopes: readonly string[]) {
  return scopes.map((name, index) => ({ id: index + 1, name }));
}

function appBody({ project, app }: Held, { state }: Store) {
  return {
    id: Number(project.appId),
    name: app.name,
    description: '',
    portalId: state.hub.id,
    projectId: project.id,
    sourceId: project.appUid,
    requiredScopeInfo: scopeInfo(scopesOf(project, app)),
    optionalScopeInfo: [],
    redirectUrls: [],
    authType: 'static',
    distributionType: 'private',
    archived: false,
  };
}

function listApps(call: Call): Reply {
  keyHolder(call, PROJECTS_RIGHT);
  return jsonReply(200, { results: heldApps(call.store).map((held) => appBody(held, call.store)) });
}

function getApp(call: Call): Reply {
  const appId = idParameter(call, 'appId');
  return jsonReply(
    200,
    appBody(
      wanted(call, ({ project }) => project.appId === appId),
      call.store,
    ),
  );
}

function getAppOfProject(call: Call): Reply {
  const projectId = Number(idParameter(call, 'projectId'));
  const held = wanted(
    call,
    ({ project }) => project.id === projectId && project.appUid === call.params['uid'],
  );
  return jsonReply(200, appBody(held, call.store));
}

/** The scopes of an install are those of its token. */
function installInfo(call: Call): Reply {
  const { projectId, sourceId, requiredScopeGroups } = jsonBody(call);
  if (!Array.isArray(requiredScopeGroups)) throw new Refusal(invalidInput('requiredScopeGroups is required'));
  const { project, app } = wanted(
    call,
    (held) => held.project.id === projectId && held.project.appUid === sourceId,
  );
  const authorized = project.installed ? Object.keys(app.scopes) : [];
  const wants = requiredScopeGroups.filter((scope) => !isObject(scope)).map(String);
  return jsonReply(200, {
    appId: Number(project.appId),
    isInstalledWithScopeGroups: project.installed && wants.every((scope) => authorized.includes(scope)),
    previouslyAuthorizedScopeGroups: scopeInfo(authorized),
  });
}

const APPS = '/apps-dev/external/public/v3';

export const developerAppRoutes: readonly Route[] = [
  { method: 'GET', paths: [`${APPS}/full/portal`], access: 'open', handle: listApps },
  { method: 'GET', paths: [`${APPS}/{appId}/full`], access: 'open', handle: getApp },
  {
    method: 'GET',
    paths: [`${APPS}/project-id/{projectId}/source-id/{uid}`],
    access: 'open',
    handle: getAppOfProject,
  },
  { method: 'POST', paths: ['/localdevauth/v1/auth/install-info'], access: 'open', handle: installInfo },
];
