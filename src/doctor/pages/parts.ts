/** What pages of checks, causes and symptoms have in common. */
import { CAUSES, type CauseId } from '../../../checks/causes.ts';
import { type EvidenceKey, FACTS, isQuestionKey, QUESTIONS } from '../../../checks/facts.ts';
import { CHECKS, type CheckId, SYMPTOMS, type SymptomId } from '../../../checks/index.ts';
import { placesFor } from '../../../checks/shared/places.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../core/connection.ts';
import type { NamedPage, PageCause, PageFact, PageLikeness } from '../../core/page.ts';
import type { Fix } from '../../core/report.ts';

/** Every check, as the catalogue holds it. */
type Known = (typeof CHECKS)[number];

export function checkOf(id: CheckId): Known {
  const check = CHECKS.find((each) => each.id === id);
  if (check === undefined) throw new Error(`There is no check ${id}.`);
  return check;
}

/** The checks that can name a cause, in the catalogue's order. */
export function namingChecks(cause: CauseId): Known[] {
  return CHECKS.filter(({ causes }) => causes.includes(cause));
}

export function named({ id, title }: NamedPage): NamedPage {
  return { id, title };
}

export function namedCause(id: CauseId): NamedPage {
  return { id, title: CAUSES[id].title({}) };
}

/** With their titles, in the order in which they were written down. */
export function likenesses<Id extends string>(
  unlike: Partial<Record<Id, string>>,
  name: (id: Id) => NamedPage,
): PageLikeness[] {
  return (Object.entries(unlike) as [Id, string][]).map(([id, differs]) => ({ ...name(id), differs }));
}

export function namedSymptoms(ids: readonly string[]): NamedPage[] {
  return SYMPTOMS.filter(({ id }) => ids.includes(id)).map(named);
}

/** The symptoms whose checklists hold a check, and in whose way of connecting it is looked at. */
export function symptomsWith(check: Known): SymptomId[] {
  const modes = modesOf(check);
  return SYMPTOMS.filter(
    ({ checks, mode }) => checks.includes(check.id) && (mode === undefined || modes.includes(mode)),
  ).map(({ id }) => id as SymptomId);
}

export function factsOf({ needs, uses = [] }: Pick<Known, 'needs' | 'uses'>): PageFact[] {
  return [...needs.map((key) => factOf(key, true)), ...uses.map((key) => factOf(key, false))];
}

function factOf(key: EvidenceKey, needed: boolean): PageFact {
  const { title, sources, askedOf = 'hubspot', absent } = FACTS[key];
  return {
    key,
    title,
    sources,
    askedOf,
    needed,
    ...(absent?.opens && { flag: absent.opens.join(' ') }),
    ...(isQuestionKey(key) && { question: QUESTIONS[key].text }),
  };
}

/** Without anything measured: what a person would fill in stands in capitals. */
export function fixesOf(id: CauseId, mode: ConnectionMode): Fix[] {
  return CAUSES[id].fixes({ places: placesFor({ mode }), mode, details: {} });
}

/** The ways of connecting in which a check is looked at. */
export function modesOf({ notFor }: Pick<Known, 'notFor'>): ConnectionMode[] {
  return CONNECTION_MODES.filter((mode) => notFor?.[mode] === undefined);
}

/** With the shortest way to mend it where it is looked for, the default way of connecting first. */
export function causeInList(id: CauseId, modes: readonly ConnectionMode[]): PageCause {
  const [mode = 'legacy-app'] = modes;
  const brief = fixesOf(id, mode)[0]?.brief;
  return { ...namedCause(id), owner: CAUSES[id].owner, ...(brief !== undefined && { brief }) };
}
