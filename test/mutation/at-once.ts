/** A reporter of the mutation tester: says what no test noticed as soon as it is known, so that a long run need not be waited for. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stderr } from 'node:process';
import { ACCEPTED } from './accepted.ts';
import { missesOf, missLines } from './score.ts';
import type { Tested } from './tester.ts';

function tellMiss(tested: Tested & { fileName: string }): void {
  const source = readFileSync(tested.fileName, 'utf8');
  const files = { [relative('', tested.fileName)]: { source, mutants: [tested] } };
  for (const line of missLines(missesOf(files, ACCEPTED))) stderr.write(`${line}\n`);
}

/** What the tester looks for in a file that is named as a plugin. */
export const strykerPlugins = [
  { kind: 'Reporter', name: 'at-once', factory: () => ({ onMutantTested: tellMiss }) },
];
