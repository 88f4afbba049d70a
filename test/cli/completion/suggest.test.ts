/** What fits at a place of the command line, whichever shell asks. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAUSE_IDS } from '../../../checks/causes.ts';
import { CHECK_IDS } from '../../../checks/index.ts';
import { SYMPTOM_IDS } from '../../../checks/symptoms.ts';
import { suggest } from '../../../src/cli/completion/suggest.ts';
import { CONNECTION_MODES } from '../../../src/core/connection.ts';
import { SKIP_REASONS } from '../../../src/core/decision.ts';
import { COMPARISON_FORMATS, REPORT_FORMATS } from '../../../src/core/formats.ts';
import { listDeliveries } from '../../../src/engine/trigger/deliveries.ts';
import { FAULTS } from '../../../src/sandbox/faults/faults.ts';
import { listPortals } from '../../../src/sandbox/portal/portals.ts';
import { listStories } from '../../../src/sandbox/stories/stories.ts';
import { ROOT, runHere } from '../../support/cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'completion-'));
  const profiles = { europe: { portal: { id: 1 } }, us: { portal: { id: 2 } } };
  await writeFile(join(folder, 'opencx-hubspot.config.json'), JSON.stringify({ profiles }));
  await writeFile(join(folder, 'other.json'), JSON.stringify({ profiles: { asia: { portal: { id: 3 } } } }));
  await writeFile(join(folder, 'broken.json'), '{');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @param line what was typed; a blank at its end means that a new word is begun */
async function fitting(line: string): Promise<{ values: string[]; files: boolean }> {
  const { candidates, files } = await suggest(line.split(' '), { cwd: folder });
  return { values: candidates.map(({ value }) => value), files };
}

const OF_CRM = CHECK_IDS.filter((id) => id.startsWith('crm/'));

const VALUES: readonly [line: string, values: readonly string[]][] = [
  ['doc', ['doctor']],
  ['sandbox ', ['list', 'start', 'exec', 'mend', 'help']],
  ['engine sta', ['start', 'status']],
  ['help eng', ['engine']],
  ['help engine sta', ['start', 'status']],
  ['engine help sta', ['start', 'status']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['doctor repl', ['replies-not-delivered', 'replies-not-syncing']],
  ['doctor --no-input repl', ['replies-not-delivered', 'replies-not-syncing']],
  ['doctor --thread 9001 --webhook-config a.json b.json --offline rec', ['recheck']],
  ['doctor --webhook-config --fo', []],
  ['doctor --webhook-config a.json --form', ['--format']],
  ['doctor replies-not-syncing rec', []],
  ['doctor --form', ['--format']],
  ['doctor --answer webhooks.comm', ['webhooks.committed=yes', 'webhooks.committed=no']],
  ['doctor --answer opencx.webhookU', []],
  ['doctor --for op', ['opencx-admin', 'opencx-support']],
  ['doctor --format js', ['json']],
  ['doctor --format=js', ['--format=json']],
  ['doctor --banana=js', []],
  ['doctor --format ', REPORT_FORMATS],
  ['doctor --mode ', CONNECTION_MODES],
  ['doctor --only scopes/r', ['scopes/required']],
  ['doctor --only token,scopes/r', ['token,scopes/required']],
  ['doctor --only crm,cr', OF_CRM.map((id) => `crm,${id}`)],
  ['doctor --skip=token/format,token/a', ['--skip=token/format,token/accepted']],
  ['doctor --sandbox scope-missing+reply-', ['scope-missing+reply-internal']],
  ['retest --sandbox owners-', ['owners-scope-missing']],
  ['doctor recheck ', [...CAUSE_IDS]],
  ['doctor recheck owners-scope-missing --fr', ['--from']],
  ['doctor recheck owners-scope-missing --on', []],
  ['doctor recheck owners-scope-missing --format ', COMPARISON_FORMATS],
  ['doctor --format html recheck owners-scope-missing --full', []],
  ['doctor --profile ', ['europe', 'us']],
  ['doctor --config other.json --profile ', ['asia']],
  ['doctor --config broken.json --profile ', []],
  ['doctor --config missing.json --profile ', []],
  ['checks crm', ['crm', ...OF_CRM, 'crm-not-connected', 'crm-panel-empty']],
  ['engine journal --status do', ['done']],
  ['engine journal --reason ', SKIP_REASONS],
  ['doctor --color al', ['always']],
  ['doctor --help ', ['all']],
  ['doctor --help=', ['--help=all']],
  ['doctor --help --form', ['--format']],
  ['doctor -- --fo', []],
  ['doctor --portal ', []],
  ['init --fo', ['--force']],
];

test.each(VALUES)('opencx-hubspot %s', async (line, values) => {
  expect((await fitting(line)).values).toEqual(values);
});

test('everything that has a name of its own is offered', async () => {
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  expect((await fitting('doctor ')).values).toEqual(expect.arrayContaining([...SYMPTOM_IDS, 'recheck']));
  expect((await fitting('checks ')).values).toEqual(expect.arrayContaining([...CHECK_IDS, 'webhooks']));
  expect((await fitting('sandbox start ')).values).toEqual(names(await listPortals()));
  expect((await fitting('sandbox start healthy-email --fault ')).values).toEqual(names(FAULTS));
  expect((await fitting('engine start --story ')).values).toEqual(names(await listStories()));
  expect((await fitting('engine trigger ')).values).toEqual(
    names(await listDeliveries(join(ROOT, 'fixtures', 'deliveries'))),
  );
});

test('flags are offered where nothing else can follow', async () => {
  expect((await fitting('retest ')).values).toEqual(
    expect.arrayContaining(['--portal', '--quiet', '--ascii']),
  );
});

describe('files', () => {
  test.each([
    'logs ',
    'logs a.csv ',
    'diff ',
    'diff a.json ',
    'doctor --from ',
    'doctor --from=',
    'doctor --api-log a b ',
  ])('are offered after "%s"', async (line) => {
    expect(await fitting(line)).toEqual({ values: [], files: true });
  });

  test('are offered beside a word that fits too', async () => {
    expect(await fitting('engine start --deliver ')).toEqual({ values: ['console'], files: true });
  });

  test.each([
    '',
    'doctor ',
    'doctor --fo',
    'doctor --format ',
    'doctor --thread ',
    'doctor --only ',
    'diff a b ',
    'checks ',
  ])('are not offered after "%s"', async (line) => {
    expect((await fitting(line)).files).toBe(false);
  });
});

describe('completion words', () => {
  test('answers a line for each word that fits, and one for files', async () => {
    const { code, out, err } = await runHere(['completion', 'words'], {
      stdin: 'engine\0start\0--deliver\0\0',
    });
    expect({ code, out, err }).toEqual({ code: 0, out: 'console\t\n:files\n', err: '' });
  });

  test('takes --help for a word like any other', async () => {
    const { code, out } = await runHere(['completion', 'words'], { stdin: 'doctor\0--help\0' });
    expect({ code, out }).toEqual({
      code: 0,
      out: '--help\tprint this help; with all behind it, each flag there is\n',
    });
  });

  test('is not in the help', async () => {
    expect((await runHere(['completion', '--help'])).out).not.toContain('words');
  });
});
