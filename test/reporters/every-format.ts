import { XMLParser } from 'fast-xml-parser';
import { expect } from 'vitest';
import { type Format, REPORT_FORMATS } from '../../src/core/formats.ts';
import type { Report, ReportCause } from '../../src/core/report.ts';
import { causeFamilies } from '../../src/reporters/causes.ts';
import { render } from '../../src/reporters/formats.ts';
import { PARTY_ACTS } from '../../src/reporters/words.ts';
import { textOf } from './html/parse-page.ts';

const UNSEEN = '\u200B';

/** What is read in each format, markup and line breaks apart. */
const READ: Readonly<Record<Format, (text: string) => string>> = {
  text: (text) => text,
  brief: (text) => text,
  json: (text) => wordsIn(JSON.parse(text)).join(' '),
  ndjson: (text) =>
    text
      .trimEnd()
      .split('\n')
      .flatMap((line) => wordsIn(JSON.parse(line)))
      .join(' '),
  junit: (text) =>
    wordsIn(new XMLParser({ ignoreAttributes: false, htmlEntities: true }).parse(text)).join(' '),
  markdown: (text) =>
    text
      .replaceAll(UNSEEN, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&')
      .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'),
  github: (text) => text.replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%25', '%'),
  html: (text) => textOf(text).replaceAll('→', '->'),
};

/** A report in a format, as somebody reads it. */
export function read(format: Format, text: string): string {
  return READ[format](text);
}

/** Who can act, as the formats say it: in words for people, by its id for programs. */
const actor = (format: Format, { owner }: ReportCause) =>
  format === 'json' || format === 'ndjson' ? owner : PARTY_ACTS[owner];

const FULL: readonly Format[] = ['text', 'brief'];

/**
 * Whatever a format looks like, it tells each root cause with its id, how sure it is, who can act and every step of the
 * first fix, and names each consequence. Text and brief do so in full; what they say otherwise has tests of its own.
 */
export async function expectCausesInEveryFormat(report: Report): Promise<void> {
  for (const format of REPORT_FORMATS) {
    const text = await render(format, report, { width: 200, color: false, full: FULL.includes(format) });
    const read = plain(READ[format](text));
    const told = causeFamilies(report.causes).flatMap(({ root, consequences }) => [
      root.title,
      root.id,
      root.confidence,
      actor(format, root),
      ...(root.fixes[0]?.steps ?? []),
      ...consequences.map(({ id }) => id),
    ]);
    expect(
      told.map(plain).filter((words) => !read.includes(words)),
      format,
    ).toEqual([]);
  }
}

/** Without what one format puts around words and another does not. */
function plain(text: string): string {
  return text.replaceAll('`', '').replaceAll(/\s+/g, ' ');
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(wordsIn);
  return [String(value)];
}
