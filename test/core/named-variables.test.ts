/** Which variable holds a secret is told by whoever reads it: nobody else writes its usual name into a sentence. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { variableFor } from '../../src/core/given.ts';

const ROOT = join(import.meta.dirname, '..', '..');

test.each([
  ['tokenVariable', undefined, 'HUBSPOT_ACCESS_TOKEN'],
  ['tokenVariable', {}, 'HUBSPOT_ACCESS_TOKEN'],
  ['tokenVariable', { keyVariable: 'SHOP_KEY' }, 'HUBSPOT_ACCESS_TOKEN'],
  ['tokenVariable', { tokenVariable: 'SHOP_TOKEN' }, 'SHOP_TOKEN'],
  ['keyVariable', undefined, 'OPENCX_API_KEY'],
  ['keyVariable', { tokenVariable: 'SHOP_TOKEN' }, 'OPENCX_API_KEY'],
  ['keyVariable', { keyVariable: 'SHOP_KEY' }, 'SHOP_KEY'],
] as const)('%s, of %j: %s', (secret, named, variable) => {
  expect(variableFor(secret, named)).toBe(variable);
});

/** They speak of the usual variable itself, where no configuration was read or whatever it says. */
const OF_THE_USUAL_ONE = [
  // The rule, the tables of variables and flags, and what tells of the configuration file itself.
  'src/core/given.ts',
  'src/core/variables.ts',
  'src/core/flags/doctor.ts',
  'src/core/flags/reach.ts',
  'src/cli/commands/doctor.ts',
  'src/config/config-schema.ts',
  'src/config/config-secrets.ts',
  'src/cli/init-run.ts',
  // The environment of emulated portals, and of several profiles.
  'src/run/sandbox/for-tests.ts',
  'src/run/sandbox/keyboard.ts',
  'src/run/profiles.ts',
  // What an agent's server is started with, before any configuration is read.
  'src/mcp/arguments.ts',
  'src/mcp/serve.ts',
  // What people paste.
  'src/redact/paste-faults.ts',
];

test('no other file names the usual variable', async () => {
  const files = (
    await Promise.all(
      ['src', 'checks'].map(async (folder) =>
        (await readdir(join(ROOT, folder), { recursive: true })).map((file) => `${folder}/${file}`),
      ),
    )
  )
    .flat()
    .filter((file) => file.endsWith('.ts'));
  const naming = await Promise.all(
    files.map(async (file) =>
      /\b(?:OPENCX_API_KEY|HUBSPOT_ACCESS_TOKEN)\b/.test(await readFile(join(ROOT, file), 'utf8'))
        ? [file]
        : [],
    ),
  );
  expect(naming.flat().toSorted()).toEqual(OF_THE_USUAL_ONE.toSorted());
});
