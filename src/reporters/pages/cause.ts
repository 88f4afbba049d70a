import type { CausePage, PageFix, PageWitness } from '../../core/page.ts';
import { PARTY_ACTS } from '../words.ts';
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
    lead: [means, `As a rule, ${PARTY_ACTS[owner]}.`],
    parts: [
      ...fixParts(page),
      ...part('How it is told', [entries(witnesses.map(witnessEntry))], { brief: row('check', witnesses) }),
      ...likenessPart('cause', unlike),
      ...part('What else the same checks find', [prose(others(page))]),
      ...part('What speaks against it', [prose(against(page))]),
      ...part('Symptoms that it explains', [list(symptoms.map((symptom) => withTitle('symptom', symptom)))], {
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

/** A part for each way of connecting that is mended otherwise; on a screen, the steps of the first alone. */
function fixParts({ fixes }: CausePage): Part[] {
  return fixes.flatMap(({ modes, ways }, index) => {
    const [first, ...others] = modes;
    const heading = index === 0 ? 'What to do' : `What to do with ${modesInWords(modes)}`;
    const note =
      others.length > 0 && first === 'legacy-app'
        ? `Connected with ${modesInWords(others)} it is the same, and the command takes ${others.map((mode) => `\`--mode ${mode}\``).join(' or ')}.`
        : '';
    const shortest = ways[0]?.brief ?? ways[0]?.steps.join(' ') ?? '';
    return part(heading, [...ways.flatMap(wayBlocks), prose(note)], {
      ...(index === 0 ? { brief: shortest } : { onScreen: [prose(shortest)] }),
    });
  });
}

function wayBlocks(way: PageFix, index: number): Block[] {
  const place = way.where === undefined ? '' : `, at ${way.where}`;
  const who = `${PARTY_ACTS[way.owner]}${place}:`;
  return [prose(index === 0 ? capital(who) : `Or ${who}`), steps(way.steps)];
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
  if (others.length === 0) {
    return ['A pass of ', { kind: 'check', id: only.id }, ': nothing else names it.'];
  }
  return [
    'A pass of one of ',
    ...row('check', witnesses),
    ' while another fails: a report names it under `against`.',
  ];
}
