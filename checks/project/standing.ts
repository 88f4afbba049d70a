/** Which build of a project is in force, and which is the newest that could be: the same for checks and for webhooks. */
import type { Evidence } from '../../src/core/evidence.ts';
import {
  type Build,
  type BuildList,
  hasReleases,
  type Project,
  type Release,
} from '../../src/core/hubspot/developer.ts';
import { obtained } from '../shared/obtained.ts';

/** What is known of a project beside itself. */
export interface KnownOfProject {
  builds: Evidence<BuildList>;
  releases: Evidence<Release[]>;
}

export interface Standing {
  /** Id of the build that is in force; null where none is, undefined where that cannot be told. */
  inForce: number | null | undefined;
  /** The newest build that succeeded; undefined where none is known. */
  succeeded: Build | undefined;
  /** The newest build, whatever became of it. */
  newest: Build | undefined;
  /** Whether builds are released, and not deployed. */
  released: boolean;
  platformVersion: string | undefined;
}

/** @throws EvidenceFailure where a field that it takes could not be read */
export function standingOf(project: Project, { builds, releases }: KnownOfProject): Standing {
  const platformVersion = platformOf(project);
  const released = hasReleases(platformVersion) === true;
  const known = newestFirst([
    ...(obtained(builds)?.builds ?? []),
    ...[project.latestBuild, project.deployedBuild].filter((build) => build !== undefined),
  ]);
  return {
    inForce: released ? releasedBuild(project, releases) : (project.deployedBuildId ?? null),
    succeeded: known.find(({ status }) => status === 'SUCCESS'),
    newest: known[0],
    released,
    platformVersion,
  };
}

/** Of the build that is deployed, or else of the newest one. */
export function platformOf({ deployedBuild, latestBuild }: Project): string | undefined {
  return deployedBuild?.platformVersion ?? latestBuild?.platformVersion;
}

/** The newest release is in force; where releases are not shown, what HubSpot calls deployed. */
function releasedBuild(project: Project, releases: Evidence<Release[]>): number | null | undefined {
  const listed = obtained(releases);
  if (listed === undefined) return project.deployedBuildId;
  return listed[0] ? listed[0].buildId : (project.deployedBuildId ?? null);
}

function newestFirst(builds: readonly Build[]): Build[] {
  const byId = new Map(builds.toReversed().map((build) => [build.id, build]));
  return [...byId.values()].sort((one, other) => other.id - one.id);
}
