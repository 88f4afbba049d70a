import { describe, expect, it } from 'vitest';
import { playScenario } from './play-scenario.ts';
import { portalOf, readScenario } from './scenario-files.ts';
import type { ScenarioFile } from './scenario-schema.ts';
import { scenarioWorld } from './scenario-world.ts';

/** One conversation, handed off and answered by a rep, and what is expected of it. */
function scenario(then: string): ScenarioFile {
  return readScenario(
    'a handoff',
    `
proves: x
steps:
  - customer writes: I want to speak to a person.
    by: chat
    from: sam.hill@example.test
  - rep replies: Hello.
  - then: {${then}}
  - then: { the counters are: {} }
`,
  );
}

async function play(file: ScenarioFile): Promise<void> {
  const world = await scenarioWorld(await portalOf(file), file.settings, file.responder);
  await playScenario(world, file);
}

describe('a line that does not hold fails the scenario', () => {
  it.each([
    ['the events end: [{ conversation.creation: done }]'],
    ['the counters are: { done: 2 }'],
    ['the story tells: nothing of the kind'],
    ['the session is: open'],
    ['the session knows: { colour: blue }'],
    ['the ticket has: { subject: Another }'],
    ['delivered to the customer: []'],
    ['the AI has commented: 0'],
    ['tickets in the portal: 1'],
    ['contacts in the portal: 3'],
    ['HubSpot was asked to: { create the ticket: 2 }'],
    ['the AI has replied: 1'],
    ['there is no ticket: true'],
  ])('%s', async (line) => {
    const name = line.slice(0, line.indexOf(':'));
    await expect(play(scenario(line))).rejects.toMatchObject({
      message: expect.stringMatching(/step 3/),
      actual: [{ line: name }],
    });
  });

  it('holds where they are right', async () => {
    const right = `the session is: handed-off, the AI has commented: 1, tickets in the portal: 2,
      delivered to the customer: [Hello.], the AI was asked in the order of writing: true`;
    await play(scenario(right));
  });
});

describe('a scenario says how every event ends', () => {
  it('fails where it does not', async () => {
    const silent = scenario('the AI has replied: 0');
    await expect(play({ ...silent, steps: silent.steps.slice(0, 3) })).rejects.toThrow(
      'events of whose end the scenario says nothing',
    );
  });

  it('fails where one is still open', async () => {
    const waiting = readScenario(
      'x',
      'proves: x\nsteps: [{ customer writes: Hi, from: sam.hill@example.test }]',
    );
    await expect(play(waiting)).rejects.toThrow();
  });
});
