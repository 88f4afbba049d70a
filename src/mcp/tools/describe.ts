/** What the words of a report mean. */
import { ANSWER_KEYS, type AnswerKey, QUESTIONS } from '../../../checks/facts.ts';
import { SYMPTOMS } from '../../../checks/index.ts';
import { text } from '../../core/flags/values.ts';
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { renderAnswerKey } from '../../reporters/brief/questions.ts';
import { renderPages } from '../../reporters/pages/formats.ts';
import { pageNames, pagesNamed } from '../../run/describe.ts';
import { word } from '../arguments.ts';
import { PAGE } from '../page.ts';
import { defineTool } from '../tool.ts';

export const describe = defineTool({
  name: 'describe',
  title: 'Look up a word of a report',
  description:
    'Says what an id means: what a check looks at, what a cause is and how it is told and mended, what can be behind a symptom, why a rule of the engine skips, what a key of an answer asks. Without an id it lists the symptoms.',
  takes: {
    id: word(text('id'), 'such as scopes/required, owners-scope-missing, crm-panel-empty, webhooks.throttle'),
  },
  reachesOut: false,
  async run({ id }) {
    return { says: id === undefined ? symptoms() : pageOf(id).trimEnd() };
  },
});

function symptoms(): string {
  return SYMPTOMS.map(({ id, title }) => `symptom ${id}: ${title}`).join('\n');
}

function pageOf(id: string): string {
  const pages = pagesNamed(id);
  if (pages.length > 0) return renderPages(pages, 'brief', PAGE);
  if (ANSWER_KEYS.some((one) => one === id)) return renderAnswerKey(QUESTIONS[id as AnswerKey]);
  throw new UsageError(`There is no check, cause, symptom or key "${id}".`, {
    hint: `${nearestHint(id, [...pageNames(), ...ANSWER_KEYS])}Reports name them; describe without an id lists the symptoms.`,
  });
}
