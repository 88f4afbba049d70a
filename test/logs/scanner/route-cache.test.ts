import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldRoute } from '../../../src/logs/analysis/routes.ts';
import { notJudged } from '../../../src/logs/fields/hosts.ts';
import { RouteCache } from '../../../src/logs/scanner/route-cache.ts';
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

const kernel = kernelHere();

const read = (cache: RouteCache<unknown>, text: string) => {
  const from = putInto(kernel, Buffer.from(`${text}1`, 'latin1'));
  return cache.read(from, from + text.length);
};

test('two paths have one place in the cache only if they are of one route', () => {
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const cache = new RouteCache<string>(kernel);
      fc.pre(read(cache, one));
      cache.keep(GET, foldRoute('GET', one));
      if (!read(cache, other)) return;
      const found = cache.find(GET);
      if (found === undefined) return;
      expect(found).toBe(foldRoute('GET', other));
      expect(notJudged({ path: one })).toBe(notJudged({ path: other }));
      expect(cache.find(POST)).toBeUndefined();
    }),
    { numRuns: runs(10_000) },
  );
});

test.each([
  ['/crm/v3/owners/7001', '/crm/v3/owners/7002?archived=false'],
  ['/crm/v3/owners/A-7001', '/crm/v3/owners/A-1'],
  ['https://api.hubapi.com/crm/v3/owners/7001/x', 'https://api.hubapi.com/crm/v3/owners/1/x'],
])('%s is found again as %s', (one, other) => {
  const cache = new RouteCache<string>(kernel);
  expect(read(cache, one)).toBe(true);
  expect(cache.find(GET)).toBeUndefined();
  cache.keep(GET, 'it');
  expect(read(cache, other)).toBe(true);
  expect(cache.find(GET)).toBe('it');
});

test('a log of ever new paths does not fill the memory', () => {
  const cache = new RouteCache<number>(kernel);
  const count = 20_000;
  for (let id = 0; id < count; id += 1) {
    read(cache, `/crm/x${id}`);
    cache.keep(GET, id);
  }
  const isFound = (id: number) => {
    read(cache, `/crm/x${id}`);
    return cache.find(GET) === id;
  };
  const found = Array.from({ length: count }, (_, id) => id).filter(isFound);
  expect(found).toEqual(Array.from({ length: 4_096 }, (_, id) => id));
});
