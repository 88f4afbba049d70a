/** What the parts of a proof came to, as it is kept beside its page: each part may be tried again by itself. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PartOfProof, page } from './page.ts';
import { PARTS } from './parts.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const KEPT = join(FIXTURES, 'proof.json');
const PAGE = join(FIXTURES, 'PROOF.md');

/** What is known of all parts, in the order in which they are tried. */
export async function keptParts(): Promise<PartOfProof[]> {
  const text = await readFile(KEPT, 'utf8').catch(() => '[]');
  return JSON.parse(text) as PartOfProof[];
}

/** In the place of what was known of the same part. */
export function renewed(known: readonly PartOfProof[], part: PartOfProof): PartOfProof[] {
  const others = known.filter(({ name }) => name !== part.name);
  const order = PARTS.map(({ name }) => name);
  return [...others, part].toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

/** Writes what is known and its page; returns the page. */
export async function keep(parts: readonly PartOfProof[]): Promise<string> {
  const text = page(
    parts,
    PARTS.map(({ name }) => name),
  );
  await writeFile(KEPT, `${JSON.stringify(parts, null, 2)}\n`);
  await writeFile(PAGE, text);
  return text;
}
