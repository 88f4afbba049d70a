/** Answers beside one another, and as sentences show them. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../core/given.ts';

/** Whether both say the same, whoever said it and when. */
export function isSameAnswer(one: Pick<Answer, 'value'>, other: Pick<Answer, 'value'>): boolean {
  return isDeepStrictEqual(inOrder(one.value), inOrder(other.value));
}

function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value;
}

/** As a sentence shows it; a webhook URL is not shown. */
export function shownValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (value === null || value === '') return 'none';
  return typeof value === 'object' ? 'a URL' : String(value);
}
