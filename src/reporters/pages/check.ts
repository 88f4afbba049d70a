import type { CheckPage, PageCause, PageFact } from '../../core/page.ts';
import { PARTY_ACTS, PARTY_NAMES } from '../words.ts';
import {
  type Block,
  commandPart,
  entries,
  list,
  type Outline,
  part,
  prose,
  row,
  type Words,
  withTitle,
} from './outline.ts';
import { factInWords, MODE_WORDS } from './words.ts';

export function outlineOfCheck(page: CheckPage): Outline {
  const { id, title, about, causes, alike, docs, command } = page;
  return {
    kind: 'check',
    id,
    calls: 'check',
    title,
    lead: [about],
    parts: [
      ...part('What can be wrong', [entries(causes.map(causeEntry))], {
        brief: causes.map(causeInBrief).join('; '),
      }),
      ...part('How it is told', [...factLists(page.facts), ...limits(page)]),
      ...part('What looks alike', [list(alike.map(alikeWords))]),
      ...part('Symptoms that ask for it', symptomBlocks(page)),
      ...commandPart('Look at it alone', command),
      ...part('Where the claim comes from', [prose([{ url: docs }])]),
    ],
  };
}

/** A cause in a list: who acts on it, and the shortest way. */
export function causeEntry({ id, title, owner, brief }: PageCause): { name: Words; says: Words[] } {
  return {
    name: [{ kind: 'cause', id }],
    says: [`${title} (${PARTY_ACTS[owner]}).`, ...(brief === undefined ? [] : [brief])],
  };
}

function causeInBrief({ id, owner, title }: PageCause): string {
  return `${id} (${PARTY_NAMES[owner]}): ${title}`;
}

function factLists(facts: readonly PageFact[]): Block[] {
  const needed = facts.filter((fact) => fact.needed);
  const helping = facts.filter((fact) => !fact.needed);
  return [
    ...(needed.length === 0 ? [] : [prose('Without these, nothing is said:'), list(needed.map(factInWords))]),
    ...(helping.length === 0
      ? []
      : [
          prose(needed.length === 0 ? 'It goes by what there is of these:' : 'These help:'),
          list(helping.map(factInWords)),
        ]),
  ];
}

function limits({ after, notFor, facts }: CheckPage): Block[] {
  const asked = facts.filter(({ question }) => question !== undefined);
  return [
    ...(after.length === 0 ? [] : [prose(['What has to hold first: ', ...row('check', after), '.'])]),
    ...notFor.map(({ mode, reason }) => prose(`Not looked at with ${MODE_WORDS[mode]}. ${reason}`)),
    ...asked.map(({ key, question }) => prose(`A person can be asked (${key}): ${question}`)),
  ];
}

function alikeWords({ id, title, causes }: CheckPage['alike'][number]): Words {
  return [
    { kind: 'check', id },
    `: ${title}. Tells of `,
    ...row(
      'cause',
      causes.map((cause) => ({ id: cause })),
    ),
    ' too.',
  ];
}

function symptomBlocks({ symptoms, everySymptom }: CheckPage): Block[] {
  return everySymptom
    ? [prose('Every one: each checklist begins with it.')]
    : [list(symptoms.map((symptom) => withTitle('symptom', symptom)))];
}
