/** The transcripts of the README are what the tool prints; `README_UPDATE=1 npx vitest run test/readme.live.test.ts` renews them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SYMPTOM_IDS } from '../checks/symptoms.ts';
import { daysLater } from './cli/cases/days.ts';
import { folderWith } from './config/folder.ts';
import { ROOT, runHere } from './support/cli.ts';

const README = join(ROOT, 'README.md');
const TRANSCRIPT = /(<!-- transcript -->\n```\n\$ npx opencx-hubspot ([^\n]+)\n)([\s\S]*?)(```\n)/g;
const WIDTH = 90;
const isRenewing = process.env['README_UPDATE'] === '1';

async function renewed(text: string): Promise<string> {
  let whole = text;
  for (const [block, head, command = '', , tail] of text.matchAll(TRANSCRIPT)) {
    const { out } = await runHere(command.split(' '), { width: WIDTH, cwd: ROOT });
    whole = whole.replace(block, () => `${head}${out}${tail}`);
  }
  return whole;
}

const ENGINE_TRANSCRIPT =
  /(<!-- engine transcript -->\n```\n\$ npx opencx-hubspot ([^\n]+)\n)([\s\S]*?)(```\n)/;

/** Steps and events run side by side, so which of their lines comes first is no part of the transcript. */
function inAnyOrder(transcript: string): string[] {
  return transcript
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .split('\n')
    .map((line) => line.replace(/#\d+/, '#*').trimEnd())
    .filter(Boolean)
    .sort();
}

test("the engine's transcript is what the tool prints", async () => {
  const text = await readFile(README, 'utf8');
  const [block = '', head = '', command = '', body = '', tail = ''] = ENGINE_TRANSCRIPT.exec(text) ?? [];
  const { out } = await runHere(command.split(' '), { width: WIDTH });
  if (isRenewing)
    await writeFile(
      README,
      text.replace(block, () => `${head}${out}${tail}`),
    );
  else expect(inAnyOrder(body)).toEqual(inAnyOrder(out));
});

/** How long it took is no part of the transcript. */
function withoutDurations(text: string): string {
  return text.replace(/\d+ ms|\d+\.\d s/g, '* ms');
}

test('the transcripts are what the tool prints', async () => {
  const text = await readFile(README, 'utf8');
  const now = await renewed(text);
  if (isRenewing) await writeFile(README, now);
  else expect(withoutDurations(text)).toBe(withoutDurations(now));
});

const LIVE_TEST = /(<!-- live test transcript -->\n```\n\$ npx opencx-hubspot ([^\n]+)\n)([\s\S]*?)(```\n)/;

/** Its mark, its ids and how long each hop took are of one run alone. */
function ofAnyRun(transcript: string): string {
  return withoutDurations(transcript)
    .replace(/PROOF \w{4}/g, 'PROOF *')
    .replace(/\d+ s$|\d+ calls, \S+ \S+$/gm, '*')
    .replace(/\* ms$/gm, '*');
}

test('the live test is what the tool prints', async () => {
  const text = await readFile(README, 'utf8');
  const [block = '', head = '', command = '', body = '', tail = ''] = LIVE_TEST.exec(text) ?? [];
  const { err, out } = await runHere(command.split(' '), { width: WIDTH });
  const printed = `${err}\n${out}`;
  if (isRenewing)
    await writeFile(
      README,
      text.replace(block, () => `${head}${printed}${tail}`),
    );
  else expect(ofAnyRun(body)).toBe(ofAnyRun(printed));
});

const CASE = /(<!-- case transcript -->\n```\n)([\s\S]*?)(```\n)/;
const DAYS_BETWEEN = 2;

/** Each command of a case in turn, with days between the runs. */
async function ofDays(body: string): Promise<string> {
  const cwd = await folderWith();
  const lines = body.split('\n').filter((line) => line.startsWith('$ npx opencx-hubspot '));
  const told: string[] = [];
  for (const line of lines) {
    const words = line.slice('$ npx opencx-hubspot '.length).split(' ');
    if (words[0] === 'doctor' && told.length > 0) await daysLater(cwd, 'ACME-123', DAYS_BETWEEN);
    const { out } = await runHere(words, { width: WIDTH, cwd, env: { USER: 'sam' } });
    told.push(`${line}\n${out}`);
  }
  return told.join('\n');
}

/** On whatever day it is made. */
function onAnyDay(text: string): string {
  return withoutDurations(text)
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, 'WHEN')
    .replace(/Since \w+day:/, 'Since DAY:')
    .replaceAll(/\s+/g, ' ');
}

test('the days of a case are what the tool prints', async () => {
  const text = await readFile(README, 'utf8');
  const [block = '', head = '', body = '', tail = ''] = CASE.exec(text) ?? [];
  const now = await ofDays(body);
  if (isRenewing)
    await writeFile(
      README,
      text.replace(block, () => `${head}${now}${tail}`),
    );
  else expect(onAnyDay(body)).toBe(onAnyDay(now));
});

test('every symptom stands in the table', async () => {
  const text = await readFile(README, 'utf8');
  expect(SYMPTOM_IDS.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
});
