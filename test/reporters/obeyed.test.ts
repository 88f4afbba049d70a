/** Whatever strangers have written into a report, a log or a conversation: in no format does a terminal obey it. */
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { COMPARISON_FORMATS, LOG_REPORT_FORMATS, REPORT_FORMATS } from '../../src/core/formats.ts';
import { decideMessage } from '../../src/engine/decide/decide.ts';
import { mapStrings } from '../../src/redact/map-strings.ts';
import { renderComparison, renderConclusion } from '../../src/reporters/comparison/formats.ts';
import { renderExplanation } from '../../src/reporters/explanation.ts';
import { render, renderQuiet, renderStepSummary } from '../../src/reporters/formats.ts';
import { eventLine, renderStory } from '../../src/reporters/journal.ts';
import { renderLog } from '../../src/reporters/log/formats.ts';
import { event, given } from '../engine/decide/builders.ts';
import { expectNothingObeyed, OBEYED, withoutBreaks, withoutOurColours } from '../support/obeyed.ts';
import { runs } from '../support/proof.ts';
import { anyReport } from './arbitrary.ts';
import { everything as comparison } from './comparison/samples.ts';
import { rewritten } from './html/hostile.ts';
import { anyLoggedReport } from './log/arbitrary.ts';

const SHEETS = [
  { width: 100, color: false },
  { width: 40, color: true },
];
/** Where an unseen break of our own keeps names from becoming links. */
const MARKDOWN = new Set(['markdown', 'summary']);
const ALL = OBEYED.join('x');
const hostile = fc.shuffledSubarray([...OBEYED], { minLength: 1 }).map((signs) => signs.join('x'));

const isTime = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text);

function expectShown(text: string, where: string, { color }: { color: boolean }): void {
  const drawn = color ? withoutOurColours(text) : text;
  expectNothingObeyed(MARKDOWN.has(where) ? withoutBreaks(drawn) : drawn, where);
}

describe.each(SHEETS)('on a sheet of $width columns', (sheet) => {
  test.each(REPORT_FORMATS)('a report as %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(anyReport, hostile, async (report, signs) => {
        const stained = rewritten(report, (text) => `${signs}${text}${signs}`);
        const options = { ...sheet, full: true, verbose: true, failOn: 'fail', subject: signs } as const;
        expectShown(await render(format, stained, options), format, sheet);
        expectShown(await renderQuiet(stained, sheet), 'one line', sheet);
        expectShown(await renderStepSummary(stained, signs), 'summary', sheet);
      }),
      { numRuns: runs(40) },
    );
  });

  test.each(LOG_REPORT_FORMATS)('a log as %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(anyLoggedReport, hostile, async (report, signs) => {
        const stained = {
          ...report,
          log: mapStrings(report.log, (text) => (isTime(text) ? text : `${text}${signs}`)),
        };
        expectShown(await renderLog(format, stained, { ...sheet, full: true }), format, sheet);
      }),
      { numRuns: runs(40) },
    );
  });

  test.each(COMPARISON_FORMATS)('a comparison as %s', async (format) => {
    const stained = rewritten(comparison as never, (text) => `${text}${ALL}`) as never;
    expectShown(await renderComparison(format, stained, sheet), format, sheet);
    expectShown(await renderConclusion(stained, sheet), 'conclusion', sheet);
  });

  test('what the rules say of an event, and what the journal keeps of it', () => {
    const stained = event({ messageId: `m${ALL}`, propertyName: ALL, objectId: ALL });
    const decided = { ...decideMessage(event(), given()), flip: 'x' };
    const decision = mapStrings(decided, (text) => `${text}${ALL}`);
    const explained = [
      { event: stained, decision, effects: [ALL] },
      { event: stained, decision: null, why: ALL, effects: [] },
    ];
    expectShown(renderExplanation(explained, sheet), 'explanation', sheet);
    const at = Date.parse('2026-11-20T10:00:00.250Z');
    const journalled = {
      id: 1,
      event: stained,
      key: ALL,
      lane: ALL,
      status: 'failed',
      reason: ALL,
      summary: ALL,
      receivedAt: at,
      begunAt: at,
      endedAt: at,
      replayOf: null,
    } as const;
    const story = [
      { eventId: 1, line: 1, at, kind: 'note', data: { note: ALL } },
      { eventId: 1, line: 2, at, kind: 'effect-done', effect: ALL, data: { [ALL]: { text: ALL } } },
      { eventId: 1, line: 3, at, kind: 'decision', data: decision },
    ] as never;
    expectShown(eventLine(journalled as never), 'line', { color: false });
    expectShown(renderStory(journalled as never, story, sheet), 'story', sheet);
  });
});
