import type { NoteEntry, RunEntry } from '../../../src/doctor/cases/entry.ts';

/** A day of November 2026, at noon. */
export const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T12:00:00.000Z`;

/** A whole run of the doctor that found nothing, unless something else is said. */
export function runOn(number: number, more: Partial<RunEntry> = {}): RunEntry {
  return {
    caseVersion: 1,
    kind: 'run',
    at: day(number),
    command: 'doctor',
    bundles: [{ file: `${number}.bundle.json` }],
    status: 'healthy',
    causes: [],
    remembered: {},
    answers: {},
    ...more,
  };
}

export function noteOn(number: number, text: string, by?: string): NoteEntry {
  return { caseVersion: 1, kind: 'note', at: day(number), text, ...(by !== undefined && { by }) };
}

const nothing = { mended: [], open: [], broke: [], revealed: [], untold: [] };

/** What became of causes since the run before. */
export const since = (more: Partial<NonNullable<RunEntry['since']>>): NonNullable<RunEntry['since']> => ({
  case: 'ACME-1',
  at: day(1),
  status: 'problems',
  ...nothing,
  ...more,
});
