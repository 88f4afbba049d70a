/** The transcripts of the README are what the tool prints; `README_UPDATE=1 npx vitest run test/readme.test.ts` renews them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SYMPTOM_IDS } from '../src/core/ids.ts';
import { ROOT, runHere } from './support/cli.ts';

const README = join(ROOT, 'README.md');
const TRANSCRIPT = /(<!-- transcript -->\n```\n\$ npx opencx-hubspot ([^\n]+)\n)([\s\S]*?)(```\n)/g;
const WIDTH = 90;

async function renewed(text: string): Promise<string> {
  let whole = text;
  for (const [block, head, command = '', , tail] of text.matchAll(TRANSCRIPT)) {
    const { out } = await runHere(command.split(' '), { width: WIDTH });
    whole = whole.replace(block, () => `${head}${out}${tail}`);
  }
  return whole;
}

/** How long it took is no part of the transcript. */
function withoutDurations(text: string): string {
  return text.replace(/\d+ ms|\d+\.\d s/g, '* ms');
}

test('the transcripts are what the tool prints', async () => {
  const text = await readFile(README, 'utf8');
  const now = await renewed(text);
  const isRenewing = process.env['README_UPDATE'] === '1';
  if (isRenewing) await writeFile(README, now);
  else expect(withoutDurations(text)).toBe(withoutDurations(now));
});

test('every symptom stands in the table', async () => {
  const text = await readFile(README, 'utf8');
  expect(SYMPTOM_IDS.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
});
