import stringWidth from 'fast-string-width';
import { expect } from 'vitest';
import type { Fix, Report } from '../../../src/core/report.ts';
import { causeFamilies } from '../../../src/reporters/causes.ts';
import { renderText } from '../../../src/reporters/text/report.ts';
import { PARTY_ACTS, PARTY_NAMES } from '../../../src/reporters/words.ts';
import { some } from '../../support/proof.ts';

/** Lines of the answer to one family of causes at 80 columns; each cause besides, up to three, has one more, or two. */
const ANSWER = 12;
const BESIDES = 4;
/** Columns that labels take from the text. */
const LABELS = 9;
/** Lines of a terminal of 24 above its prompt. */
const SCREEN = 23;
/** Columns: every width with PROOF. */
const WIDTHS = some(Array.from({ length: 61 }, (_, more) => 60 + more));

/**
 * At every width from 60 to 120 columns the answer is on the last screen: what it is, how sure, who acts, what to do,
 * told whole in its steps or in brief; and the last line names the cause and who acts once more. A report without a cause
 * fits a screen. No word is broken.
 */
export function expectAnswerOnAScreen(report: Report): void {
  const known = new Set(wordsOf(WORDS_OF_A_SCREEN + JSON.stringify(textsOf(report))));
  for (const word of wordsOf(
    drawn(report, 200) + renderText(report, { width: 200, color: false, full: true }),
  ))
    known.add(word);
  for (const width of WIDTHS) {
    const lines = drawn(report, width).trimEnd().split('\n');
    const wide = lines.filter((line) => stringWidth(line) > width && !/https?:\/\/\S+$/.test(line));
    const broken = wordsOf(lines.join('\n')).filter((word) => !known.has(word));
    expect({ width, wide, broken }).toEqual({ width, wide: [], broken: [] });
    if (report.causes.length > 0) expectCause(report, lines, width);
    else if (report.obstacle === null && width >= 80) expect(lines.length).toBeLessThanOrEqual(SCREEN);
  }
}

function expectCause(report: Report, lines: readonly string[], width: number): void {
  const [{ root } = { root: undefined }, ...others] = causeFamilies(report.causes);
  if (root === undefined) return;
  const begin = lines.findIndex((line) => plain(root.title).startsWith(plain(line)) && line !== '');
  const end = lines.indexOf('', begin);
  const besides = Math.min(others.length, BESIDES) * (width < 80 ? 2 : 1);
  const most = Math.ceil((ANSWER * (80 - LABELS)) / (Math.min(width, 80) - LABELS));
  expect({ width, lines: Math.max(most, end - begin - besides) }).toEqual({ width, lines: most });

  const screen = plain(lines.slice(-SCREEN).join(' '));
  const [fix] = root.fixes;
  const missing = [
    root.title,
    root.confidence,
    PARTY_ACTS[root.owner],
    ...others.slice(0, 3).map((one) => one.root.id),
  ]
    .map(plain)
    .filter((words) => !screen.includes(words));
  expect({ width, missing }).toEqual({ width, missing: [] });
  const links = lines.filter((line) => fix?.url !== undefined && line.endsWith(fix.url));
  const split = links.filter((line) => stringWidth(line) > Math.max(width, fix?.url?.length ?? 0));
  expect({ width, split }).toEqual({ width, split: [] });
  if (fix) expect({ width, told: isToldWhole(fix, screen) }).toEqual({ width, told: true });
  expect(lines.at(-1)).toContain(root.owner === 'wait' ? root.id : `${root.id} (${PARTY_NAMES[root.owner]})`);
}

/** All of its steps but the one that proves it, or its brief form: half of a way mends nothing. */
function isToldWhole({ steps, brief, verify }: Fix, screen: string): boolean {
  const isTold = (text: string) => screen.includes(plain(text.replaceAll('\n', ' ')));
  const wayThere = steps.filter((step) => verify === undefined || !step.includes(verify));
  return wayThere.every((step) => isTold(step)) || (brief !== undefined && isTold(brief));
}

/** What the screen itself says, where there is no room for what it leaves out. */
const WORDS_OF_A_SCREEN =
  'and 1 more 2 more: (1 step, 2 steps, 1 step: 2 steps: 1 other way: 2 ways: --full --full) ';

function drawn(report: Report, width: number): string {
  return renderText(report, { width, color: false, full: false });
}

function wordsOf(text: string): string[] {
  return text.split(/[\s(),]+/).filter((word) => !/^\d*[.:]?$/.test(word));
}

function textsOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textsOf).join(' ');
  return `${value} `;
}

/** Without what stands between the lines of a paragraph. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
