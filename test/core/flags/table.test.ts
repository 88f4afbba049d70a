/** What the compiler cannot see of the table of flags. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ConfigSchema } from '../../../src/config/config-schema.ts';
import { COMMAND_NAMES, type CommandName, entryOf } from '../../../src/core/flags/commands.ts';
import type { Flag } from '../../../src/core/flags/flag.ts';
import { MODES, type Mode, type ModeName } from '../../../src/core/flags/modes.ts';
import { flagsOf, groupsOf } from '../../../src/core/flags/table.ts';

const ROWS: readonly [command: CommandName, row: Flag][] = COMMAND_NAMES.flatMap((command) =>
  flagsOf(command).map((row) => [command, row] as [CommandName, Flag]),
);

describe.each(COMMAND_NAMES)('"%s"', (command) => {
  const names = flagsOf(command).map(({ name }) => name);

  test('has each flag once', () => {
    expect(names).toEqual([...new Set(names)]);
  });

  test('has every flag that one of its own speaks of', () => {
    const { needsOneOf } = entryOf(command);
    const named = flagsOf(command).flatMap(({ needs, sharesFileWith }) => [needs?.flag, sharesFileWith]);
    expect(names).toEqual(expect.arrayContaining([...named, ...(needsOneOf?.flags ?? [])].filter(Boolean)));
  });

  test('has a title for each group, once', () => {
    const titles = groupsOf(command).map(({ title }) => title);
    for (const title of titles) expect(title).toMatch(/^[A-Z].*:$/);
  });
});

test('a flag that is read with the command above is there too, and read alike', () => {
  for (const row of flagsOf('doctor recheck')) {
    const above = flagsOf('doctor').find(({ name }) => name === row.name);
    expect({ name: row.name, reads: above?.value?.read, many: above?.many, default: above?.default }).toEqual(
      {
        name: row.name,
        reads: row.value?.read,
        many: row.many,
        default: row.default,
      },
    );
    expect(above?.value?.choices ?? []).toEqual(expect.arrayContaining([...(row.value?.choices ?? [])]));
  }
});

test.each(Object.keys(MODES) as ModeName[])(
  'the mode "%s" makes a flag idle in each of its commands',
  (name) => {
    const { on }: Mode = MODES[name];
    const commands = ROWS.filter(([, { idle }]) => idle.includes(name)).map(([command]) => command);
    expect(commands).toEqual(expect.arrayContaining([...on]));
  },
);

test('what makes a flag idle is a mode of one of its commands', () => {
  for (const [, { name, on, idle }] of ROWS)
    for (const mode of idle)
      expect(
        (MODES[mode] as Mode).on.some((each) => on.includes(each)),
        name,
      ).toBe(true);
});

test.each(
  ROWS.filter(([, { behind }]) => behind?.key).map(([, { name, behind }]) => [name, behind?.key ?? '']),
)('behind %s stands a key that a configuration file can have: %s', (_, key) => {
  const value = key.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), {});
  const { issues = [] } = v.safeParse(ConfigSchema, value);
  // Known, whatever is wrong with the value.
  expect(issues.map(({ message }) => message).join()).not.toContain('not a known key');
  expect(issues.length).toBeGreaterThan(0);
});
