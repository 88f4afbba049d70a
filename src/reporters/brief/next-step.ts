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
  /** Have the first cause mended; then this shows whether it worked. */
  | { is: 'mend'; command?: string; doubt?: Doubt }
  /** What no command tells, in a sentence. */
  | { is: 'look'; at: string }
  /** Nothing is open: a live test is what is left. */
  | { is: 'prove'; command: string }
  | { is: 'nothing' };

/** What could take a cause back: an answer to this key, or what this command finds. */
export type Doubt = { key: string } | { command: string };

/** A cause that is no more than possible is put to the test before anything is mended for it. */
export function nextStep(report: Report): NextStep {
  const { obstacle, causes, questions, nextTest, status } = report;
  if (obstacle) return { is: 'clear-the-way', command: doctorOf(report) };
  const asked = questions.filter(isAnswered);
  const command = commandOf(report);
  const [leading] = causes;
  if (leading && (leading.confidence !== 'possible' || (asked.length === 0 && command === undefined))) {
    const verify = leading.fixes[0]?.verify;
    const doubt = doubtOf(report);
    return { is: 'mend', ...(verify !== undefined && { command: verify }), ...(doubt && { doubt }) };
  }
  if (command !== undefined) return { is: 'run', command };
  if (asked.length > 0) return { is: 'answer', keys: asked.map(({ key }) => key) };
  if (nextTest) return { is: 'look', at: nextTest.question };
  // What a log does not show, the portal itself may.
  if (status === 'healthy' && report.log) return { is: 'run', command: doctorOf(report) };
  // Half of everything is about one conversation, and without it none of that half was looked at.
  if (status === 'healthy' && report.evidence['conversation.thread']?.outcome === 'missing')
    return { is: 'run', command: `${doctorOf(report)} --thread ID` };
  return status === 'healthy' && !isOfLiveTest(report)
    ? { is: 'prove', command: 'opencx-hubspot prove' }
    : { is: 'nothing' };
}

/** One that only leaves the place of an answer open says no more than its key. */
function commandOf({ nextTest }: Report): string | undefined {
  const command = nextTest?.command;
  return command === undefined || openAnswerIn(command) ? undefined : command;
}

function doubtOf(report: Report): Doubt | undefined {
  const { questions, nextTest } = report;
  const command = commandOf(report);
  if (command !== undefined) return { command };
  const key = questions.filter(isAnswered).find(({ text }) => text === nextTest?.question)?.key;
  return key === undefined ? undefined : { key };
}

/** By a word behind its key: what a flag names has none, and a secret is no word of a command. */
export function isAnswered({ key, kind }: ReportQuestion): boolean {
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
        ...(step.doubt === undefined ? [] : [`${surerBy(step.doubt)} makes it surer;`]),
        `have it mended${step.command === undefined ? '' : `, then ${step.command}`}`,
      ].join(' ');
    case 'look':
      return step.at;
    case 'nothing':
      return 'nothing to do';
  }
}

function surerBy(doubt: Doubt): string {
  return 'key' in doubt ? `--answer ${doubt.key}=VALUE` : doubt.command;
}

function doctorOf({ symptom }: Report): string {
  return ['opencx-hubspot doctor', ...(symptom === null ? [] : [symptom])].join(' ');
}

function isOfLiveTest({ checks }: Report): boolean {
  return Object.entries(checks).some(([id, { status }]) => id.startsWith('proof/') && status !== 'na');
}
