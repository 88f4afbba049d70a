/** What is written about the tool, before it is written: every id has its page, every link leads somewhere. */
import { access, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { CAUSE_IDS } from '../../checks/causes.ts';
import { ANSWER_KEYS } from '../../checks/facts.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { readProfiles } from '../../src/config/config-file.ts';
import { LOG_FORMS } from '../../src/core/api-log.ts';
import { SKIP_REASONS } from '../../src/core/decision.ts';
import { EXIT_CODES } from '../../src/core/exit-codes.ts';
import { flagsOf } from '../../src/core/flags/table.ts';
import { REPORT_FORMATS } from '../../src/core/formats.ts';
import { PARTIES } from '../../src/core/parties.ts';
import { OBSTACLES, RUN_STATUSES } from '../../src/core/report.ts';
import { SECRET_VARIABLES, VARIABLE_NAMES } from '../../src/core/variables.ts';
import { STATUSES } from '../../src/core/verdict.ts';
import { addressOfCommand } from '../../src/docs/addresses.ts';
import { DOCUMENTED_COMMANDS } from '../../src/docs/commands.ts';
import { SKILL } from '../../src/docs/for-agents.ts';
import { site } from '../../src/docs/site.ts';
import { CONFIGURATION } from '../../src/docs/words.ts';
import { EVERY_RULE } from '../../src/engine/decide/order.ts';
import { folderWith } from '../config/folder.ts';
import { ROOT } from '../support/cli.ts';

const PAGES = site();
const ADDRESSES = [...PAGES.keys()];

function textAt(address: string): string {
  const text = PAGES.get(address);
  if (text === undefined) throw new Error(`There is no page at ${address}.`);
  return text;
}

/** Links to other pages, as they are written: code and addresses in angle brackets are none. */
function linksOn(address: string): string[] {
  const outside = textAt(address).replace(/```[\s\S]*?```/g, '');
  return [...outside.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, to]) => to ?? []);
}

test('every id has a page of its own', () => {
  const wanted = [
    ...CHECK_IDS.map((id) => `checks/${id}.md`),
    ...CAUSE_IDS.map((id) => `causes/${id}.md`),
    ...SYMPTOM_IDS.map((id) => `symptoms/${id}.md`),
    ...EVERY_RULE.map(({ id }) => `engine/rules/${id}.md`),
    ...SKIP_REASONS.map((id) => `engine/skip-reasons/${id}.md`),
    ...DOCUMENTED_COMMANDS.map(addressOfCommand),
  ];
  expect(ADDRESSES).toEqual(expect.arrayContaining(wanted));
  expect(new Set(wanted).size).toBe(wanted.length);
});

test('every link leads to a page', () => {
  const broken = ADDRESSES.flatMap((address) =>
    linksOn(address)
      .map((to) => posix.join(posix.dirname(address), to))
      .filter((to) => !PAGES.has(to))
      .map((to) => `${address} -> ${to}`),
  );
  expect(broken).toEqual([]);
});

test('no link is shown as it is written', () => {
  const escaped = ADDRESSES.filter((address) => /\\\[[^\n]*\]\(|\[[^\]\n]*\\\]\(/.test(textAt(address)));
  expect(escaped).toEqual([]);
});

test('every page is reached from the first one', () => {
  const reached = new Set<string>();
  const visit = (address: string) => {
    if (reached.has(address)) return;
    reached.add(address);
    for (const to of linksOn(address)) visit(posix.join(posix.dirname(address), to));
  };
  visit('README.md');
  visit('llms.txt');
  expect(ADDRESSES.filter((address) => !reached.has(address))).toEqual([]);
});

test.each(ADDRESSES)('%s says something, in words', (address) => {
  const text = textAt(address);
  expect(text).toMatch(/[^\n]\n$/);
  expect(text).not.toMatch(/undefined|\[object|NaN|\n\n\n/);
  const headings = text.replace(/```[\s\S]*?```/g, 'code').split(/^#+ .*$/m);
  expect(headings.slice(1).filter((part) => part.trim() === '')).toEqual([]);
  expect(text.length).toBeGreaterThan(200);
});

describe('the tables of words', () => {
  it.each([
    ['reports.md', [...RUN_STATUSES, ...STATUSES, ...PARTIES, ...OBSTACLES, ...REPORT_FORMATS]],
    ['reports.md', EXIT_CODES.map(({ code }) => String(code))],
    ['log-forms.md', LOG_FORMS],
    ['answers.md', ANSWER_KEYS],
    ['settings.md', VARIABLE_NAMES],
  ])('%s has a row for each: %s', (address, words) => {
    const rows = textAt(address).split('\n');
    for (const word of words) {
      expect(rows.some((row) => row.startsWith(`| \`${word}\` |`) || row.startsWith(`| ${word} |`))).toBe(
        true,
      );
    }
  });

  it('have as many cells in each row as in their head', () => {
    for (const address of ADDRESSES) {
      const rows = textAt(address)
        .split('\n')
        .filter((line) => line.startsWith('|'));
      for (const [index, row] of rows.entries()) {
        const cells = row.split(/(?<!\\)\|/).length;
        if (/^\| ---/.test(row)) expect(rows[index - 1]?.split(/(?<!\\)\|/).length).toBe(cells);
        else if (/^\| ---/.test(rows[index - 1] ?? ''))
          expect(cells).toBe(rows[index - 1]?.split('|').length);
      }
    }
  });
});

test.each(DOCUMENTED_COMMANDS)('the page of `%s` names each flag that it takes', (command) => {
  for (const { name } of flagsOf(command)) expect(textAt(addressOfCommand(command))).toContain(name);
});

describe('the skill', () => {
  const text = textAt(SKILL);

  it('begins with its name, and with when to reach for it', () => {
    expect(text).toMatch(/^---\nname: opencx-hubspot\ndescription: ".{100,1024}"\n---\n/);
    for (const id of SYMPTOM_IDS) expect(text).toContain(`- \`${id}\`: `);
  });

  it('names every variable that holds a secret, and tells to ask for none', () => {
    for (const name of SECRET_VARIABLES) expect(text).toContain(name);
    expect(text).toContain('Never ask for one in a conversation');
  });

  it('is short enough to be read each time', () => {
    expect(Buffer.byteLength(text) / 4).toBeLessThan(1_500);
  });
});

test('what the README links to is there', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, to]) => to ?? []);
  const ofDocs = links.filter((to) => to.startsWith('dist/docs/')).map((to) => to.slice('dist/docs/'.length));
  expect(ofDocs.length).toBeGreaterThan(10);
  expect(ofDocs.filter((to) => !PAGES.has(to))).toEqual([]);
  for (const to of links.filter((each) => !each.startsWith('dist/'))) await access(join(ROOT, to));
});

test('the configuration file that is shown is one that is read', async () => {
  const { answers: _answers, webhooks: _webhooks, ...plain } = CONFIGURATION;
  const folder = await folderWith({ 'opencx-hubspot.config.json': JSON.stringify(plain) });
  expect(await readProfiles(folder, undefined)).toMatchObject({ names: ['eu'] });
  expect(textAt('settings.md')).toContain(JSON.stringify(CONFIGURATION, null, 2));
});
