import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWebhookConfig } from '../../src/config/webhook-files.ts';
import { UsageError } from '../../src/files/usage-error.ts';
import { runs } from '../support/proof.ts';
import { lookAt } from './webhook-look.ts';

const FOLDER = new URL('../../fixtures/webhooks/', import.meta.url);
const DOCUMENTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown);

type Path = readonly (string | number)[];

/** Every value of a document, by the way to it. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [path, ...[...keys].flatMap((key) => pathsIn(value[key as keyof typeof value], [...path, key]))];
}

/** The document with one value replaced, or taken out where it is undefined. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const within = replaced((value as Record<string | number, unknown>)[key], rest, by);
  if (Array.isArray(value))
    return value.flatMap((item, at) => (at === key ? (within === undefined ? [] : [within]) : [item]));
  const { [key]: _old, ...others } = value as Record<string | number, unknown>;
  return within === undefined ? others : { ...others, [key]: within };
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((within, key) => (within as Record<string | number, unknown>)[key], value);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

const STRANGERS: readonly unknown[] = [
  'canary-text',
  7,
  -1,
  1e300,
  0.5,
  true,
  {},
  { a: 1 },
  [],
  ['x'],
  [[]],
  [null],
];

/** HubSpot answers with a bare list as well as with a page, so an empty list in its place is an answer too. */
function isOfAnotherType(stranger: unknown, value: unknown): boolean {
  const isPage = kindOf(value) === 'object' && 'results' in (value as object);
  return kindOf(stranger) !== kindOf(value) && !(isPage && kindOf(stranger) === 'list');
}

/** Every value within every document, with one of another type to stand in its place. */
const OF_ANOTHER_TYPE = DOCUMENTS.flatMap((document) =>
  pathsIn(document)
    .slice(1)
    .flatMap((path) =>
      STRANGERS.filter((stranger) => isOfAnotherType(stranger, at(document, path))).map((stranger) => ({
        document,
        path,
        stranger,
      })),
    ),
);

const GONE = DOCUMENTS.flatMap((document) =>
  pathsIn(document).flatMap((path) => [undefined, null].map((stranger) => ({ document, path, stranger }))),
);

async function found(document: unknown): Promise<{ causes: string[]; told: string }> {
  const { causes, checks } = await lookAt([parseWebhookConfig(document, 'w.json')]);
  expect(Object.values(checks).filter(({ status }) => status === 'crash')).toEqual([]);
  return {
    causes: causes.map(({ id, confidence }) => `${id} ${confidence}`),
    told: JSON.stringify({ causes, checks }),
  };
}

const WHOLE = new Map(
  await Promise.all(DOCUMENTS.map(async (document) => [document, await found(document)] as const)),
);

/** What is found, or undefined where the file is refused in words. */
async function foundIn(document: unknown): Promise<Awaited<ReturnType<typeof found>> | undefined> {
  try {
    return await found(document);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).toContain('w.json');
    expect(error.message).not.toContain('canary');
    return undefined;
  }
}

/** Names that a file goes on with after what has been changed, in any order and with more beside them. */
function shuffled(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, within]) => [key, shuffled(within, turn)] as const);
  const at = turn % (entries.length + 1);
  const more = [
    ['x-note', STRANGERS[turn % STRANGERS.length]],
    ['description', null],
  ] as const;
  return Object.fromEntries([...entries.slice(at), ...more, ...entries.slice(0, at).reverse()]);
}

describe('a webhook file in which one value', () => {
  test('is of another type is refused, or accuses of nothing more than it did', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...OF_ANOTHER_TYPE), async ({ document, path, stranger }) => {
        const after = await foundIn(replaced(document, path, stranger));
        for (const cause of after?.causes ?? []) expect(WHOLE.get(document)?.causes).toContain(cause);
      }),
      { numRuns: runs(4000) },
    );
  });

  test('is missing or null is read or refused, and nothing breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...GONE), async ({ document, path, stranger }) => {
        await foundIn(replaced(document, path, stranger));
      }),
      { numRuns: runs(600) },
    );
  });
});

test('the order of keys and what stands beside them change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...DOCUMENTS), fc.nat(50), async (document, turn) => {
      expect((await found(shuffled(document, turn))).causes).toEqual(WHOLE.get(document)?.causes);
    }),
    { numRuns: runs(300) },
  );
});
