import type { CausePage, PageFix, PageWitness } from '../../core/page.ts';
import type { Party } from '../../core/parties.ts';
import { PARTY_ACTS, PARTY_NAMES } from '../words.ts';
import {
  type Block,
  entries,
  likenessPart,
  list,
  type Outline,
  type Part,
  part,
  prose,
  row,
  steps,
  type Words,
  withTitle,
} from './outline.ts';
import { capital, modesInWords, sourcesInWords } from './words.ts';

/** What to do stands first: whoever looks a cause up at night has it before them. */
export function outlineOfCause(page: CausePage): Outline {
  const { id, title, means, unlike, owner, witnesses, leads, follows, symptoms, docs } = page;
  return {
    kind: 'cause',
    id,
    calls: 'cause',
    title,
    lead: [means, owner === 'wait' ? 'There is no setting to change.' : `As a rule, ${PARTY_ACTS[owner]}.`],
    parts: [
      ...fixParts(page),
      ...part('How it is told', [entries(witnesses.map(witnessEntry))], { brief: row('check', witnesses) }),
      ...likenessPart('cause', unlike),
      ...part('What else the same checks find', [prose(others(page))]),
      ...part('What speaks against it', [prose(against(page))]),
      ...part('Symptoms that it explains', symptomBlocks(page), {
        brief: row('symptom', symptoms),
      }),
      ...part('What it may follow from', [list(follows.map((cause) => withTitle('cause', cause)))]),
      ...part('What tends to follow from it', [list(leads.map((cause) => withTitle('cause', cause)))]),
      ...part('Where it is documented', [list(docs.map((url): Words => [{ url }]))]),
    ],
  };
}

function witnessEntry({ id, title, about, facts }: PageWitness): { name: Words; says: Words[] } {
  return {
    name: [{ kind: 'check', id }],
    says: [`Fails where this does not hold: ${title}.`, about, `Read from: ${sourcesInWords(facts)}.`],
  };
}

type FixGroup = CausePage['fixes'][number];

/** A part for each way of connecting that is mended otherwise; on a screen, the steps of the first alone. */
function fixParts({ fixes }: CausePage): Part[] {
  return fixes.flatMap((group, index) => {
    const blocks = [...group.ways.flatMap(wayBlocks), prose(sameElsewhere(group))];
    if (index === 0) return part('What to do', blocks, { brief: shortestOf(group) });
    const alike = fixes.slice(0, index).find((other) => shortestOf(other) === shortestOf(group));
    const inBrief =
      alike === undefined ? shortestOf(group) : `In brief, as with ${modesInWords(alike.modes)}.`;
    return part(`What to do with ${modesInWords(group.modes)}`, blocks, { onScreen: [prose(inBrief)] });
  });
}

function shortestOf({ ways: [first] }: FixGroup): string {
  return first?.brief ?? first?.steps.join(' ') ?? '';
}

/** The commands are those of the first way of connecting; a legacy app is what is taken without a word about it. */
function sameElsewhere({ modes: [first, ...others] }: FixGroup): string {
  if (others.length === 0 || first !== 'legacy-app') return '';
  const flags = others.map((mode) => `\`--mode ${mode}\``).join(' or ');
  return `Connected with ${modesInWords(others)} it is the same, and the command takes ${flags}.`;
}

function wayBlocks(way: PageFix, index: number): Block[] {
  const place = capital(
    [...whoActs(way.owner), ...(way.where === undefined ? [] : [`at ${way.where}`])].join(', '),
  );
  const lead = place === '' ? 'There is nothing to set:' : `${place}:`;
  return [prose(index === 0 ? lead : `Or: ${lead}`), steps(way.steps)];
}

function whoActs(owner: Party): string[] {
  return owner === 'wait' ? [] : [PARTY_NAMES[owner]];
}

/** Those that are not told apart from it already. */
function others({ witnesses, unlike }: CausePage): Words {
  const found = new Map(witnesses.flatMap((check) => check.others.map((cause) => [cause.id, cause])));
  for (const { id } of unlike) found.delete(id);
  return row('cause', [...found.values()]);
}

function against({ witnesses }: CausePage): Words {
  const [only, ...others] = witnesses;
  if (only === undefined) return '';
  if (others.length === 0) return ['Where ', { kind: 'check', id: only.id }, ' passes, nothing names it.'];
  return [
    'Where one of ',
    ...row('check', witnesses),
    ' fails and another passes, a report names the one that passes under `against`.',
  ];
}

/** What the ground of every checklist finds by itself is a reason for whatever is seen. */
function symptomBlocks({ symptoms, everySymptomBy }: CausePage): Block[] {
  return [
    list(symptoms.map((symptom) => withTitle('symptom', symptom))),
    prose(
      everySymptomBy.length === 0
        ? ''
        : ['Every one, where ', ...row('check', everySymptomBy), ' alone has found it.'],
    ),
  ];
}
