/** A case as it would stand after days that nobody wants to wait for: what is kept says when it was, so that is moved. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, runHere, type Surroundings } from '../../support/cli.ts';

const DAY_MS = 86_400_000;
const MOMENT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

export const CASES = join('.opencx-hubspot', 'cases');

/** Lets days go by: everything in the case lies so much further back. */
export async function daysLater(cwd: string, name: string, days: number): Promise<void> {
  for (const file of await filesOf(cwd, name)) {
    const text = await readFile(file, 'utf8');
    const moved = text.replaceAll(MOMENT, (moment) =>
      new Date(Date.parse(moment) - days * DAY_MS).toISOString(),
    );
    await writeFile(file, moved);
  }
}

/** Whole paths, oldest first. */
export async function filesOf(cwd: string, name: string, ending = '.json'): Promise<string[]> {
  const folder = join(cwd, CASES, name);
  const names = await readdir(folder);
  return names
    .filter((each) => each.endsWith(ending))
    .sort()
    .map((each) => join(folder, each));
}

/** One run of the doctor in a case. */
export function look(cwd: string, args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  return runHere(['doctor', '--no-input', ...args], { cwd, ...around });
}

/** What a day is called some days later. */
export function weekdayBefore(days: number): string {
  const day = new Date(Date.now() - days * DAY_MS);
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(day);
}
