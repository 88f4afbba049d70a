/** However much a log tells apart, its tally does not grow without end, and no call is lost for that. */
import { expect, test } from 'vitest';
import { OWNERS_SCOPE } from '../../../src/core/hubspot/scopes.ts';
import { Registry } from '../../../src/logs/analysis/registry.ts';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import { Tally } from '../../../src/logs/analysis/tally.ts';
import { createTallyData } from '../../../src/logs/analysis/tally-data.ts';
import { analysed, call, limitBody, OWNERS, scopesBody } from './calls.ts';

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** A word as paths and categories are made of, another one for each number. */
const word = (index: number) =>
  [...String(index)].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number(digit))).join('');

test('the categories of refusals past the 64th are counted without their names', () => {
  const categories = each(70, (index) => `SOME_${word(index).toUpperCase()}`);
  const { refusals } = analysed(categories.map((category) => call(400, undefined, { category })));
  expect(refusals.filter(({ category }) => category !== null).length).toBe(63);
  expect(refusals.find(({ category }) => category === null)?.count).toBe(70 - 63);
});

test('routes past the 2,000th are counted as others', () => {
  const calls = each(2_005, (index) => call(400, undefined, { path: `/a/${word(index)}` }));
  const { refusals } = analysed(calls);
  expect(refusals.length).toBe(2_001);
  expect(refusals.find(({ route }) => route === 'other routes')?.count).toBe(5);
});

test('what is kept of a route is made once, and so is what HubSpot wants for it', () => {
  const rows = new Registry(createTallyData());
  const route = rows.routeOf('GET', OWNERS);
  expect(rows.routeOf('GET', OWNERS)).toBe(route);
  expect(rows.wanted(route)).toMatchObject({ scopes: [OWNERS_SCOPE] });
  expect(rows.wanted(route)).toBe(rows.wanted(route));
});

test('a filter that leaves out every call leaves no row, however many routes there are', () => {
  const tally = new Tally();
  for (const index of each(2_005, Number))
    tally.passOver(tally.route('GET', `/a/${word(index)}`), 200, Number.NaN);
  expect(summarize(tally, [], 2_005).routes).toEqual([]);
});

test('kinds of refusals past the 10,000th are counted with the other routes', () => {
  const calls = each(2_000, (index) =>
    [400, 404, 405, 409, 410, 411].map((status) => call(status, undefined, { path: `/a/${word(index)}` })),
  ).flat();
  const { refusals } = analysed(calls);
  const others = refusals.filter(({ route }) => route === 'other routes');
  expect(refusals.length - others.length).toBe(10_000);
  expect(sum(others.map(({ count }) => count))).toBe(2_000);
});

test('routes refused for scopes past the 10,000th are counted with the other routes', () => {
  const calls = each(1_999, (index) =>
    each(6, (scope) =>
      call(403, undefined, { path: `/a/${word(index)}`, body: scopesBody([`x.${word(scope)}`]) }),
    ),
  ).flat();
  const { missingScopes } = analysed(calls);
  const rows = missingScopes.flatMap(({ byRoute }) => byRoute);
  const others = rows.filter(({ route }) => route === 'other routes');
  expect(rows.length - others.length).toBe(10_000);
  expect(sum(others.map(({ count }) => count))).toBe(1_994);
});

test('limits past the 20th are counted as another one', () => {
  const { rateLimits } = analysed(
    each(25, (index) => call(429, undefined, { body: limitBody(`LIMIT_${word(index).toUpperCase()}`) })),
  );
  expect(rateLimits.length).toBe(21);
  expect(rateLimits.find(({ policy }) => policy === 'other')?.count).toBe(5);
});
