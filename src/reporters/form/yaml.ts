/** The form as YAML: an answers file whose answers are still to be written, every question a comment above its key. */

import type { Form, FormQuestion, FormScreen } from '../../doctor/form/form.ts';
import { printable } from '../../redact/printable.ts';
import { wrap } from '../layout.ts';
import { askedOf, LEAVE_OPEN, questionText, TITLE, WHY, whatToWrite } from './words.ts';

const ROOM = 76;

export function renderYamlForm(form: Form): string {
  const head = [
    ...comment('', `${TITLE}. ${WHY}`),
    ...comment('', `Write each answer behind its name, as in "webhooks.throttle: 100". ${LEAVE_OPEN}`),
    ...comment('', 'Then send this file back as it is.'),
    '',
    ...(form.portal === undefined ? [] : [`portal: ${form.portal}`]),
    `asked: ${form.written}`,
    '# Your name:',
    'by:',
    '',
    'answers:',
  ];
  const screens = form.screens.flatMap((screen, index) => ['', ...screenLines(screen, index + 1)]);
  const tail = ['', '# Anything else that we should know:', 'remarks:'];
  return `${[...head, ...screens, ...tail].join('\n')}\n`;
}

function screenLines(screen: FormScreen, number: number): string[] {
  const { where, url } = screen.place;
  const who = askedOf(screen);
  return [
    `  # ---- Screen ${number} ----`,
    ...comment('  ', where),
    ...(url === undefined ? [] : [`  # ${printable(url)}`]),
    ...(who === '' ? [] : comment('  ', `Asked of: ${who}`)),
    ...screen.questions.flatMap((question) => ['', ...questionLines(question)]),
  ];
}

function questionLines(question: FormQuestion): string[] {
  const { key, known } = question;
  return [
    ...comment('  ', questionText(question)),
    ...(known === undefined ? [] : comment('  ', `Known: ${known}`)),
    ...comment('  ', `Answer: ${whatToWrite(question)}`),
    `  ${key}:`,
  ];
}

function comment(indent: string, text: string): string[] {
  return wrap(text, ROOM - indent.length).map((line) => `${indent}# ${line}`);
}
