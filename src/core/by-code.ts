/** Puts texts in the order of their codes: the same on every machine, whatever its language. */
export function byCode(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
