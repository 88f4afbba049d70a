import { parseAnswers, writeAnswers } from '../../config/index.ts';
import type { Answers } from '../../core/given.ts';
import type { QuestionKey } from '../../core/question.ts';
import type { OpenQuestion } from '../../doctor/open-questions.ts';
import type { DoctorFlags } from '../commands/doctor.ts';
import type { Examination } from '../doctor-run.ts';
import type { Io } from '../io.ts';
import { ask, confirm } from './ask.ts';

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
export async function settleOpenQuestions(run: Examination, flags: DoctorFlags, io: Io): Promise<void> {
  const put = new Set<QuestionKey>();
  const said: Answers = {};
  for (;;) {
    const questions = run.openQuestions().filter(({ key }) => !put.has(key));
    const [first] = questions;
    if (!first) break;
    if (put.size === 0) io.err(`\nNo API tells the following; ${questions.length} left open so far.\n`);
    const learned = await askAll(questions, run, io, put);
    if (!learned) break;
    Object.assign(said, learned.answers);
    run.learn(learned);
    await run.gather();
  }
  if (Object.keys(said).length > 0) await offerToSave(said, flags, io);
}

async function askAll(
  questions: readonly OpenQuestion[],
  run: Examination,
  io: Io,
  put: Set<QuestionKey>,
): Promise<Learned | undefined> {
  let learned: Learned | undefined;
  for (const question of questions) {
    put.add(question.key);
    const { where, url } = question.place;
    io.err(`\n${question.checks.join(', ')}\n  Look at: ${where}${url ? `\n  ${url}` : ''}\n`);
    const value = await ask(io, question.text, question.form);
    if (value === undefined) continue;
    learned ??= { answers: {} };
    if (question.key === 'conversation.thread') {
      learned.threadId = String(value);
      // Which conversation it is decides what else is open.
      return learned;
    }
    Object.assign(learned.answers, parseAnswers({ [question.key]: value }, 'your answer'));
  }
  return learned;
}

async function offerToSave(said: Answers, flags: DoctorFlags, io: Io): Promise<void> {
  const file = flags.saveAnswers ?? flags.answers?.[0] ?? DEFAULT_FILE;
  const agreed = flags.saveAnswers !== undefined || (await confirm(io, `Save your answers to ${file}?`));
  if (!agreed) return;
  await writeAnswers(file, said);
  io.err(`Saved. Give them again with --answers ${file}\n\n`);
}
