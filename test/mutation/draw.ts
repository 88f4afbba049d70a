/**
 * Which rules are broken, and how: a sample of all mutants, the same for the same seed. For `npm run mutation`.
 */
import { createHash } from 'node:crypto';

/** Lines and columns from 0, as the tester's instrumenter counts them. */
interface Place {
  start: { line: number; column: number };
  end: { line: number; column: number };
}

/** One way to break one expression of one file. */
export interface Mutant {
  fileName: string;
  location: Place;
  mutatorName: string;
  replacement: string;
}

/** A place of which the tester breaks everything that lies in it. */
export interface Range {
  fileName: string;
  location: Place;
}

/**
 * Of how many mutants a place is left alone: a whole function or table would bring hundreds with it. Those are the mutants
 * that are found most easily, so that leaving them out flatters nobody.
 */
const MOST_IN_A_PLACE = 4;

/** Places with at least so many mutants in all, drawn from all over the files; fewer where there are no more. */
export function draw(mutants: readonly Mutant[], count: number, seed: string): Range[] {
  const byFile = Map.groupBy(mutants, ({ fileName }) => fileName);
  const drawn = new Set<Mutant>();
  const ranges: Range[] = [];
  for (const mutant of inDrawnOrder(mutants, seed)) {
    if (drawn.size >= count) break;
    if (drawn.has(mutant)) continue;
    const within = (byFile.get(mutant.fileName) ?? []).filter(({ location }) =>
      lies(location, mutant.location),
    );
    if (within.length > MOST_IN_A_PLACE) continue;
    for (const one of within) drawn.add(one);
    ranges.push({ fileName: mutant.fileName, location: mutant.location });
  }
  return ranges;
}

function inDrawnOrder(mutants: readonly Mutant[], seed: string): Mutant[] {
  const lots = mutants.map((mutant) => ({ mutant, lot: lotOf(mutant, seed) }));
  return lots.toSorted((one, other) => (one.lot < other.lot ? -1 : 1)).map(({ mutant }) => mutant);
}

function lotOf({ fileName, location, mutatorName, replacement }: Mutant, seed: string): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, fileName, location, mutatorName, replacement]))
    .digest('hex');
}

function lies(inner: Place, outer: Place): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(one: Place['start'], other: Place['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
