/**
 * Two faults at once, and each fault on other portals that work: nobody is accused of what was not injected, and what is not
 * found is out of sight. With PROOF, all of them.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../../src/sandbox/fixtures.ts';
import { listPortals, loadPortal, type PortalSummary } from '../../src/sandbox/portal/portals.ts';
import { PROOF } from '../support/proof.ts';
import { agreement } from './cause-figures.ts';
import { PortalLooks, symptomNeeded } from './portal-looks.ts';

/** Without PROOF, one in so many. */
const SAMPLE = 75;

/** Portals that work, but of which what is looked at is another: another conversation, a token that OpenCX holds. */
const LOOKED_AT_OTHERWISE = ['healthy-chat', 'healthy-oauth'];

/** What is so all the same, though nobody injected it: the other fault makes it so, or hides how it came to be so. */
const SO_ALL_THE_SAME: readonly { fault: string; beside: readonly string[]; cause: string; why: string }[] = [
  {
    fault: 'default-user-is-owner-id',
    beside: ['default-user-inactive', 'owners-scope-missing', 'token-creator-removed', 'healthy-young'],
    cause: 'default-user-unknown',
    why: 'the id is no user of the account, and whose owner it is cannot be seen',
  },
  {
    fault: 'healthy-project-same-file',
    beside: ['expanded-object-events', 'project-build-failed'],
    cause: 'project-file-differs',
    why: 'what is deployed is another thing now than what stands in the file',
  },
];

/** What is not looked at where the other one is: the conversation takes another way. */
const OUT_OF_SIGHT: readonly (readonly [string, string])[] = [
  ['channel-not-hubspot-in-inbox', 'channel-unreachable'],
  ['channel-not-hubspot-in-inbox', 'channel-unreachable-archived'],
];

interface Placed extends PortalSummary {
  /** The portal that it extends, and what that one extends. */
  grounds: readonly string[];
}

const portals = await Promise.all((await listPortals()).map(placed));
// Under its symptom alone, where others are not looked for.
const faults = portals.filter((portal) => portal.causes.length > 0 && symptomNeeded(portal).length === 0);
const shapes = portals.filter(
  ({ name, causes, obstacle }) =>
    causes.length === 0 && obstacle === null && !LOOKED_AT_OTHERWISE.includes(name),
);
const looks = new PortalLooks();

describe('two faults of one portal at once', () => {
  const pairs = faults.flatMap((one, index) =>
    faults.slice(index + 1).flatMap((other) => (one.grounds[0] === other.grounds[0] ? [[one, other]] : [])),
  );

  test.each(byFirst(pairs))('$name, and each of the others', async ({ together }) => {
    expect(await disagreements('doctor: two causes at once', together)).toEqual([]);
  });
});

describe('a fault on other portals that work', () => {
  const pairs = shapes.flatMap((shape) =>
    faults.flatMap((fault) => {
      const [ground = ''] = fault.grounds;
      return shape.grounds.includes(ground) && shape.name !== ground ? [[shape, fault]] : [];
    }),
  );

  test.each(byFirst(pairs))('$name, with each of them', async ({ together }) => {
    expect(await disagreements('doctor: one cause on another portal that works', together)).toEqual([]);
  });
});

async function placed(portal: PortalSummary): Promise<Placed> {
  const { extends: ground } = (await readFixture('portals', portal.name)) as { extends?: string };
  if (ground === undefined) return { ...portal, grounds: [] };
  return { ...portal, grounds: [ground, ...(await groundsOf(ground))] };
}

async function groundsOf(name: string): Promise<string[]> {
  const { extends: ground } = (await readFixture('portals', name)) as { extends?: string };
  return ground === undefined ? [] : [ground, ...(await groundsOf(ground))];
}

function byFirst(pairs: readonly Placed[][]): { name: string; together: Placed[][] }[] {
  const tried = pairs.filter((_, index) => PROOF || index % SAMPLE === 0);
  const groups = Map.groupBy(tried, ([first]) => first?.name ?? '');
  return [...groups].map(([name, together]) => ({ name, together }));
}

/** A sentence for each fault that was missed, and for each cause that nobody injected. */
async function disagreements(row: string, pairs: readonly Placed[][]): Promise<string[]> {
  const told: string[] = [];
  for (const pair of pairs) {
    const names = pair.map(({ name }) => name);
    if (!(await makesSense(names))) continue;
    const { report } = await looks.at(names.join('+'));
    const same = SO_ALL_THE_SAME.filter(
      ({ fault, beside }) => names.includes(fault) && beside.some((name) => names.includes(name)),
    );
    const injected = pair.map(({ causes }) => causes);
    const follows = same.map(({ cause }) => cause);
    const { missed, falselyAccused, isFirst } = agreement(row, report, { injected, follows });
    for (const cause of missed) told.push(`${names.join('+')}: misses ${cause}`);
    for (const cause of falselyAccused) told.push(`${names.join('+')}: accuses of ${cause}`);
    if (!isFirst) told.push(`${names.join('+')}: has ${report.causes[0]?.id ?? 'nothing'} first`);
  }
  return told;
}

/** Neither takes back what the other changes: both are whole, whichever is laid over the other. */
async function makesSense([one = '', other = '']: readonly string[]): Promise<boolean> {
  if (OUT_OF_SIGHT.some(([a, b]) => a === one && b === other)) return false;
  try {
    const [here, there] = await Promise.all([loadPortal(`${one}+${other}`), loadPortal(`${other}+${one}`)]);
    return isDeepStrictEqual([here.state, here.given], [there.state, there.given]);
  } catch {
    // What one takes away, the other changes a part of.
    return false;
  }
}
