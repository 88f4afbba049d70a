/**
 * The form as Markdown, to be read and filled in as it stands or pasted into a ticket: behind each "Answer to" there is
 * room, choices have boxes to tick. The names in front of the colons are what the answers are found by.
 */
import type { QuestionForm } from '../../core/question.ts';
import type { Form, FormQuestion, FormScreen } from '../../doctor/form/form.ts';
import { NONE_OF_THEM } from '../../doctor/form/handwritten.ts';
import { escaped, link, sentence } from '../markdown/escape.ts';
import { askedOf, LEAVE_OPEN, portalLine, questionText, TITLE, WHY, whatToWrite } from './words.ts';

export function renderMarkdownForm(form: Form): string {
  let number = 0;
  const blocks = [
    `# ${TITLE}`,
    WHY,
    `Write behind each **Answer to**, or put an x into a box, as in [x]. ${LEAVE_OPEN} Then send this text back as it is.`,
    [
      ...(form.portal === undefined ? [] : [`- HubSpot account: ${portalLine(form)}`]),
      `- Asked on: ${form.written}`,
      '- Answered on:',
      '- Answered by:',
    ].join('\n'),
    ...form.screens.flatMap((screen, index) => [
      ...screenBlocks(screen, index + 1),
      ...screen.questions.flatMap((question) => {
        number += 1;
        return questionBlocks(question, number);
      }),
    ]),
    '## Anything else that we should know',
    'Remarks:',
  ];
  return `${blocks.join('\n\n')}\n`;
}

function screenBlocks(screen: FormScreen, number: number): string[] {
  const { where, url } = screen.place;
  const who = askedOf(screen);
  return [
    `## Screen ${number}: ${escaped(where)}`,
    ...(url === undefined ? [] : [link(url)]),
    ...(who === '' ? [] : [`Asked of: ${who}`]),
  ];
}

function questionBlocks(question: FormQuestion, number: number): string[] {
  const { key, form, known } = question;
  const boxes = boxesOf(form);
  const how = boxes.length > 0 ? howToTick(form) : whatToWrite(question);
  return [
    `### Question ${number}: ${sentence(questionText(question))}`,
    ...(known === undefined ? [] : [`Known: ${escaped(known)}`]),
    `To answer: ${how}`,
    [`**Answer to ${key}:**`, ...(boxes.length > 0 ? ['', ...boxes] : [])].join('\n'),
  ];
}

function howToTick({ kind }: QuestionForm): string {
  return kind === 'several' ? 'tick every one that applies' : 'tick one';
}

function boxesOf(form: QuestionForm): string[] {
  switch (form.kind) {
    case 'yes-no':
      return ['- [ ] Yes', '- [ ] No'];
    case 'choice':
      return form.choices.map(box);
    case 'several':
      return [...form.choices.map(box), `- [ ] ${NONE_OF_THEM.replace(/^n/, 'N')}`];
    default:
      return [];
  }
}

function box({ value, name }: { value: string; name: string }): string {
  return `- [ ] ${name} (${value})`;
}
