/**
 * What HubSpot's command line says of a project with `--json`: `hs project info`, `hs project list-builds`, `hs project
 * app-install-status` (`@hubspot/cli`, its output schemas). Every field is read by itself.
 */
import type { ProjectFiles } from '../core/given.ts';
import type { Build, Project } from '../core/hubspot/developer.ts';
import { isObject, type JsonObject } from '../core/json.ts';
import {
  flag,
  id,
  key,
  line,
  listOf,
  Misread,
  maybe,
  numericId,
  type Reader,
  record,
  time,
  word,
} from '../wire/record.ts';

const info = record({
  name: key(line, { at: 'projectName' }),
  id: maybe(numericId, { at: 'projectId' }),
  deployedBuildId: maybe(numericId),
  appId: maybe(numericId, { at: 'app.id' }),
  appUid: maybe(line, { at: 'app.uid' }),
  platformVersion: maybe(word),
  autoDeploy: maybe(flag, { at: 'autoDeployEnabled' }),
});

const build: Reader<Build> = record({
  id: key(numericId, { at: 'buildId' }),
  status: maybe(word),
  platformVersion: maybe(word),
  autoDeploy: maybe(flag, { at: 'isAutoDeployEnabled' }),
  finishedAt: maybe(time),
});

const builds = record({
  name: key(line, { at: 'projectName' }),
  deployedBuildId: maybe(numericId),
  builds: key(listOf(build), { at: 'results' }),
  after: maybe(id, { at: 'paging.next.after' }),
});

const install = record({
  appId: maybe(numericId),
  withScopes: maybe(flag, { at: 'isInstalledWithCurrentScopes' }),
  authorized: maybe(
    listOf((value) => record({ name: key(line) })(value).name),
    { at: 'previouslyAuthorizedScopeGroups' },
  ),
});

/** What each answer has and no other file does. */
const ANSWERS: readonly [isOne: (document: JsonObject) => boolean, read: Reader<Parts>][] = [
  [(document) => 'projectName' in document && Array.isArray(document['results']), (json) => ofBuilds(json)],
  [(document) => 'projectName' in document && 'components' in document, (json) => ofInfo(json)],
  [(document) => 'isInstalled' in document && 'appUid' in document, (json) => ({ install: install(json) })],
];

type Parts = { [K in keyof ProjectFiles]: NonNullable<ProjectFiles[K]>['value'] };

/** The parts of a project that a saved answer tells; undefined for what is none. @param file the name it goes by */
export function answerOfCli(document: unknown, file: string): ProjectFiles | undefined {
  if (!isObject(document)) return undefined;
  const read = ANSWERS.find(([isOne]) => isOne(document))?.[1];
  const parts = read && partsIn(read, document);
  if (!parts) return undefined;
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, { file, value }]));
}

function partsIn(read: Reader<Parts>, document: JsonObject): Parts | undefined {
  try {
    return read(document);
  } catch (error) {
    if (error instanceof Misread) return undefined;
    throw error;
  }
}

function ofInfo(json: unknown): Parts {
  const { platformVersion, autoDeploy, unreadable, ...project } = info(json);
  const { deployedBuildId: build } = project;
  const deployed: Build | undefined =
    build === undefined
      ? undefined
      : {
          id: build,
          status: 'SUCCESS',
          ...(platformVersion !== undefined && { platformVersion }),
          ...(autoDeploy !== undefined && { autoDeploy }),
        };
  return {
    project: { ...project, ...(deployed && { deployedBuild: deployed }), ...(unreadable && { unreadable }) },
  };
}

function ofBuilds(json: unknown): Parts {
  const { name, deployedBuildId, builds: listed, after, unreadable } = builds(json);
  const newestFirst = listed.toSorted((one, other) => other.id - one.id);
  const [latestBuild] = newestFirst;
  const deployedBuild = newestFirst.find(({ id: build }) => build === deployedBuildId);
  const project: Project = {
    name,
    ...(deployedBuildId !== undefined && { deployedBuildId }),
    ...(deployedBuild && { deployedBuild }),
    ...(latestBuild && { latestBuild }),
    ...(unreadable && { unreadable }),
  };
  return { project, builds: { builds: newestFirst, whole: after === undefined } };
}
