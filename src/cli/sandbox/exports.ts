import type { Outside } from '../../run/sandbox/outside.ts';

/**
 * What a shell needs to look at a running sandbox from outside: lines for `eval`, for copying, or for a file that
 * `source` and `node --env-file` read, and the command line that goes with them.
 */
export function exportsFor({ variables, words }: Pick<Outside, 'variables' | 'words'>): string {
  const then = ['# then: opencx-hubspot doctor', ...words.map(asWord)].join(' ');
  return [...exportLines(variables), then, ''].join('\n');
}

export function exportLines(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`);
}

/** A word of a command line as a shell has to read it. */
export function asWord(word: string): string {
  return /^[\w@./:+-]+$/.test(word) ? word : quote(word);
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
