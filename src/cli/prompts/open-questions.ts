import { resolve } from 'node:path';
import { isAnswerKey, type QuestionKey } from '../../../checks/facts.ts';
import { THREAD } from '../../core/flags/record-values.ts';
import { Unusable } from '../../core/flags/values.ts';
import type { Answer, Answers, NamedRecord } from '../../core/given.ts';
import type { Report } from '../../core/report.ts';
import { parseAnswers } from '../../doctor/answers.ts';
import { isFormName } from '../../doctor/form/form-in.ts';
import { DECIDES_THE_REST, type OpenQuestion } from '../../doctor/open-questions.ts';
import { saidNow } from '../../doctor/typed-answers.ts';
import { writeAnswers } from '../../doctor/write-answers.ts';
import { UsageError } from '../../files/usage-error.ts';
import { causeFamilies, obstacleParts } from '../../reporters/causes.ts';
import { counted, PARTY_NAMES } from '../../reporters/words.ts';
import type { Examination } from '../../run/examination.ts';
import type { Io } from '../io.ts';
import { ask, askText, confirm, introduce, introduceScreen, tell } from './ask.ts';
import { isPromptLeft } from './left.ts';
import { knownBeside, onScreens } from './screens.ts';

const DEFAULT_FILE = 'opencx-hubspot.answers.json';

/** What was said so far. Which conversation it is belongs to this run, and is not saved. */
interface Told {
  answers: Record<string, Answer | undefined>;
  thread?: NamedRecord;
}

/**
 * Asks only what the report leaves open, in the order of the checklist, and looks again with what was said. An
 * answer can open the way to further questions (which conversation it is), so it goes on until nothing new is open.
 *
 * Ctrl-C ends the asking and nothing else: what was answered by then counts.
 *
 * @param onSaid takes what was said, in the place of a file that is offered to keep it in
 */
export async function askOpenQuestions(
  run: Examination,
  saveAnswers: string | undefined,
  io: Io,
  onSaid?: (said: { answers: Answers; thread?: NamedRecord }) => void,
): Promise<void> {
  const told: Told = { answers: {} };
  const said = told.answers;
  try {
    if (!(await isWorthAsking(run, io))) return;
    await askWhileOpen(run, told, io);
  } catch (error) {
    if (!isPromptLeft(error)) throw error;
    const count = Object.keys(said).length + (told.thread === undefined ? 0 : 1);
    io.err(
      `\nNo more is asked; ${count === 0 ? 'nothing was answered' : `${counted(count, 'answer')} so far`}.\n`,
    );
    // Asked for, so that the answers are kept; where to keep them is no question to put to somebody who has left.
    if (saveAnswers !== undefined && Object.keys(said).length > 0) await save(said, saveAnswers, run, io);
    onSaid?.(told);
    return;
  }
  onSaid?.(told);
  const isKept = onSaid !== undefined && saveAnswers === undefined;
  if (Object.keys(said).length > 0 && !isKept) await offerToSave(said, saveAnswers, run, io);
  io.err('\n');
}

/**
 * What is known comes first. Where a measured cause explains what is wrong, or something is in the way, answers can
 * only add to it, and whoever has that in hand may not want to give any. Without a token, people's words are all there is.
 */
async function isWorthAsking(run: Examination, io: Io): Promise<boolean> {
  const questions = questionsTo(run);
  if (questions.length === 0) return false;
  const { causes, obstacle } = run.report();
  if (obstacle) introduce(io, obstacleParts(obstacle).sentence);
  const roots = causeFamilies(causes).map(({ root }) => root);
  for (const { title, confidence, owner } of roots) {
    introduce(io, `Found: ${title} (${confidence}; ${PARTY_NAMES[owner]})`);
  }
  const isInTheWay = obstacle !== null && obstacle.id !== 'no-token';
  if (roots[0]?.confidence !== 'confirmed' && !isInTheWay) return true;
  const message = `${counted(questions.length, 'question')} left that could find more. Answer now?`;
  return confirm(io, message, false);
}

