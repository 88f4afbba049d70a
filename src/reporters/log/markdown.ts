import { grouped } from '../../core/grouped.ts';
import type { LoggedReport } from '../../core/report.ts';
import { openSheet } from '../layout.ts';
import { escaped } from '../markdown/escape.ts';
import { causeBlocks, checkBlocks, type MarkdownOptions, nextTestBlocks } from '../markdown/report.ts';
import { verdictStatement } from '../verdict-line.ts';
import {
  headline,
  type LogRow,
  type LogSection,
  sectionsOf,
  withoutReason,
  withoutTime,
} from './sections.ts';
import { timelineLines } from './timeline.ts';

/** Tickets are read in a column of text; a chart wider than this is broken there. */
const CHART_WIDTH = 72;

/** What API-call logs show, to paste into a ticket: the verdict first, then the same as the text, a table a section. */
export function renderLogMarkdown(report: LoggedReport, { full = false }: MarkdownOptions = {}): string {
  const { log } = report;
  const chart = timelineLines(openSheet({ width: CHART_WIDTH, color: false }), log);
  const blocks = [
    `**${report.status.toUpperCase()}** ${verdictStatement(report)}`,
    escaped(headline(log).join(' · ')),
    ...causeBlocks(report),
    ...remarkBlocks(withoutReason(report)),
    ...nextTestBlocks(report),
    ...(chart.length === 0 ? [] : ['### Timeline', ['```text', ...chart, '```'].join('\n')]),
    ...remarkBlocks(withoutTime(log)),
    ...sectionsOf(log, full).flatMap(sectionBlocks),
    ...checkBlocks(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function remarkBlocks(remark: string | undefined): string[] {
  return remark === undefined ? [] : [escaped(remark)];
}

function sectionBlocks({ heading, rows, left }: LogSection): string[] {
  return [
    `### ${heading}`,
    ['| Calls | What | Details |', '|--:|---|---|', ...rows.map(tableRow)].join('\n'),
    ...(left === 0 ? [] : [`and ${grouped(left)} more`]),
  ];
}

function tableRow({ count, text, remark, more }: LogRow): string {
  const details = [remark, ...more].filter((part) => part !== '').join('; ');
  return `| ${grouped(count)} | ${escaped(text)} | ${escaped(details)} |`;
}
