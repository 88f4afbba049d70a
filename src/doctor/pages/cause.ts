import { CAUSE_IDS, CAUSES, type CauseId } from '../../../checks/causes.ts';
import { MEANINGS } from '../../../checks/meanings.ts';
import { whoSees } from '../../../checks/shared/places.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../core/connection.ts';
import type { CausePage, PageFix } from '../../core/page.ts';
import {
  factsOf,
  fixesOf,
  likenesses,
  modesOf,
  named,
  namedCause,
  namedSymptoms,
  namingChecks,
  symptomsWith,
} from './parts.ts';

/** All that is known of one cause, whatever has been measured. */
export function causePage(id: CauseId): CausePage {
  const { owner, leads } = CAUSES[id];
  const { means, unlike } = MEANINGS[id];
  const checks = namingChecks(id);
  return {
    kind: 'cause',
    ...namedCause(id),
    means,
    unlike: likenesses(unlike, namedCause),
    owner,
    witnesses: checks.map((check) => ({
      ...named(check),
      about: check.about,
      facts: factsOf(check),
      others: check.causes.filter((other) => other !== id).map(namedCause),
    })),
    fixes: fixesByMode(id),
    leads: CAUSE_IDS.filter((other) => leads.includes(other)).map(namedCause),
    follows: CAUSE_IDS.filter((other) => CAUSES[other].leads.includes(id)).map(namedCause),
    ...explainedBy(checks),
    docs: [...new Set(checks.map(({ docs }) => docs))],
  };
}

/**
 * As a diagnosis says it: the symptoms that look at what found the cause; what only the ground of every checklist found
 * explains them all.
 */
function explainedBy(
  checks: ReturnType<typeof namingChecks>,
): Pick<CausePage, 'symptoms' | 'everySymptomBy'> {
  const ground = checks.filter(({ symptoms }) => symptoms === 'every');
  const own = checks.filter((check) => !ground.includes(check)).flatMap(symptomsWith);
  return own.length === 0
    ? { symptoms: namedSymptoms(checks.flatMap(symptomsWith)), everySymptomBy: [] }
    : { symptoms: namedSymptoms(own), everySymptomBy: ground.map(named) };
}

/** The ways of connecting in which a check can name it, those with the same fixes together. */
function fixesByMode(id: CauseId): CausePage['fixes'] {
  const found = new Set(namingChecks(id).flatMap(modesOf));
  const modes = CONNECTION_MODES.filter((mode) => found.has(mode));
  const groups = Map.groupBy(modes, (mode) =>
    JSON.stringify(waysIn(id, mode)).replaceAll(` --mode ${mode}`, ''),
  );
  return [...groups.values()].map((together) => ({
    modes: together,
    ways: waysIn(id, together[0] as ConnectionMode),
  }));
}

function waysIn(id: CauseId, mode: ConnectionMode): PageFix[] {
  return fixesOf(id, mode).map((fix) => ({ ...fix, owner: whoSees(fix.where ?? '') ?? CAUSES[id].owner }));
}
