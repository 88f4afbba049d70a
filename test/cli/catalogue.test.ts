/** Commands that explain the tool itself. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { CHECK_IDS, SYMPTOM_IDS } from '../../src/core/ids.ts';
import { FAULTS, listPortals } from '../../src/sandbox/index.ts';
import { ROOT, runHere, terminal } from '../support/cli.ts';

async function printed(line: string): Promise<string> {
  const { code, out, err } = await runHere(line.split(' '));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('checks', () => {
  test('names every check', async () => {
    const out = await printed('checks');
    for (const id of CHECK_IDS) expect(out).toContain(id.slice(id.indexOf('/') + 1));
  });

  test('as JSON holds every id, once and in order', async () => {
    const { checks } = JSON.parse(await printed('checks --format json'));
    expect(checks.map(({ id }: { id: string }) => id)).toEqual([...CHECK_IDS]);
  });

  test.each(CHECK_IDS)('%s has a page of its own, in both formats', async (id) => {
    expect(await printed(`checks ${id}`)).toContain(id);
    const { checks } = JSON.parse(await printed(`checks ${id} --format json`));
    expect(checks).toEqual([expect.objectContaining({ id })]);
  });
});

describe('sandbox list', () => {
  test('names every portal and every fault', async () => {
    const out = await printed('sandbox list');
    for (const { name } of [...(await listPortals()), ...FAULTS])
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test('holds them as JSON too', async () => {
    const { portals, faults } = JSON.parse(await printed('sandbox list --format json'));
    expect(portals).toEqual(await listPortals());
    expect(faults).toEqual(FAULTS);
  });
});

/** Its command exists, and so does each of its flags. */
async function expectToBeOurs(example: string): Promise<void> {
  const words = example.split(/ {2,}/)[0]?.split(' ') ?? [];
  const flags = words.filter((word) => word.startsWith('--'));
  const { code, out } = await runHere([
    ...words.slice(0, 2).filter((word) => !flags.includes(word)),
    '--help',
  ]);
  expect(code, example).toBe(0);
  for (const flag of flags) expect(out, example).toContain(flag);
}

describe('help', () => {
  const program = buildProgram(terminal().io, () => {});
  const commands = program.commands.flatMap((command) =>
    [command, ...command.commands].map((each) =>
      each === command ? command.name() : `${command.name()} ${each.name()}`,
    ),
  );

  test.each(['', ...commands])('of "%s" has examples that are commands of ours', async (command) => {
    const out = await printed(`${command} --help`.trim());
    const examples = [...out.matchAll(/^ {2}\$ opencx-hubspot (.*)$/gm)].map(([, line = '']) => line);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) await expectToBeOurs(example);
  });

  test('of the doctor names every symptom', async () => {
    const out = await printed('doctor --help');
    for (const id of SYMPTOM_IDS) expect(out).toContain(id);
  });

  test('is the same by the command and by the flag', async () => {
    expect(await printed('help doctor')).toBe(await printed('doctor --help'));
  });
});

test.each(['--version', '-V'])('%s is that of package.json', async (flag) => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(await printed(flag)).toBe(`${version}\n`);
});
