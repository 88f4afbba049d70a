import { Unusable, type Value } from '../../../src/core/flags/values.ts';

/** The moment at which words are read. */
export const NOW = Date.UTC(2026, 10, 22, 12);

/** What the sentence about an unusable word says; the empty text where the word can be used. */
export function refused({ read }: Value, word: string): string {
  const result = read?.(word, NOW);
  return result instanceof Unusable ? `${result.says('--flag')}. ${result.next ?? ''}` : '';
}
