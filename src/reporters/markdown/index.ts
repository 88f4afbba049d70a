import type { Report } from '../../core/report.ts';
import { listedChecks } from '../checklist.ts';
import { idleSuppressions } from '../suppressions.ts';
import { verdictStatement } from '../verdict-line.ts';
import { causeBlocks } from './causes.ts';
import { checkBlocks, fullCheckBlocks } from './checks.ts';
import { code, codes, escaped } from './escape.ts';

export interface MarkdownOptions {
  /** Every check with what was measured and expected, and every piece of evidence. */
  full?: boolean;
}

/**
 * The report to paste into a ticket: the verdict first, then what the text report says. Headings, flat lists, one
 * table and no HTML, so that it can be read as it stands where a renderer knows only half of Markdown.
 */
export function renderMarkdown(report: Report, { full = false }: MarkdownOptions = {}): string {
  const blocks = [
    `**${report.status.toUpperCase()}** ${verdictStatement(report)}`,
    headerBlock(report),
    ...causeBlocks(report),
    ...nextTestBlocks(report),
    ...(full ? fullCheckBlocks(report) : checkBlocks(report)),
    ...questionBlocks(report),
    ...suppressionBlocks(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headerBlock({ portal, symptom, tool, startedAt }: Report): string {
  const { hubId, appId, region } = portal;
  const parts = [
    ...(hubId === undefined ? [] : [`portal ${hubId}`]),
    ...(region === undefined ? [] : [`region ${escaped(region)}`]),
    ...(appId === undefined ? [] : [`app ${appId}`]),
    ...(symptom === null ? [] : [`symptom ${code(symptom)}`]),
    escaped(`${tool.name} ${tool.version}`),
    escaped(startedAt),
  ];
  return parts.join(' · ');
}

/** What would tell the leading causes apart, where there is something. */
export function nextTestBlocks({ nextTest }: Report): string[] {
  if (nextTest === null) return [];
  return ['### Next test', escaped(nextTest.question), `The answer settles ${code(nextTest.check)}.`];
}

function questionBlocks(report: Report): string[] {
  const open = listedChecks(report).filter(({ check }) => check.status === 'manual');
  if (open.length === 0) return [];
  const questions = Map.groupBy(open, ({ check }) => check.question ?? check.summary);
  const lines = [...questions].map(
    ([question, checks]) => `- ${escaped(question)} (${codes(checks.map(({ id }) => id))})`,
  );
  return ['### Open questions', lines.join('\n')];
}

function suppressionBlocks({ suppressions }: Report): string[] {
  const lines = idleSuppressions(suppressions).map((line) => `- ${escaped(line)}`);
  return lines.length === 0 ? [] : ['### Suppressions to look at', lines.join('\n')];
}
