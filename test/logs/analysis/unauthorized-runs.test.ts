/** When a log says that a token died, and when it does not: over histories whose rows stand in any order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { runs } from '../../support/proof.ts';
import { analysed, call, scopesBody, told } from './calls.ts';

const EXPIRED = '{"status":"error","message":"expired 0 second(s) ago.","category":"EXPIRED_AUTHENTICATION"}';
const INVALID = '{"status":"error","message":"No.","category":"INVALID_AUTHENTICATION"}';
const OF_APP = ['/crm/v3/objects/contacts/1', '/crm/v3/objects/tickets/1', '/crm/v3/owners/1'];
/** It wants a developer's key, and never takes the token of an app. */
const OF_DEVELOPER = '/integrators/timeline/v3/2002/event-templates';

const route = fc.constantFrom(...OF_APP);
const accepted = fc.record({ path: route, isOfScope: fc.boolean() });

function taken(minute: number, { path, isOfScope }: { path: string; isOfScope: boolean }): ApiCall {
  if (!isOfScope) return call(200, minute, { path });
  return call(403, minute, { path, body: scopesBody(['crm.objects.owners.read']) });
}

const refused = (minute: number, path: string, body?: string) =>
  call(401, minute, { path, ...(body && { body }) });

interface History {
  /** What happened, in this order. */
  events: readonly ((minute: number) => ApiCall)[];
  /** The order of the rows in the log. */
  seed: number;
}

function logged({ events, seed }: History, hasTimes = true) {
  const calls = events.map((event, minute) => event(minute));
  const shuffled =
    fc.sample(fc.shuffledSubarray(calls, { minLength: calls.length }), { numRuns: 1, seed })[0] ?? [];
  return analysed(hasTimes ? shuffled : shuffled.map(({ at: _, ...untimed }) => untimed));
}

const takenCall = accepted.map((what) => (minute: number) => taken(minute, what));
const deadCall = route.map((path) => (minute: number) => refused(minute, path, INVALID));
const developersCall = fc.constant((minute: number) => refused(minute, OF_DEVELOPER, INVALID));
const expiredCall = route.map((path) => (minute: number) => refused(minute, path, EXPIRED));

/** Calls of a working token, between which others may stand. */
const working = (others: fc.Arbitrary<(minute: number) => ApiCall>) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: takenCall }, { weight: 1, arbitrary: others }), { maxLength: 12 })
    .chain((between) => fc.tuple(takenCall, fc.constant(between), takenCall))
    .map(([first, between, last]) => [first, ...between, last]);

test('an expiry after which the next token was taken is normal', () => {
  fc.assert(
    fc.property(working(expiredCall), fc.nat(), (events, seed) => {
      const log = logged({ events, seed });
      const expired = log.statuses['401'] ?? 0;
      expect(log.unauthorized.runs).toEqual([]);
      expect(refusalsOf(log).unauthorized).toBeNull();
      // A run of several routes may hold calls of one that stands apart for itself as well.
      const refreshed = log.unauthorized.refreshed?.count ?? 0;
      expect(refreshed).toBeLessThanOrEqual(expired);
      expect(refreshed).toBeGreaterThanOrEqual(expired - aloneIn(log));
    }),
    { numRuns: runs(150) },
  );
});

/** Calls of routes that are told apart: what never succeeded while others did. */
function aloneIn({ unauthorized: { routesAlone = [] } }: ReturnType<typeof analysed>): number {
  return routesAlone.reduce((sum, { count }) => sum + count, 0);
}

test('a token died where every route stops, and since the first call that was refused then', () => {
  const dying = fc.tuple(
    working(developersCall),
    fc.array(fc.oneof(deadCall, developersCall), { maxLength: 8 }),
  );
  fc.assert(
    fc.property(dying, fc.nat(), ([alive, after], seed) => {
      const path = alive[0]?.(0).path ?? '';
      const events = [...alive, ...after, (minute: number) => refused(minute, path, INVALID)];
      const log = logged({ events, seed });
      expect(log.unauthorized.runs.at(-1)).toMatchObject({ ended: false, firstAt: told(alive.length) });
      const { unauthorized } = refusalsOf(log);
      expect(unauthorized).toMatchObject({ ended: false, since: told(alive.length) });
      expect(unauthorized).not.toHaveProperty('untold');
    }),
    { numRuns: runs(150) },
  );
});

test('no token died where it was taken last, whatever was refused before', () => {
  const history = fc.array(fc.oneof(takenCall, deadCall, developersCall, expiredCall), { maxLength: 20 });
  fc.assert(
    fc.property(history, takenCall, fc.nat(), (before, last, seed) => {
      const log = logged({ events: [...before, last], seed });
      expect(log.unauthorized.runs.every(({ ended }) => ended)).toBe(true);
    }),
    { numRuns: runs(150) },
  );
});

test('a log without times tells of no dead token, unless it was taken for no call', () => {
  const history = fc.array(fc.oneof(takenCall, deadCall, developersCall, expiredCall), { maxLength: 20 });
  fc.assert(
    fc.property(history, fc.nat(), (events, seed) => {
      const log = logged({ events, seed }, false);
      const isTaken = events.some((event) => event(0).status !== 401);
      const isRefused = events.some((event) => event(0).status === 401);
      const untold = isTaken ? { untold: 'no-times' } : {};
      expect(log.unauthorized.runs).toMatchObject(isRefused ? [{ ended: false, ...untold }] : []);
      if (isRefused && !isTaken) expect(log.unauthorized.runs[0]).not.toHaveProperty('untold');
    }),
    { numRuns: runs(150) },
  );
});

describe('what is open', () => {
  test('the log ends with a route that was never taken, and no other is called again', () => {
    const log = analysed([call(200, 0), refused(1, OF_DEVELOPER), refused(2, OF_DEVELOPER)]);
    expect(refusalsOf(log).unauthorized).toMatchObject({ ended: false, untold: 'other-routes' });
  });

  test('the log ends with a token that had just expired', () => {
    const end = refused(1, OF_APP[1] ?? '', EXPIRED);
    expect(refusalsOf(analysed([call(200, 0), end])).unauthorized).toMatchObject({
      untold: 'expired-at-end',
    });
    const twice = analysed([call(200, 0), end, refused(2, OF_APP[1] ?? '', EXPIRED)]);
    expect(refusalsOf(twice).unauthorized).not.toHaveProperty('untold');
  });

  test('not where a scope is refused: HubSpot has taken the token', () => {
    const ofScope = (minute: number) => taken(minute, { path: OF_APP[2] ?? '', isOfScope: true });
    const log = analysed([ofScope(0), refused(1, OF_DEVELOPER), ofScope(2), refused(3, OF_DEVELOPER)]);
    expect(log.unauthorized).toMatchObject({ runs: [], routesAlone: [{ count: 2 }] });
  });
});
