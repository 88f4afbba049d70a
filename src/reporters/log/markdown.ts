import type { ApiLog } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import type { LoggedReport } from '../../core/report.ts';
import { openSheet } from '../layout.ts';
import { escaped } from '../markdown/escape.ts';
import { causeBlocks, checkBlocks, type MarkdownOptions, nextTestBlocks } from '../markdown/report.ts';
import { verdictStatement } from '../verdict-line.ts';
import { proofOf } from './proof.ts';
import { type LogRow, type LogSection, withoutReason } from './sections.ts';
import { timelineLines } from './timeline.ts';
import { background, findings, headlines, readings, shownInFull } from './told.ts';

/** Tickets are read in a column of text; a chart wider than this is broken there. */
const CHART_WIDTH = 72;

/**
 * What API-call logs show, to paste into a ticket: the verdict first, the causes with the refused call that proves the
 * leading one, what was read, then a table for each section of what was refused; in full what the text shows in full.
 */
export function renderLogMarkdown(report: LoggedReport, { full = false }: MarkdownOptions = {}): string {
  const { log, causes } = report;
  const [leading] = causes;
  const blocks = [
    `**${report.status.toUpperCase()}** ${verdictStatement(report)}`,
    ...headlines(report).map((parts) => escaped(parts.join(' · '))),
    ...causeBlocks(report),
    ...(leading === undefined ? [] : [`**Proof:** ${escaped(proofOf(leading, log))}`]),
    ...remarkBlocks(withoutReason(report)),
    ...nextTestBlocks(report),
    readings(report)
      .map(({ label, text }) => `- ${label}: ${escaped(text)}`)
      .join('\n'),
    ...(full ? chartBlocks(log) : []),
    ...[...findings(report, full), ...(full ? background(report) : [])].flatMap(sectionBlocks),
    ...checkBlocks(report),
    ...(full ? [] : [`Not shown: ${shownInFull(report)}; \`--full\` shows them.`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function chartBlocks(log: ApiLog): string[] {
  const chart = timelineLines(openSheet({ width: CHART_WIDTH, color: false }), log);
  return chart.length === 0 ? [] : ['### Timeline', ['```text', ...chart, '```'].join('\n')];
}

function remarkBlocks(remark: string | undefined): string[] {
  return remark === undefined ? [] : [escaped(remark)];
}

function sectionBlocks({ heading, rows, left, counts = 'Calls' }: LogSection): string[] {
  return [
    `### ${heading}`,
    [`| ${counts} | What | Details |`, '|--:|---|---|', ...rows.map(tableRow)].join('\n'),
    ...(left === 0 ? [] : [`and ${grouped(left)} more`]),
  ];
}

function tableRow({ count, text, remark, more }: LogRow): string {
  const details = [remark, ...more].filter((part) => part !== '').join('; ');
  return `| ${grouped(count)} | ${escaped(text)} | ${escaped(details)} |`;
}
