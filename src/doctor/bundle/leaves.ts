/** A text or a number of a document, and where it stands. */
export interface Leaf {
  /** `evidence["conversation.thread"].value.id`; of a key, the object that it stands in. */
  path: string;
  text: string;
}

/** Every text, number and key of plain data. */
export function* leavesOf(value: unknown, path = ''): Generator<Leaf> {
  if (typeof value === 'string' || typeof value === 'number') yield { path, text: String(value) };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (Array.isArray(value)) {
      yield* leavesOf(item, `${path}[${key}]`);
      continue;
    }
    yield { path: path === '' ? 'the top' : path, text: key };
    yield* leavesOf(item, joined(path, key));
  }
}

function joined(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
