import { CHECKS, type CheckId } from '../../../checks/index.ts';
import { CONNECTION_MODES } from '../../core/connection.ts';
import type { CheckPage } from '../../core/page.ts';
import { causeInList, checkOf, factsOf, modesOf, named, namedSymptoms, symptomsWith } from './parts.ts';

/** All that is known of one check. */
export function checkPage(id: CheckId): CheckPage {
  const check = checkOf(id);
  const { title, about, after = [], causes, notFor, docs } = check;
  const modes = modesOf(check);
  return {
    kind: 'check',
    id,
    title,
    about,
    facts: factsOf(check),
    after: after.map((other) => named(checkOf(other))),
    causes: causes.map((cause) => causeInList(cause, modes)),
    alike: CHECKS.filter((other) => other.id !== id).flatMap((other) => {
      const shared = other.causes.filter((cause) => causes.includes(cause));
      return shared.length === 0 ? [] : [{ ...named(other), causes: shared }];
    }),
    notFor: CONNECTION_MODES.flatMap((mode) => {
      const reason = notFor?.[mode];
      return reason === undefined ? [] : [{ mode, reason }];
    }),
    symptoms: namedSymptoms(symptomsWith(check)),
    everySymptom: check.symptoms === 'every',
    docs,
    command: commandFor(id, modes),
  };
}

/** A live test has a command of its own, and counts over a period take a flag. */
function commandFor(id: CheckId, modes: readonly string[]): string {
  if (id.startsWith('proof/')) return 'opencx-hubspot prove';
  const period = id.startsWith('impact/') ? ' --since 7d' : '';
  const mode = modes.includes('legacy-app') ? '' : ` --mode ${modes[0]}`;
  return `opencx-hubspot doctor --only ${id}${mode}${period}`;
}
