import type { ComparedRun, Comparison } from '../../doctor/compare.ts';
import { codes, escaped } from '../markdown/escape.ts';
import { conclusionOf, type Item, partsOf } from './parts.ts';

/** Two runs side by side, to be pasted into a ticket. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { word, line } = conclusionOf(comparison);
  const { before, after, cautions } = comparison;
  const blocks = [
    [`## OpenCX <-> HubSpot: ${word.toLowerCase()}`],
    [escaped(`${line}.`)],
    [
      '| | when | status | portal | symptom | judged by |',
      '|---|---|---|---|---|---|',
      runRow('before', before),
      runRow('after', after),
    ],
    cautions
      .map(({ text }) => `> ${escaped(text)}`)
      .flatMap((caution, index) => (index > 0 ? ['>', caution] : [caution])),
    ...partsOf(comparison).map(({ heading, items }) => [`### ${heading}`, '', ...items.map(itemLine)]),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function runRow(name: string, { startedAt, status, portal, symptom, version }: ComparedRun): string {
  const cells = [name, startedAt, status, String(portal ?? 'not told'), symptom ?? 'none', version];
  return `| ${cells.map(escaped).join(' | ')} |`;
}

function itemLine({ ids, text, remark }: Item): string {
  return `- ${codes(ids)}: ${escaped(text)} *(${escaped(remark)})*`;
}
