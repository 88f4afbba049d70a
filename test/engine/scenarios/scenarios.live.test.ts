import { describe, expect, it, onTestFinished } from 'vitest';
import { SKIP_REASONS } from '../../../src/core/decision.ts';
import type { WorkedJournal } from '../../../src/engine/journal/lane-queue.ts';
import { openPostgresJournal } from '../../../src/engine/journal/postgres/journal.ts';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { WITHOUT_POSTGRES, WITHOUT_QUEUE, withDatabase } from '../../support/postgres.ts';
import { some } from '../../support/proof.ts';
import { withFile } from '../journal/builders.ts';
import { playScenario } from './play-scenario.ts';
import { loadScenarios, portalOf, readScenario } from './scenario-files.ts';
import type { ScenarioFile } from './scenario-schema.ts';
import { scenarioWorld } from './scenario-world.ts';

const SCENARIOS = await loadScenarios();

describe('scenarios', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const world = await scenarioWorld(await portalOf(scenario), scenario.settings, scenario.responder);
    await playScenario(world, scenario);
  });
});

/** Those in which the engine is killed, and some of the others. */
const ELSEWHERE = [
  ...new Set([...SCENARIOS.filter(({ source }) => source.includes('engine is killed')), ...some(SCENARIOS)]),
];

/** An engine that is killed waits there until it is not heard of any more, which is told elsewhere. */
const SHARED = some(SCENARIOS.filter(({ source }) => !source.includes('engine is killed')));

describe('scenarios with the journal on the disk', () => {
  it.each(ELSEWHERE.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) =>
    withFile(async (file) => {
      const journal = await openSqliteJournal(file, { keepTexts: true });
      onTestFinished(() => journal.close());
      await playWith(journal, scenario);
    }),
  );
});

describe.skipIf(WITHOUT_POSTGRES !== undefined)('scenarios with the journal in Postgres', () => {
  it.each(ELSEWHERE.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) =>
    withDatabase(async (address) => {
      const journal = await openPostgresJournal(address, { keepTexts: true });
      onTestFinished(() => journal.close());
      await playWith(journal, scenario);
    }),
  );
});

describe.skipIf(WITHOUT_QUEUE !== undefined)('scenarios with a journal that engines share', () => {
  it.each(SHARED.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) =>
    withDatabase(async (address) => {
      const journal = await openPostgresJournal(address, { keepTexts: true, shared: true });
      // Before its database is gone: it looks for work by itself.
      await playWith(journal, scenario).finally(() => journal.close());
    }),
  );
});

async function playWith(journal: WorkedJournal, scenario: ScenarioFile): Promise<void> {
  const portal = await portalOf(scenario);
  const world = await scenarioWorld(portal, scenario.settings, scenario.responder, journal);
  await playScenario(world, scenario);
}

describe('the collection of scenarios', () => {
  it('has every reason for which an event is skipped', () => {
    const covered = SKIP_REASONS.filter((reason) =>
      SCENARIOS.some(({ steps }) => JSON.stringify(steps).includes(`"skipped, ${reason}"`)),
    );
    expect(covered).toEqual(SKIP_REASONS);
  });

  it.each(SCENARIOS.map(({ name, source }) => [name, source]))('%s opens with a comment', (_name, source) => {
    expect(source).toMatch(/^# \S/);
  });

  it.each([
    ['a step that nobody knows', '- customer sings: Hello'],
    ['a word too much', '- customer writes: Hello\n    loudly: true'],
    ['a line that nobody knows', '- then:\n      the moon is: full'],
    ['an end that no event has', '- then:\n      the events end: [{ a.b: "skipped, boredom" }]'],
    ['a failure that HubSpot has not', '- HubSpot fails to: do anything\n    with: 418'],
    ['a call that the engine does not make', '- HubSpot fails to: sing\n    with: 502'],
    ['a time without a unit', '- 15 pass'],
  ])('refuses %s', (_what, step) => {
    expect(() => readScenario('x', `proves: x\nsteps:\n  ${step}\n`)).toThrow(/steps\.0/);
  });
});
