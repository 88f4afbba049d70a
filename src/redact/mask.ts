/** What stands in the place of a secret; the same word as `Secret` prints. */
export const MASK = '[secret]';

/** `jane.doe@example.test` -> `j…@example.test`; a text without a host -> `…`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 0) return '…';
  return `${maskLocalPart(email.slice(0, at))}${email.slice(at)}`;
}

/** A masked name as plain ASCII writes it. */
const MASKED = /^.?\.{3}$/u;

/**
 * The first letter, where more letters follow it; a name of one letter would be given away whole. What is masked
 * already stays as it is.
 */
export function maskLocalPart(name: string): string {
  if (MASKED.test(name)) return name;
  const letters = [...name];
  return letters.length > 1 ? `${letters[0]}…` : '…';
}
