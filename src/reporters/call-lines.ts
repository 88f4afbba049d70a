import stringWidth from 'string-width';
import type { Report, ReportEvidence } from '../core/report.ts';
import { behind, indented, inset, prose, type Sheet } from './layout.ts';
import { counted, duration } from './words.ts';

/** Narrower than this, what was asked for stands under its cost instead of beside it. */
const NARROW = 60;

/** Whether anything was asked of HubSpot, OpenCX or the webhook target. */
export function madeCalls({ evidence }: Report): boolean {
  return Object.values(evidence).some(({ calls }) => calls > 0);
}

/** What the calls of a run were for and what they cost, slowest first. Facts that cost no call are left out. */
export function callLines(sheet: Sheet, report: Report): string[] {
  const asked = Object.entries(report.evidence).filter(([, { calls }]) => calls > 0);
  const slowestFirst = asked.sort(([, left], [, right]) => right.durationMs - left.durationMs);
  const rows = slowestFirst.map(([key, evidence]) => ({
    lead: `${duration(evidence.durationMs)}, ${counted(evidence.calls, 'call')}`,
    text: `${key}${failureOf(sheet, evidence)}`,
  }));
  const column = Math.max(0, ...rows.map(({ lead }) => stringWidth(lead))) + 2;
  return rows.flatMap(({ lead, text }) =>
    sheet.width < NARROW
      ? [lead, ...indented(prose(inset(sheet, 2), text), 2)]
      : behind(lead, column, prose(inset(sheet, column), text)),
  );
}

function failureOf({ symbols }: Sheet, { error }: ReportEvidence): string {
  if (error === undefined) return '';
  const what = error.kind === 'http' ? error.status : error.kind;
  const facts = [what, error.category, error.policy, error.route ?? error.host];
  return ` ${symbols.dash} ${facts.filter((fact) => fact !== undefined).join(' ')}`;
}
