/** What went wrong in words for the page. */
import { UsageError, unforeseen } from '../../files/usage-error.ts';
import type { Refusal } from '../words.ts';
import { Refusing } from './route.ts';

/** A journal that cannot be read is told as on the terminal; of what nobody foresaw only the kind. */
export function refusalOf(error: unknown): { status: number; refusal: Refusal } {
  if (error instanceof Refusing) return error;
  if (error instanceof UsageError) return { status: 409, refusal: saidBy(error) };
  return { status: 500, refusal: { error: unforeseen(error) } };
}

/** The sentences of the terminal. */
function saidBy({ message, hint }: UsageError): Refusal {
  return { error: message, ...(hint !== undefined && { next: hint }) };
}
