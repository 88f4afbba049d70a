/** What `npm pack` puts into the tarball: what runs, and nothing else. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseSync } from 'rolldown/utils';
import { expect, test } from 'vitest';
import { ROOT } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { inEmptyFolder, manifest, type Packed, pack } from './tarball.ts';

const KILOBYTE = 1024;
/** Bytes; what outgrows them is looked at before it is shipped. */
const MOST = { packed: 1200 * KILOBYTE, unpacked: 4500 * KILOBYTE };

const PARTS = {
  'what npm always takes': /^(?:package\.json|README\.md|LICENSE)$/,
  'what changed': /^CHANGELOG\.md$/,
  'the executable': /^bin\/(?:opencx-hubspot|package\.json)$/,
  'the program': /^dist\/[\w.-]+\.js$/,
  'the licences of what is built in': /^dist\/(?:console\/)?LICENSES\.txt$/,
  'the pages about it': /^dist\/docs\/[\w./-]+\.(?:md|txt)$/,
  "the console's page": /^dist\/console\/page\.(?:html|css|js)$/,
  'what others import': /^dist\/exports\/sandbox\.(?:js|d\.ts)$/,
  'the schemas of what is printed': /^src\/reporters\/(?:report|fleet)\.schema\.json$/,
  'emulated portals': /^fixtures\/portals\/[\w-]+\.(?:yaml|md)$/i,
  'deliveries to send': /^fixtures\/deliveries\/[\w-]+\.(?:json|yaml)$/,
  'who answers': /^fixtures\/responders\/[\w-]+\.yaml$/,
  'stories to play': /^fixtures\/stories\/[\w-]+\.(?:yaml|md)$/i,
};

let packed: Promise<Packed> | undefined;

/** Packed once for all that is asked of it. */
function listing(): Promise<Packed> {
  packed ??= new Promise((resolve, reject) => {
    inEmptyFolder(async (folder) => resolve(await pack(folder))).catch(reject);
  });
  return packed;
}

async function paths(): Promise<string[]> {
  return (await listing()).files.map(({ path }) => path);
}

test('every file is of a kind that is wanted', async () => {
  const kinds = Object.values(PARTS);
  const others = (await paths()).filter((path) => !kinds.some((kind) => kind.test(path)));
  expect(others).toEqual([]);
});

test.each(Object.entries(PARTS))('%s are in it', async (_name, kind) => {
  expect((await paths()).filter((path) => kind.test(path))).not.toEqual([]);
});

test('it is no larger than is looked at', async () => {
  const { size, unpackedSize } = await listing();
  expect(size).toBeLessThan(MOST.packed);
  expect(unpackedSize).toBeLessThan(MOST.unpacked);
});

test('what package.json points to is in it', async () => {
  const { bin, exports } = await manifest();
  const targets = [
    ...Object.values(bin),
    ...Object.values(exports).flatMap((to) => Object.values([to].flat())),
  ]
    .flatMap((to) => (typeof to === 'string' ? [to] : Object.values(to)))
    .map((to) => to.replace(/^\.\//, ''));
  const there = await paths();
  expect(targets.filter((target) => !there.includes(target))).toEqual([]);
});

/** The names of packages that a built file imports, or loads when they are wanted. */
function importedBy(code: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync('built.js', code).module;
  const sources = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start + 1, end - 1)),
  ].filter((source) => source !== undefined);
  const packages = sources.filter((source) => !source.startsWith('.') && !isBuiltin(source));
  return packages.map((source) => (/^(?:@[^/]+\/)?[^/]+/.exec(source) ?? [''])[0]);
}

test('what it imports are the packages that it asks for', async () => {
  const folders = [join(ROOT, 'dist'), join(ROOT, 'dist', 'exports')];
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder)).filter((name) => name.endsWith('.js')).map((name) => join(folder, name)),
    ),
  );
  const codes = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
  const imported = new Set(codes.flatMap(importedBy));
  const { dependencies, peerDependencies } = await manifest();
  const asked = { ...dependencies, ...peerDependencies };
  expect([...imported].filter((name) => !(name in asked))).toEqual([]);
});

test('npm can list what it is made of', async () => {
  // All of it: with --omit dev, npm leaves out what a development package has as its peer.
  const words = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
  const { stdout } = await promisify(execFile)('npm', words, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  const { components } = JSON.parse(stdout) as { components: { name: string; group?: string }[] };
  const { dependencies } = await manifest();
  const listed = components.map(({ name }) => name);
  expect(Object.keys(dependencies).filter((name) => !listed.includes(name))).toEqual([]);
});

/** Programs of others that know how packages go wrong; what is imported as an ES module alone is meant to be. */
const LINTERS = [
  ['publint@0.3.25', 'run', '--strict'],
  ['@arethetypeswrong/cli@0.18.5', '--profile', 'esm-only'],
];

test.runIf(PROOF).each(LINTERS)('%s finds nothing wrong', (...words) =>
  inEmptyFolder(async (folder) => {
    const { filename } = await pack(folder);
    const ran = promisify(execFile)('npx', ['--yes', ...words, join(folder, filename)], { cwd: folder });
    await expect(ran).resolves.toBeDefined();
  }),
);
