/**
 * What is known to have happened when conversations began to be hit, or ceased to be. It stands beside the count as "at
 * about the same time": that two things meet is no proof, and nobody is accused by it.
 */
import type { DeliveryLog } from '../../src/core/delivery-log.ts';
import { sayAppChange } from '../../src/core/hubspot/app-changes.ts';
import type { BuildList, Release } from '../../src/core/hubspot/developer.ts';
import type { SecurityActivity } from '../../src/core/hubspot/records.ts';
import type { Turn } from '../../src/core/impact.ts';
import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { kindOf } from '../deliveries/log.ts';
import type { EvidenceKey } from '../facts.ts';
import type { Used } from '../shared/define-check.ts';
import { obtained } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';
import { moment } from './words.ts';

/** Where it is written down what happened, and when. */
export const CHRONICLES = [
  'webhooks.activity',
  'project.builds',
  'project.releases',
  'logs.refusals',
  'deliveries.log',
] as const satisfies readonly EvidenceKey[];
export type Chronicles = Used<(typeof CHRONICLES)[number]>;

interface Happening {
  /** ISO. */
  at: string;
  what: string;
}

/** A change takes effect a little later, what was under way then comes to its end, and a refusal may show later still. */
const NEAR_MINUTES = 15;
/** More would be a log, and no hint. */
const MOST_TOLD = 4;

/** Undefined where nothing is known to have happened just then. */
export function sayBeside({ lastBefore, firstSince }: Turn, chronicles: Chronicles): string | undefined {
  const from = Date.parse(lastBefore) - NEAR_MINUTES * 60_000;
  const to = Date.parse(firstSince) + NEAR_MINUTES * 60_000;
  const met = happeningsIn(chronicles)
    .filter(({ at }) => from <= Date.parse(at) && Date.parse(at) <= to)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  if (met.length === 0) return undefined;
  const told = met.slice(0, MOST_TOLD).map(({ at, what }) => `${what} at ${moment(at)}`);
  const more = met.length - told.length;
  const all = more > 0 ? [...told, `${more} more`] : told;
  return `at about the same time (give or take ${NEAR_MINUTES} minutes), which is no proof: ${inWords(all)}`;
}

function happeningsIn(chronicles: Chronicles): Happening[] {
  return [
    ...(obtained(chronicles['webhooks.activity']) ?? []).map(changeOf),
    ...buildsIn(obtained(chronicles['project.builds'])),
    ...releasesIn(obtained(chronicles['project.releases'])),
    ...refusalsIn(obtained(chronicles['logs.refusals'])),
    ...deliveriesIn(obtained(chronicles['deliveries.log'])),
  ];
}

function changeOf({ type, at }: SecurityActivity): Happening {
  return { at, what: `${sayAppChange(type)} by HubSpot's security log` };
}

/** HubSpot tells when a build was finished; it is deployed by itself soon after, or later by hand. */
function buildsIn(list: BuildList | undefined): Happening[] {
  return (list?.builds ?? []).flatMap(({ id, status, finishedAt }) =>
    status === 'SUCCESS' && finishedAt !== undefined
      ? [{ at: finishedAt, what: `the end of build ${id} of the project` }]
      : [],
  );
}

function releasesIn(releases: readonly Release[] = []): Happening[] {
  return releases.flatMap(({ buildId, createdAt }) =>
    createdAt === undefined ? [] : [{ at: createdAt, what: `the release of build ${buildId ?? 'unknown'}` }],
  );
}

function refusalsIn(log: LogRefusals | undefined): Happening[] {
  const since = log?.unauthorized?.since;
  const [first403] = (log?.missingScopes ?? []).flatMap(({ firstAt }) => firstAt ?? []).sort();
  return [
    ...(since === undefined ? [] : [{ at: since, what: 'the first 401 of a run in the API-call log' }]),
    ...(first403 === undefined ? [] : [{ at: first403, what: 'the first 403 in the API-call log' }]),
  ];
}

function deliveriesIn(log: DeliveryLog | undefined): Happening[] {
  return (log?.troubles ?? []).flatMap((trouble) =>
    trouble.firstAt === undefined || trouble.outcome === 'unclear'
      ? []
      : [{ at: trouble.firstAt, what: `the first delivery ${kindOf(trouble)} in HubSpot's delivery log` }],
  );
}
