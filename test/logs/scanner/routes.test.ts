import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldRoute } from '../../../src/logs/analysis/routes.ts';
import { notJudged } from '../../../src/logs/fields/hosts.ts';
import type { Kernel } from '../../../src/logs/scanner/kernel.ts';
import { runs } from '../../support/proof.ts';
import { kernelHere, putInto } from './kernel.ts';

const GET = 0;
const POST = 1;

const begin = fc.constantFrom(
  '/',
  '//',
  '/crm/v3/',
  'https://api.hubapi.com/',
  'https://1/',
  'http://2/',
  'crm/',
  '1/',
  '',
);
const segment = fc.oneof(
  fc.constantFrom(
    'owners',
    'A',
    'ownersA',
    'v3',
    '2026-03',
    '2026-09',
    '0-5',
    'x1',
    '1x',
    '#',
    '%31',
    'A-',
    'B-7x',
    '',
  ),
  fc.nat(999).map(String),
  fc.nat(99).map((id) => `A-${id}`),
  fc.constantFrom('associations-of-something-that-is-long', 'properties-of-something-that-is-longer'),
);
const query = fc.constantFrom('', '?', '?id=1', '?a/b/1', '#1', ' ', ' HTTP/1.1', '?"', '\\');
const path = fc
  .tuple(begin, fc.array(segment, { maxLength: 16 }), query)
  .map(([start, segments, end]) => `${start}${segments.join('/')}${end}`);

/** Paths that are told apart by little: one segment is another, or none is. */
const pair = fc
  .tuple(path, segment, segment)
  .map(([whole, one, other]) => [whole, whole.replace(one, other)] as const);

let kernel = kernelHere();
/** Less than a kernel keeps of all routes. */
const FIT = 2_000;
let made = 0;

/** Routes of which none is known yet. */
class Routes {
  readonly #kernel: Kernel;
  readonly #words: number[];

  constructor() {
    made += 1;
    if (made % FIT === 0) kernel = kernelHere();
    this.#kernel = kernel;
    this.#words = [kernel.code.keepFirstWord(), kernel.code.keepFirstWord()];
  }

  /** Whether the path can be read. */
  read(text: string): boolean {
    const from = putInto(this.#kernel, Buffer.from(`${text}1`, 'latin1'));
    return this.#kernel.code.foldPath(from, from + text.length) >= 0;
  }

  keep(method: number, kind: number): void {
    this.#kernel.code.keepRoute(this.#words[method] ?? 0, kind, 0);
  }

  find(method: number): number | undefined {
    const { code } = this.#kernel;
    const route = code.findRoute(this.#words[method] ?? 0);
    return route === 0 ? undefined : code.kindOf(route);
  }
}

test('two paths have one place among the routes only if they are of one route', () => {
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const routes = new Routes();
      fc.pre(routes.read(one));
      routes.keep(GET, 7);
      if (!routes.read(other) || routes.find(GET) === undefined) return;
      expect(foldRoute('GET', other)).toBe(foldRoute('GET', one));
      expect(notJudged({ path: one })).toBe(notJudged({ path: other }));
      expect(routes.find(POST)).toBeUndefined();
    }),
    { numRuns: runs(10_000) },
  );
});

test.each([
  ['/crm/v3/owners/7001', '/crm/v3/owners/7002?archived=false'],
  ['/crm/v3/owners/A-7001', '/crm/v3/owners/A-1'],
  ['https://api.hubapi.com/crm/v3/owners/7001/x', 'https://api.hubapi.com/crm/v3/owners/1/x'],
])('%s is found again as %s', (one, other) => {
  const routes = new Routes();
  expect(routes.read(one)).toBe(true);
  expect(routes.find(GET)).toBeUndefined();
  routes.keep(GET, 7);
  expect(routes.read(other)).toBe(true);
  expect(routes.find(GET)).toBe(7);
});

test('a log of ever new paths does not fill the memory', () => {
  kernel = kernelHere();
  const routes = new Routes();
  const count = 20_000;
  for (let id = 0; id < count; id += 1) {
    routes.read(`/crm/x${id}`);
    routes.keep(GET, id);
  }
  const isFound = (id: number) => routes.read(`/crm/x${id}`) && routes.find(GET) === id;
  const found = Array.from({ length: count }, (_, id) => id).filter(isFound);
  expect(found).toEqual(Array.from({ length: 4_096 }, (_, id) => id));
});
