import { SYMPTOMS, type SymptomId } from '../../../checks/index.ts';
import { SYMPTOM_MEANINGS } from '../../../checks/symptom-meanings.ts';
import { SYMPTOM_WORDS } from '../../../checks/symptoms.ts';
import type { SymptomPage } from '../../core/page.ts';
import { causeInList, checkOf, likenesses, modesOf, named } from './parts.ts';

/** What somebody sees, with the checklist that explains it. */
export function symptomPage(id: SymptomId): SymptomPage {
  const symptom = SYMPTOMS.find((each) => each.id === id);
  if (symptom === undefined) throw new Error(`There is no symptom ${id}.`);
  const { title, mode, checks, docs } = symptom;
  const { means, unlike } = SYMPTOM_MEANINGS[id];
  const { areas } = SYMPTOM_WORDS[id];
  return {
    kind: 'symptom',
    id,
    title,
    means,
    unlike: likenesses(unlike, (other) => ({ id: other, title: SYMPTOM_WORDS[other].title })),
    ...(mode && { mode }),
    checks: checks
      .map((check) => checkOf(check as never))
      .filter((check) => mode === undefined || modesOf(check).includes(mode))
      .map((check) => ({
        ...named(check),
        ground: check.symptoms === 'every' && !isAbout(areas, areaOf(check)),
        causes: check.causes.map((cause) => causeInList(cause, mode === undefined ? modesOf(check) : [mode])),
      })),
    docs,
    command: `opencx-hubspot doctor ${id}`,
  };
}

/** Who asks about the token asks about all that is read with it. */
function isAbout(areas: readonly string[], area: string): boolean {
  return areas.includes(area) || areas.includes('token');
}

function areaOf({ id }: { id: string }): string {
  return id.slice(0, id.indexOf('/'));
}
