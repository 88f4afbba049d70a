import type { SymptomPage } from '../../core/page.ts';
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

export function outlineOfSymptom({
  id,
  title,
  means,
  unlike,
  mode,
  checks,
  docs,
  command,
}: SymptomPage): Outline {
  const causes = [
    ...new Map(checks.flatMap((check) => check.causes.map((cause) => [cause.id, cause]))).values(),
  ];
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
      ...part('What can be behind it', [entries(causes.map(causeEntry))], {
        onScreen: [
          list(
            causes.map(
              (cause): Words => [
                { kind: 'cause', id: cause.id },
                `: ${cause.title} (${PARTY_NAMES[cause.owner]})`,
              ],
            ),
          ),
        ],
        brief: row('cause', causes),
      }),
      ...likenessPart('symptom', unlike),
      ...part('Its checklist', [list(checks.map((check) => withTitle('check', check)))]),
      ...part('Where it is documented', [prose([{ url: docs }])]),
    ],
  };
}
