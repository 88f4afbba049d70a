import type { PageCause, SymptomPage } from '../../core/page.ts';
import { PARTY_NAMES } from '../words.ts';
import { causeEntry } from './check.ts';
import {
  commandPart,
  entries,
  likenessPart,
  list,
  type Outline,
  part,
  prose,
  row,
  type Words,
  withTitle,
} from './outline.ts';
import { capital, MODE_WORDS } from './words.ts';

export function outlineOfSymptom(page: SymptomPage): Outline {
  const { id, title, means, unlike, mode, checks, docs, command } = page;
  const own = causesOf(page, false);
  const ground = causesOf(page, true).filter((cause) => !own.some((known) => known.id === cause.id));
  return {
    kind: 'symptom',
    id,
    calls: 'symptom',
    title: capital(title),
    lead: [
      means,
      ...(mode === undefined ? [] : [`Seen only where HubSpot is connected with ${MODE_WORDS[mode]}.`]),
    ],
    parts: [
      ...commandPart('Find out which cause it is', command),
      ...part('What can be behind it', [entries(own.map(causeEntry))], {
        onScreen: [list(own.map(inOneLine))],
        brief: row('cause', own),
      }),
      ...part('Ruled out first, whatever is seen', [list(ground.map(inOneLine))], {
        onScreen: [prose(row('cause', ground))],
        brief: row('cause', ground),
      }),
      ...likenessPart('symptom', unlike),
      ...part('Its checklist', [list(checks.map((check) => withTitle('check', check)))]),
      ...part('Where it is documented', [prose([{ url: docs }])]),
    ],
  };
}

/** Each once, in the order of the checklist. */
function causesOf({ checks }: SymptomPage, ground: boolean): PageCause[] {
  const found = checks.filter((check) => check.ground === ground).flatMap(({ causes }) => causes);
  return [...new Map(found.map((cause) => [cause.id, cause])).values()];
}

function inOneLine({ id, title, owner }: PageCause): Words {
  return [{ kind: 'cause', id }, `: ${title} (${PARTY_NAMES[owner]})`];
}
