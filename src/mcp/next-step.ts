import type { Report } from '../core/report.ts';
import { POINTED_BY } from '../doctor/pointed-by.ts';
import { type Doubt, isAnswered, nextStep } from '../reporters/brief/next-step.ts';

/** What an agent does next, in calls of tools; what only a person at a shell can do is told as a command. */
export function stepInCalls(report: Report, runId: string): string {
  const step = nextStep(report);
  switch (step.is) {
    case 'clear-the-way':
      return 'have whoever started this server mend what is in the way, then call diagnose again';
    case 'run':
      return inCalls(step.command, report);
    case 'answer':
      return `find out who sees these screens, then call diagnose again with answers ${example(step.keys)}`;
    case 'mend':
      return [
        ...(step.doubt === undefined ? [] : [`to be surer, ${surerBy(step.doubt, report)};`]),
        `have done what it says, then call recheck with cause ${report.causes[0]?.id} and run ${runId}`,
      ].join(' ');
    case 'look':
      return step.at;
    case 'prove':
      return 'nothing was found; to follow one real message hop by hop, call prove';
    case 'nothing':
      return 'nothing to do';
  }
}

function surerBy(doubt: Doubt, report: Report): string {
  return 'key' in doubt
    ? `call diagnose again with answers ${example([doubt.key])}`
    : inCalls(doubt.command, report);
}

function inCalls(command: string, report: Report): string {
  return calledInstead(command, report) ?? `for a person at a shell: ${command}`;
}

/** As many as show the form; the others stand with their questions. */
const MOST_SHOWN = 4;

function example(keys: readonly string[]): string {
  const shown = keys.slice(0, MOST_SHOWN).map((key) => `"${key}": …`);
  return `{${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}}`;
}

/** Where the command only adds a word that an argument takes. */
function calledInstead(command: string, { questions }: Report): string | undefined {
  const pointed = POINTED_BY.find(([, [flag, placeholder]]) => command.endsWith(`${flag} ${placeholder}`));
  if (pointed) return `call diagnose again with ${pointed[1][0].slice(2)}, of one that shows the problem`;
  const [, thread] = /--thread (\d+)$/.exec(command) ?? [];
  if (thread !== undefined) return `call diagnose again with thread ${thread}`;
  if (!command.endsWith('--mode MODE')) return undefined;
  return `call diagnose again with answers ${example(questions.filter(isAnswered).map(({ key }) => key))}`;
}
