import type { Fix, Report, ReportCause } from '../../core/report.ts';
import { type CauseFamily, causeFamilies, explained, fixLabel, withoutCause } from '../causes.ts';
import { printable } from '../layout.ts';
import { PARTY_ACTS } from '../words.ts';
import { code, codes, escaped, link, sentence } from './escape.ts';

/** Every cause with its fixes, or one sentence that says that there is none; a block is one entry. */
export function causeBlocks(report: Report): string[] {
  if (report.causes.length === 0) return [withoutCause(report)];
  const families = causeFamilies(report.causes);
  const heading = families.length === 1 ? '### Cause' : '### Causes, most likely first';
  return [heading, ...families.flatMap((family, index) => familyBlocks(family, index + 1, report))];
}

function familyBlocks({ root, consequences }: CauseFamily, place: number, report: Report): string[] {
  return [
    `#### ${place}. ${escaped(root.title)}`,
    [code(root.id), root.confidence, PARTY_ACTS[root.owner]].join(' · '),
    ...factBlock(root, consequences, report),
    ...root.fixes.flatMap(fixBlocks),
  ];
}

function factBlock(root: ReportCause, consequences: readonly ReportCause[], report: Report): string[] {
  const facts = [
    ...fact('Measured', escaped(root.measured)),
    ...fact('Expected', escaped(root.expected)),
    ...fact('Seen in', codes(root.checks)),
    ...fact('Against', codes(root.against)),
    ...(report.symptom === null ? fact('Explains', explained(root)) : []),
    ...consequences.flatMap(({ id, title }) => fact('Follows from it', `${code(id)} — ${escaped(title)}`)),
  ];
  return facts.length === 0 ? [] : [facts.join('\n')];
}

function fact(label: string, text: string): string[] {
  return text === '' ? [] : [`- ${label}: ${text}`];
}

/** Numbered where there is an order to keep. */
function fixBlocks(fix: Fix, index: number): string[] {
  const write = fix.kind === 'command' ? code : sentence;
  const steps = fix.steps.filter((step) => printable(step) !== '').map(write);
  const label = `**${fixLabel(fix, index)}:**`;
  const place = [
    ...(fix.where === undefined ? [] : [`Where: ${escaped(fix.where)}`]),
    ...(fix.url === undefined ? [] : [link(fix.url)]),
  ];
  return [
    ...(steps.length === 1
      ? [`${label} ${steps.join('')}`]
      : [label, ...(steps.length === 0 ? [] : [steps.map((step, at) => `${at + 1}. ${step}`).join('\n')])]),
    ...(place.length === 0 ? [] : [place.join(' ')]),
  ];
}
