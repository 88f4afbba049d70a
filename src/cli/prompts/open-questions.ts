import { resolve } from 'node:path';
import type { QuestionKey } from '../../../checks/facts.ts';
import { THREAD, Unusable } from '../../core/flags/values.ts';
import type { Answers } from '../../core/given.ts';
import { parseAnswers } from '../../doctor/answers.ts';
import type { OpenQuestion } from '../../doctor/open-questions.ts';
import { writeAnswers } from '../../doctor/write-answers.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { Examination } from '../../run/examination.ts';
import type { Io } from '../io.ts';
import { ask, askText, confirm, introduce } from './ask.ts';

/** What a person said in one round. */
interface Learned {
  answers: Answers;
  threadId?: string;
}

const DEFAULT_FILE = 'opencx-hubspot.answers.json';

/**
 * Asks only what the report leaves open, in the order of the checklist, and looks again with what was said. An
 * answer can open the way to further questions (which conversation it is), so it goes on until nothing new is open.
 */
export async function askOpenQuestions(
  run: Examination,
  saveAnswers: string | undefined,
  io: Io,
): Promise<void> {
  const put = new Set<QuestionKey>();
  const said: Answers = {};
  for (;;) {
    const questions = run.openQuestions().filter(({ key }) => !put.has(key));
    const [first] = questions;
    if (!first) break;
    if (put.size === 0) io.err(`\nNo API tells the following; ${questions.length} left open so far.\n`);
    const learned = await askAll(questions, io, put);
    if (!learned) break;
    Object.assign(said, learned.answers);
    run.addAnswers(learned);
    await run.gather();
  }
  if (Object.keys(said).length > 0) await offerToSave(said, saveAnswers, run, io);
  if (put.size > 0) io.err('\n');
}

async function askAll(
  questions: readonly OpenQuestion[],
  io: Io,
  put: Set<QuestionKey>,
): Promise<Learned | undefined> {
  let learned: Learned | undefined;
  for (const question of questions) {
    put.add(question.key);
    io.err(`\n${question.checks.join(', ')}`);
    introduce(io, question.text, question.place);
    if (question.key === 'conversation.thread') {
      const threadId = await askThread(io);
      // Which conversation it is decides what else is open.
      if (threadId) return { answers: {}, threadId };
      continue;
    }
    const answer = await askUntilUsable(question, io);
    if (!answer) continue;
    learned ??= { answers: {} };
    Object.assign(learned.answers, answer);
  }
  return learned;
}

/** What cannot be used is said and asked again: nothing that was typed before may be lost over it. */
async function askUntilUsable({ key, form }: OpenQuestion, io: Io): Promise<Answers | undefined> {
  for (;;) {
    const value = await ask(io, 'Your answer', form);
    if (value === undefined) return undefined;
    try {
      return parseAnswers({ [key]: value }, 'your answer');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      io.err(`  ${error.message}\n`);
    }
  }
}

/** An id, or the address of the conversation as the browser shows it. */
async function askThread(io: Io): Promise<string | undefined> {
  const validate = (text: string): true | string => {
    const read = text.trim() === '' ? text : THREAD.read(text);
    return read instanceof Unusable ? `${read.says('--thread')}.` : true;
  };
  const typed = await askText(io, {
    type: 'input',
    message: 'Thread id or address (Enter to leave open)',
    validate,
  });
  const read = typed && THREAD.read(typed);
  return typeof read === 'string' ? read : undefined;
}

async function offerToSave(
  said: Answers,
  named: string | undefined,
  run: Examination,
  io: Io,
): Promise<void> {
  const file = named ?? run.settings.answers?.files.at(-1) ?? DEFAULT_FILE;
  const agreed = named !== undefined || (await confirm(io, `Save your answers to ${file}?`));
  if (!agreed) return;
  await writeAnswers(resolve(io.cwd, file), said);
  io.err(`Saved. Give them again with --answers ${file}\n\n`);
}