/** A session is named by a flag, and beside a key that reads it. */
function questionsTo(run: Examination): OpenQuestion[] {
  return run.openQuestions().filter(({ key }) => key === 'conversation.thread' || isAnswerKey(key));
}

async function askWhileOpen(run: Examination, told: Told, io: Io): Promise<void> {
  const said = told.answers;
  const put = new Set<QuestionKey>();
  for (;;) {
    const questions = questionsTo(run).filter(({ key }) => !put.has(key));
    if (questions.length === 0) return;
    if (put.size === 0) io.err(`\nNo API tells the following; ${questions.length} left open so far.\n`);
    const before = Object.keys(said).length;
    let thread: NamedRecord | undefined;
    try {
      thread = await askAll(questions, run.report(), said, io, put);
    } catch (error) {
      run.addAnswers({ answers: said });
      await run.gather();
      throw error;
    }
    if (thread !== undefined) told.thread = thread;
    if (thread === undefined && Object.keys(said).length === before) return;
    run.addAnswers({ answers: said, ...(thread !== undefined && { thread }) });
    await run.gather();
  }
}

/**
 * Puts questions until one is answered that decides what else is open.
 *
 * @returns the conversation, where that was it
 */
async function askAll(
  questions: readonly OpenQuestion[],
  { checks }: Pick<Report, 'checks'>,
  said: Record<string, Answer | undefined>,
  io: Io,
  put: Set<QuestionKey>,
): Promise<NamedRecord | undefined> {
  for (const { question, number, screen } of onScreens(questions)) {
    put.add(question.key);
    if (number === 1) introduceScreen(io, screen);
    const count = screen.questions === 1 ? '' : `${number}/${screen.questions}  `;
    introduce(io, `${count}${question.text}`);
    tell(io, { ...knownBeside(question, checks), Settles: question.checks.join(', ') });
    if (question.key === 'conversation.thread') {
      const thread = await askThread(io);
      if (thread) return thread;
      continue;
    }
    const answer = await askUntilUsable(question, io);
    Object.assign(said, answer);
    if (answer && DECIDES_THE_REST.includes(question.key)) return undefined;
  }
  return undefined;
}

/** What cannot be used is said and asked again: nothing that was typed before may be lost over it. */
async function askUntilUsable({ key, form }: OpenQuestion, io: Io): Promise<Answers | undefined> {
  for (;;) {
    const value = await ask(io, 'Your answer', form);
    if (value === undefined) return undefined;
    try {
      return parseAnswers({ [key]: { value, ...saidNow(io.env) } }, 'your answer');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      introduce(io, error.message);
    }
  }
}

/** An id, or the address of the conversation as the browser shows it. */
export async function askThread(io: Io): Promise<NamedRecord | undefined> {
  const validate = (text: string): true | string => {
    const read = text.trim() === '' ? text : THREAD.read(text);
    return read instanceof Unusable ? `${read.says('--thread')}.` : true;
  };
  const typed = await askText(io, {
    type: 'input',
    message: 'Thread id or address (Enter to leave open)',
    validate,
  });
  const read = typed ? THREAD.read(typed) : undefined;
  return read instanceof Unusable ? undefined : read;
}

async function offerToSave(
  said: Answers,
  named: string | undefined,
  run: Examination,
  io: Io,
): Promise<void> {
  const file = named ?? run.settings.answers?.files.findLast((each) => !isFormName(each)) ?? DEFAULT_FILE;
  const agreed = named !== undefined || (await confirm(io, `Save your answers to ${file}?`, true));
  if (agreed) await save(said, file, run, io);
}

async function save(said: Answers, file: string, run: Examination, io: Io): Promise<void> {
  const portal = run.report().portal.hubId ?? run.settings.given.portalId;
  await writeAnswers(resolve(io.cwd, file), said, portal);
  io.err(`Saved. Give them again with --answers ${file}\n\n`);
}
