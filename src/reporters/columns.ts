import stringWidth from 'fast-string-width';

/** Each sign is a column. */
const PLAIN = /^[ -~]*$/;

/**
 * How many columns a text takes, in any script and without its colours. Nearly all texts are plain ASCII: those need
 * no look at what each of their signs is.
 */
export function columnsOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}
