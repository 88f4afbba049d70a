/** Says in so many letters that there is none; nothing at all leaves a question open. */
export const NONE = 'none';

/** Several words with commas between. */
export function wordsIn(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}
