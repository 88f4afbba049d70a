/** Commands that explain the tool itself. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECK_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { readPage } from '../../src/doctor/page.ts';
import { FAULTS } from '../../src/sandbox/faults/faults.ts';
import { listPortals } from '../../src/sandbox/portal/portals.ts';
import { ROOT, runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const COVERAGE = await readPage();

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

  test('in brief has a line for each, within a quarter of what JSON costs', async () => {
    const brief = await printed('checks --format brief');
    expect(
      brief
        .trimEnd()
        .split('\n')
        .map((line) => line.split(': ', 1)[0]),
    ).toEqual([...CHECK_IDS, ...SYMPTOM_IDS.map((id) => `symptom ${id}`)]);
    expect(brief.length).toBeLessThan((await printed('checks --format json')).length / 4);
  });

  test('in brief tells of one check what it can find, and who acts', async () => {
    expect(await printed('checks scopes/owners-read --format brief')).toMatch(
      /^scopes\/owners-read \(check\): .*\n[\s\S]*owners-scope-missing \(HubSpot admin\): /,
    );
  });

  test('in brief lists the keys of answers with what they take, and asks for no secret', async () => {
    const brief = await printed('checks --answers --format brief');
    expect(brief).toContain('webhooks.committed = yes|no: ');
    expect(brief).toContain('webhooks.targetUrl = a secret, in an answers file alone: ');
  });

  test('has no brief form of the coverage, and says so', async () => {
    await expectUsageError(await runHere(['checks', '--coverage', '--format', 'brief']), '--format json');
  });

  test.each(CHECK_IDS)('%s has a page of its own, in both formats', async (id) => {
    expect(await printed(`checks ${id}`)).toContain(id);
    const { page } = JSON.parse(await printed(`checks ${id} --format json`));
    expect(page).toMatchObject({ kind: 'check', id });
  });

  test.each(['webhooks', 'webhooks/', 'webhooks/*'])('%s is an area', async (area) => {
    const { checks } = JSON.parse(await printed(`checks ${area} --format json`));
    expect(checks.map(({ id }: { id: string }) => id)).toEqual(
      CHECK_IDS.filter((id) => id.startsWith('webhooks/')),
    );
    expect(await printed(`checks ${area}`)).toMatch(/^webhooks\n {2}webhooks\/registered /);
  });
});

test.each([
  ['token-rejected', 'cause'],
  ['replies-not-syncing', 'symptom'],
  ['owner-gate', 'rule'],
  ['skip/handed-off', 'skip'],
])('checks %s is the page of a %s', async (word, kind) => {
  expect(await printed(`checks ${word}`)).toContain(word.slice(word.indexOf('/') + 1));
  expect(JSON.parse(await printed(`checks ${word} --format json`)).page.kind).toBe(kind);
});

describe('checks --coverage', () => {
  test('prints what the troubleshooting page states, section by section', async () => {
    const out = await printed('checks --coverage');
    for (const { title, steps } of COVERAGE) {
      expect(out).toContain(`${title}\n`);
      for (const { place } of steps) expect(out).toContain(`  ${place} `);
    }
  });

  test('holds the same as JSON', async () => {
    const { sections } = JSON.parse(await printed('checks --coverage --format json'));
    expect(sections.map(({ title }: { title: string }) => title)).toEqual(COVERAGE.map(({ title }) => title));
  });

  test('is of the whole page, not of one check', async () => {
    expectUsageError(
      await runHere(['checks', 'token/format', '--coverage']),
      '--coverage shows the whole page',
    );
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

test.each(['--version', '-V'])('%s is that of package.json', async (flag) => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(await printed(flag)).toBe(`${version}\n`);
});
