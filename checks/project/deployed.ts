import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence, Obtained } from '../../src/core/evidence.ts';
import type { Build, ProjectSources } from '../../src/core/hubspot/developer.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass, unknown, warn } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';
import { pausedEvents, ticketProperties } from '../webhooks/configuration.ts';
import { missingEvents } from '../webhooks/events.ts';
import { NO_PROJECT } from './no-project.ts';
import { type Standing, standingOf } from './standing.ts';

/** HubSpot deploys by itself soon after a build; so much younger, it may still be at it. */
const DEPLOYING_MS = 5 * 60 * 1000;

/** HubSpot's own word: which build is in force, and what became of the others. */
export default defineCheck({
  id: 'project/deployed',
  title: 'The newest build that succeeded is in force',
  causes: ['project-not-deployed', 'project-build-failed'],
  needs: ['project.found'],
  uses: ['project.builds', 'project.releases', 'project.sources'],
  notFor: NO_PROJECT,
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('replies-not-syncing-full-checklist'),
  about:
    "In a project app, what is uploaded has no effect before it is deployed, or, from platform version 2027.03 on, released. Compares the build in force with the newest one that succeeded, as HubSpot's own command line reads both. A newer build that failed is a warning as long as the one in force holds what OpenCX needs.",
  judge(needed, used) {
    const project = needed['project.found'];
    const builds = used['project.builds'];
    const standing = standingOf(project, { builds, releases: used['project.releases'] });
    const { inForce, succeeded, newest } = standing;
    const found = {
      name: project.name,
      released: standing.released,
      platform: standing.platformVersion ?? '',
    };

    if (inForce === undefined) return unknown('HubSpot does not say which build of the project is in force.');
    if (newest === undefined) {
      const isTold = builds.outcome === 'ok' && builds.value.whole && inForce === null;
      return isTold
        ? fail({ cause: 'project-not-deployed', details: found }, nothingBuilt(project.name))
        : unknown('HubSpot does not show the builds of the project.');
    }
    const failed = newest.status === 'FAILURE' && newest.id > (inForce ?? 0) ? newest : undefined;
    if (inForce === succeeded?.id || (succeeded !== undefined && succeeded.id < (inForce ?? 0))) {
      return failed
        ? afterFailure(failed, inForce ?? 0, used['project.sources'], found)
        : inPlace(newest, inForce ?? 0);
    }
    if (succeeded === undefined) {
      if (!failed || !isWhole(builds))
        return unknown(`No build of the project ${project.name} is known to have succeeded.`);
      return fail(
        { cause: 'project-build-failed', details: { ...found, ...detailsOf(failed) } },
        {
          summary: `No build of the project ${project.name} has succeeded; the newest, ${failed.id}, failed.${partsOf(failed)}`,
          measured: `build ${failed.id} failed`,
          expected: 'a build that succeeded and is in force',
        },
      );
    }
    if (isBeingDeployed(succeeded, standing, builds)) {
      return unknown(
        `Build ${succeeded.id} has just succeeded and is deployed by itself; look again in five minutes.`,
      );
    }
    return notInForce(succeeded, standing, found);
  },
});

type Found = Record<string, string | boolean>;

/** Whether nothing is hidden by a list that is shown in part. */
function isWhole(builds: Evidence<{ whole: boolean }>): boolean {
  return obtained(builds)?.whole === true;
}

function inPlace(newest: Build, inForce: number): Judgement {
  const text = { measured: `build ${inForce}` };
  if (newest.id === inForce) return pass(`Build ${inForce}, the newest, is in force.`, text);
  // What is shown may be older than what was put in force a moment ago.
  if (newest.id < inForce) return pass(`Build ${inForce} is in force.`, text);
  return pass(
    `Build ${inForce} is in force; build ${newest.id} is newer and has not succeeded${newest.status ? ` (${newest.status})` : ''}.`,
    text,
  );
}

/** A failed attempt is no harm by itself: what counts is whether the build in force is as it should be. */
function afterFailure(
  failed: Build,
  inForce: number,
  sources: Evidence<ProjectSources>,
  found: Found,
): Judgement {
  const lacking = whatLacks(sources, inForce);
  const cause = { cause: 'project-build-failed', details: { ...found, ...detailsOf(failed) } } as const;
  const text = {
    measured: `build ${failed.id} failed, build ${inForce} is in force`,
    expected: `build ${failed.id} in force`,
  };
  const told = `Build ${failed.id} failed, so build ${inForce} is still in force`;
  if (lacking.length === 0) {
    return warn(cause, {
      summary: `${told}; what was changed since has no effect.${partsOf(failed)}`,
      ...text,
    });
  }
  return fail(cause, {
    summary: `${told}, which is without ${inWords(lacking)}.${partsOf(failed)}`,
    ...text,
  });
}

function notInForce(succeeded: Build, { inForce, released }: Standing, found: Found): Judgement {
  const verb = released ? 'released' : 'deployed';
  const now = inForce === null ? 'none is' : `build ${inForce} is`;
  return fail(
    {
      cause: 'project-not-deployed',
      details: { ...found, build: String(succeeded.id), inForce: inForce === null ? '' : String(inForce) },
    },
    {
      summary: `Build ${succeeded.id} of the project has succeeded and is not ${verb}: ${now} in force.`,
      measured: inForce === null ? `no build is ${verb}` : `build ${inForce} is ${verb}`,
      expected: `build ${succeeded.id} ${verb}`,
    },
  );
}

function nothingBuilt(name: string) {
  return {
    summary: `The project ${name} has no build, so nothing of it is in force.`,
    measured: 'no build',
    expected: 'a build that succeeded and is in force',
  };
}

/** What OpenCX needs and the build in force has not; nothing where its files were not read. */
function whatLacks(sources: Evidence<ProjectSources>, inForce: number): string[] {
  const read = obtained(sources);
  if (read === undefined || read.buildId !== inForce) return [];
  const { targetUrl, subscriptions } = read.webhooks.config;
  if (targetUrl === null) return ['a target URL'];
  if (subscriptions === undefined) return [];
  const names = subscriptions.map(({ event }) => event);
  const missing = [
    ...missingEvents(names),
    ...pausedEvents(subscriptions).map((event) => `${event} (paused)`),
  ];
  const isEmpty = names.includes('ticket.propertyChange') && ticketProperties(subscriptions).length === 0;
  return isEmpty ? [...missing, 'a ticket property'] : missing;
}

function isBeingDeployed(
  { autoDeploy, finishedAt }: Build,
  { released }: Standing,
  builds: Evidence<unknown>,
): boolean {
  if (released || autoDeploy !== true || finishedAt === undefined || builds.outcome !== 'ok') return false;
  return lookedAt(builds) - Date.parse(finishedAt) < DEPLOYING_MS;
}

function lookedAt({ at }: Obtained<unknown>): number {
  return Date.parse(at);
}

function detailsOf({ id, failed = [] }: Build) {
  return {
    build: String(id),
    parts: failed.map(({ name, message }) => [name, message].filter(Boolean).join(': ')),
  };
}

function partsOf({ failed = [] }: Build): string {
  const names = failed.flatMap(({ name }) => name ?? []);
  return names.length === 0 ? '' : ` What failed: ${inWords(names)}.`;
}
