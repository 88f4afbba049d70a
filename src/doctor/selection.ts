import { type EvidenceKey, FACTS } from '../../checks/facts.ts';
import { type AreaId, CHECK_IDS, CHECKS, SYMPTOMS } from '../../checks/index.ts';
import type { Given } from '../core/given.ts';
import type { Symptom } from '../core/symptom.ts';
import { nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';

/** What the user chose to look at. */
export interface Selection {
  symptom: Symptom | null;
  /** In the order in which the report tells them. */
  checks: readonly string[];
  /** Never looked at, not even as somebody's prerequisite. */
  skipped: readonly string[];
}

/**
 * @param words.only ids or areas to keep; empty keeps all
 * @param words.skip ids or areas to leave out
 * @throws UsageError for an unknown symptom, id or area, and when nothing is left to look at
 */
export function select(words: {
  symptom: string | undefined;
  only: readonly string[];
  skip: readonly string[];
}): Selection {
  const symptom = words.symptom === undefined ? null : symptomNamed(words.symptom);
  const kept = words.only.flatMap(checksNamed);
  const skipped = words.skip.flatMap(checksNamed);
  const pool = symptom?.checks ?? CHECK_IDS;
  const checks = pool.filter((id) => (kept.length === 0 || kept.includes(id)) && !skipped.includes(id));
  if (checks.length > 0) return { symptom, checks, skipped };
  throw new UsageError('No check is left to run.', {
    hint: symptom
      ? `The checklist of ${symptom.id} holds: ${symptom.checks.join(', ')}.`
      : 'Leave out --only or --skip, or see `opencx-hubspot checks`.',
  });
}

/** What a connection stands on. Whether the integration works beyond it is the doctor's business. */
const CONNECTION_AREAS: readonly AreaId[] = ['token', 'scopes', 'account'];

/** The connection subset, for scripts that look again and again: without what only a person could say. */
export function connectionChecks(): Selection {
  return measurable(CONNECTION_AREAS);
}

/** What a message passes on its way, from the token that reads it to the hops that a live test follows. */
const WAY_OF_A_MESSAGE: readonly AreaId[] = [
  ...CONNECTION_AREAS,
  'opencx',
  'default-user',
  'webhooks',
  'conversation',
  'replies',
  'processing',
  'proof',
];

/** What a personal access key shows of it. */
const SEEN_WITH_A_KEY: readonly AreaId[] = ['project', 'deliveries'];

/** What a live test is judged with: everything that its message passes, without what only a person could say. */
export function proofChecks({ personalAccessKey }: Pick<Given, 'personalAccessKey'>): Selection {
  return measurable(personalAccessKey ? [...WAY_OF_A_MESSAGE, ...SEEN_WITH_A_KEY] : WAY_OF_A_MESSAGE);
}

function measurable(areas: readonly AreaId[]): Selection {
  const isStated = (key: EvidenceKey) => FACTS[key].sources.every((source) => source === 'stated');
  const checks = CHECKS.filter(
    ({ id, needs }) => areas.some((area) => id.startsWith(`${area}/`)) && !needs.some(isStated),
  );
  return { symptom: null, checks: checks.map(({ id }) => id), skipped: [] };
}

/** Adds the checks that the user asked for by other means than their names. */
export function withAskedFor(selection: Selection, given: Given): Selection {
  const asked = [
    ...(given.probeWebhook ? ['webhooks/reachable'] : []),
    ...(given.since === undefined ? [] : checksNamed('impact')),
  ];
  const added = asked.filter((id) => !selection.checks.includes(id) && !selection.skipped.includes(id));
  return { ...selection, checks: [...selection.checks, ...added] };
}

function symptomNamed(word: string): Symptom {
  const symptom = SYMPTOMS.find(({ id }) => id === word);
  if (symptom) return symptom;
  const ids = SYMPTOMS.map(({ id }) => id);
  throw new UsageError(`There is no symptom "${word}".`, {
    hint: `${nearestHint(word, ids)}The symptoms are: ${ids.join(', ')}.`,
  });
}

/** A check's id, or an area such as `webhooks` (also written `webhooks/*`). */
function checksNamed(word: string): readonly string[] {
  const area = word.replace(/\/\*?$/, '');
  const found = CHECK_IDS.filter((id) => id === word || id.startsWith(`${area}/`));
  if (found.length > 0) return found;
  const areas = [...new Set(CHECK_IDS.map((id) => id.slice(0, id.indexOf('/'))))];
  throw new UsageError(`There is no check or area "${word}".`, {
    hint: `${nearestHint(word, [...CHECK_IDS, ...areas])}List them with \`opencx-hubspot checks\`.`,
  });
}

/** The checks that can name a cause, and so can clear it, in the order of a whole run. */
export function recheckSelection(cause: string): string[] {
  return CHECKS.filter(({ causes }) => causes.some((id) => id === cause)).map(({ id }) => id);
}
