/** What only a person can tell: the question to begin with on the first screen, all of them in full. */
import type { Report, ReportQuestion } from '../../core/report.ts';
import { openAnswerIn } from '../../doctor/command.ts';
import { POINTED_BY } from '../../doctor/pointed-by.ts';
import { type Field, field, fieldList, hang, mark, prose, type Sheet, section } from '../layout.ts';
import { counted } from '../words.ts';
import { commandField, linkField } from './fields.ts';
import { filledSection } from './sections.ts';

/** Every question with its key, the screen that shows the answer, and what is known beside it. */
export function questionsSection(sheet: Sheet, report: Report): string[] {
  return filledSection(sheet, 'Open questions', (room) =>
    report.questions.flatMap((question) =>
      hang(room, mark(room, 'manual'), (line) => [
        ...prose(line, `${question.text} [${question.settles.join(', ')}]`),
        ...fieldList(line, [
          ...knownOf(question, report),
          ...field('Look at', question.where),
          ...linkField('Open', question.url),
          ...field('Key', question.key),
        ]),
      ]),
    ),
  );
}

/**
 * What to find out next: the question that decides most, with the screen that answers it, and how many there are
 * besides; where no question is open, the test that the run names.
 */
export function nextSection(sheet: Sheet, report: Report): string[] {
  const { nextTest, questions, obstacle } = report;
  if (obstacle)
    return questions.length === 0
      ? []
      : prose(sheet, `Meanwhile ${countOf(questions)} can be answered ${howToAnswer()}.`);
  const asked =
    questions.find(({ text }) => text === nextTest?.question) ?? (nextTest ? undefined : questions[0]);
  const text = asked?.text ?? nextTest?.question;
  if (text === undefined) return [];
  const heading = questions.length > 1 ? `Next, the first of ${countOf(questions)}` : 'Next';
  return section(sheet, heading, (room) => [
    ...prose(room, text),
    ...fieldList(room, [
      ...(asked ? [...knownOf(asked, report), ...screenField(asked)] : []),
      ...commandField('Run', openAnswerIn(nextTest?.command) ? undefined : nextTest?.command),
      ...field('Settles', asked?.settles.join(', ') ?? nextTest?.check),
      ...field('Answer', questions.length === 0 ? undefined : howToAnswer(asked)),
    ]),
  ]);
}

/** Of any question, where none is named. What is asked of the run itself has a flag; a secret is not typed. */
function howToAnswer(asked?: ReportQuestion): string {
  const prompts = 'at the prompts of a terminal, by';
  if (asked === undefined) return `${prompts} --answer KEY=VALUE (--full lists the keys), ${HANDED_ON}`;
  const { key, kind } = asked;
  const flag = POINTED_BY.find(([pointer]) => pointer === key)?.[1];
  if (flag) return `by ${flag.join(' ')}`;
  if (kind === 'secret-url') return `${prompts} --answers FILE, under ${key}, ${HANDED_ON}`;
  return `${prompts} --answer ${key}=${kind === 'yes-no' ? 'yes (or no)' : 'VALUE'}, ${HANDED_ON}`;
}

/** Whoever runs the tool is seldom the one who can open the screen. */
const HANDED_ON = 'or by somebody else: --questions FILE.html';

function countOf(questions: readonly ReportQuestion[]): string {
  return counted(questions.length, 'question');
}

/** What was measured beside it, and does not decide it. */
function knownOf({ settles }: ReportQuestion, { checks }: Report): Field[] {
  return settles.flatMap((id) => field('Known', checks[id]?.measured)).slice(0, 1);
}

/** The link alone where there is one: it leads to the screen by itself. */
function screenField({ where, url }: ReportQuestion): Field[] {
  return url === undefined ? field('Look at', where) : linkField('Open', url);
}
