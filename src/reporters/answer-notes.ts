import type { Report } from '../core/report.ts';

/**
 * Answers that contradict one another, or something better, in sentences: what a verdict rests on, or would have rested on.
 * What else came with a form is told when it is read.
 */
export function contradictions({ answerNotes = [] }: Pick<Report, 'answerNotes'>): string[] {
  return answerNotes
    .filter(({ kind }) => kind === 'contradiction' || kind === 'outweighed')
    .map(({ text }) => text);
}
