/** What whoever reads a report does next: one thing, as a command or as answers to give. */
import type { Report, ReportQuestion } from '../../core/report.ts';
import { openAnswerIn } from '../../doctor/command.ts';
import { POINTED_BY } from '../../doctor/pointed-by.ts';

export type NextStep =
  /** Out of the way first what kept the tool from looking, then the same again. */
  | { is: 'clear-the-way'; command: string }
  /** Ready to paste; a word in capitals is to be filled in. */
  | { is: 'run'; command: string }
  /** The same run again with answers to these keys, the most useful first. */
  | { is: 'answer'; keys: readonly string[] }
  /** Have the first cause mended; then this shows whether it worked. An answer to `doubt` could take the cause back. */
  | { is: 'mend'; command?: string; doubt?: string }
  /** What no command tells, in a sentence. */
  | { is: 'look'; at: string }
  /** Nothing is open: a live test is what is left. */
  | { is: 'prove'; command: string }
  | { is: 'nothing' };

/** A cause that is no more than possible is put to the test before anything is mended for it. */
export function nextStep(report: Report): NextStep {
  const { obstacle, causes, questions, nextTest, status } = report;
  if (obstacle) return { is: 'clear-the-way', command: doctorOf(report) };
  if (nextTest?.command !== undefined && !openAnswerIn(nextTest.command))
    return { is: 'run', command: nextTest.command };
  const asked = questions.filter(isAnswered);
  const doubt = asked.find(({ text }) => text === nextTest?.question)?.key;
  const [leading] = causes;
  if (leading && (leading.confidence !== 'possible' || asked.length === 0)) {
    const verify = leading.fixes[0]?.verify;
    return {
      is: 'mend',
      ...(verify !== undefined && { command: verify }),
      ...(doubt !== undefined && { doubt }),
    };
  }
  if (asked.length > 0) return { is: 'answer', keys: asked.map(({ key }) => key) };
  if (nextTest) return { is: 'look', at: nextTest.question };
  return status === 'healthy' && !isOfLiveTest(report)
    ? { is: 'prove', command: 'opencx-hubspot prove' }
    : { is: 'nothing' };
}

/** By a word behind its key: what a flag names has none, and a secret is no word of a command. */
function isAnswered({ key, kind }: ReportQuestion): boolean {
  return kind !== 'secret-url' && POINTED_BY.every(([pointer]) => pointer !== key);
}

/** The step in a line, for whoever types commands. */
export function stepInWords(step: NextStep): string {
  switch (step.is) {
    case 'clear-the-way':
      return `mend what is in the way, then ${step.command}`;
    case 'run':
    case 'prove':
      return step.command;
    case 'answer':
      return `the same again with ${step.keys.map((key) => `--answer ${key}=VALUE`).join(' ')}`;
    case 'mend':
      return [
        ...(step.doubt === undefined ? [] : [`--answer ${step.doubt}=VALUE makes it surer;`]),
        `have it mended${step.command === undefined ? '' : `, then ${step.command}`}`,
      ].join(' ');
    case 'look':
      return step.at;
    case 'nothing':
      return 'nothing to do';
  }
}

function doctorOf({ symptom }: Report): string {
  return ['opencx-hubspot doctor', ...(symptom === null ? [] : [symptom])].join(' ');
}

function isOfLiveTest({ checks }: Report): boolean {
  return Object.entries(checks).some(([id, { status }]) => id.startsWith('proof/') && status !== 'na');
}
