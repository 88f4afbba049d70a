/** The packages that are used: each for a reason, and under a licence that may be passed on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/cli.ts';
import { manifest } from './tarball.ts';

/** Of what is installed with the program or built into it: they ask for no more than to be named. */
const PASSED_ON = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

interface LockedPackage {
  license?: string;
  dependencies?: Record<string, string>;
}

/** The table in CONTRIBUTING.md: names, in its order, with where each is. */
async function reasons(): Promise<{ name: string; reason: string; where: string }[]> {
  const text = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const rows = text.matchAll(/^\| `([^`]+)` \| (.+) \| (installed|built in|development) \|$/gm);
  return [...rows].map(([, name = '', reason = '', where = '']) => ({ name, reason, where }));
}

test('each package has its reason, and each reason its package', async () => {
  const { dependencies, devDependencies } = await manifest();
  const named = (await reasons()).map(({ name }) => name);
  expect(named.toSorted()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).toSorted());
});

test('what is installed with the program is said to be', async () => {
  const { dependencies } = await manifest();
  const installed = (await reasons()).filter(({ where }) => where === 'installed');
  expect(installed.map(({ name }) => name).toSorted()).toEqual(Object.keys(dependencies).toSorted());
});

/** Where Node finds a package from within another: the nearest folder upwards. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, LockedPackage>>): string {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place] !== undefined || folder === '') return place;
  }
}

test('what is passed on may be, and so may all that it needs', async () => {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const passedOn = (await reasons()).filter(({ where }) => where !== 'development');
  const open = passedOn.map(({ name }) => placeOf(name, '', packages));
  const found = new Map<string, string | undefined>();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.has(place)) continue;
    found.set(place, packages[place]?.license);
    for (const name of Object.keys(packages[place]?.dependencies ?? {})) {
      open.push(placeOf(name, place, packages));
    }
  }
  expect(found.size).toBeGreaterThan(passedOn.length);
  const others = [...found].filter(([, licence]) => !PASSED_ON.includes(licence ?? 'none'));
  expect(others).toEqual([]);
});
