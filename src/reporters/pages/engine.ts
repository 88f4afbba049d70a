import { RULE_GENERATIONS } from '../../core/decision.ts';
import type { RulePage, SkipPage } from '../../core/page.ts';
import { commandPart, list, type Outline, part, prose, row, type Words, withTitle } from './outline.ts';
import { ACTION_WORDS, KIND_WORDS, MODE_WORDS } from './words.ts';

export function outlineOfRule({ id, title, place, looksAt, skips, acts, command }: RulePage): Outline {
  const places = RULE_GENERATIONS.flatMap((generation) => {
    const at = place[generation];
    return at === undefined ? [] : [`number ${at} under ${generation}`];
  });
  const decides: Words[] = [
    ...(skips.length === 0 ? [] : [['It skips, with the reason ', ...row('skip', skips), '.']]),
    ...acts.map((action) => `It acts: ${ACTION_WORDS[action]} (\`${action}\`).`),
  ];
  return {
    kind: 'rule',
    id,
    calls: KIND_WORDS.rule,
    title,
    lead: [],
    parts: [
      ...part('What it decides', [list(decides)], { brief: decides.flat() }),
      ...part('When it is applied', [
        prose(
          `In the order of the rules: ${places.join(', ')}. The first rule that does not let an event pass decides.`,
        ),
        prose(
          looksAt === 'event'
            ? 'It looks at the event as it came, before anything is fetched.'
            : 'It looks at the message and its conversation, which are fetched first.',
        ),
      ]),
      ...commandPart('See it decide', command),
    ],
  };
}

export function outlineOfSkip({ id, title, remedy, remedyIn, rules, causes, command }: SkipPage): Outline {
  return {
    kind: 'skip',
    id,
    calls: KIND_WORDS.skip,
    title: `Events were skipped: ${title}.`,
    lead: [],
    parts: [
      ...part(
        'What makes the next one count',
        [prose(remedy), ...remedyIn.map((other) => prose(`With ${MODE_WORDS[other.mode]}: ${other.remedy}`))],
        { brief: remedy },
      ),
      ...part('Which rule says so', [list(rules.map((rule) => withTitle('rule', rule)))]),
      ...part('Causes that name it', [list(causes.map((cause) => withTitle('cause', cause)))]),
      ...commandPart('See which rule skipped it', command),
    ],
  };
}
