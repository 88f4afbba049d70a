/** What the build in force says of the app's webhooks, for the facts that are read from it. */
import { EvidenceFailure, type Provenance } from '../../src/core/evidence.ts';
import type { WebhookConfig } from '../../src/core/hubspot/webhooks.ts';
import type { EvidenceKey, EvidenceSet } from '../facts.ts';
import { type Standing, standingOf } from './standing.ts';

/** What tells it. */
export const IN_FORCE: readonly EvidenceKey[] = [
  'project.found',
  'project.builds',
  'project.releases',
  'project.sources',
];

/** The webhooks of the build that is in force; undefined where its files were not read, or another build's were. */
export function deployedBuild(
  got: EvidenceSet,
): { config: WebhookConfig; from: Pick<Provenance, 'source' | 'origin'> } | undefined {
  const sources = got['project.sources'];
  if (sources?.outcome !== 'ok' || sources.source !== 'live') return undefined;
  if (sources.value.buildId !== standingIn(got)?.inForce) return undefined;
  const { source, origin } = sources;
  return { config: sources.value.webhooks.config, from: { source, ...(origin !== undefined && { origin }) } };
}

/** That nothing which was uploaded and has succeeded waits to be put in force; undefined where that is not so, or not told. */
export function newestInForce(got: EvidenceSet): ({ value: true } & Pick<Provenance, 'source'>) | undefined {
  const { inForce, succeeded } = standingIn(got) ?? {};
  const source = got['project.found']?.source;
  if (source === undefined || inForce === undefined || inForce !== succeeded?.id) return undefined;
  return { value: true, source };
}

/** Undefined where it cannot be told: another source may. */
function standingIn(got: EvidenceSet): Standing | undefined {
  const { 'project.found': found, 'project.builds': builds, 'project.releases': releases } = got;
  if (found?.outcome !== 'ok' || builds === undefined || releases === undefined) return undefined;
  try {
    return standingOf(found.value, { builds, releases });
  } catch (error) {
    if (error instanceof EvidenceFailure) return undefined;
    throw error;
  }
}
