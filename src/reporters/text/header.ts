/** What stands above everything else: what is in the way of looking, and what was looked at. */
import type { Report } from '../../core/report.ts';
import { obstacleParts } from '../causes.ts';
import { listedChecks } from '../checks.ts';
import { connectionNote } from '../connection.ts';
import { type Field, field, fieldList, hang, indented, joined, prose, type Sheet } from '../layout.ts';
import { sinceLine } from '../since.ts';
import { counted } from '../words.ts';

/** The portal, the symptom or how many checks; and what of OpenCX's page the run goes by, where it could look at anything. */
export function headerLines(sheet: Sheet, report: Report, full: boolean): string[] {
  const { hubId, appId, region } = report.portal;
  const place = region === undefined ? '' : ` (${region})`;
  const parts = [
    'OpenCX <-> HubSpot',
    ...(hubId === undefined ? [] : [`portal ${hubId}${place}`]),
    ...(hubId === undefined && region !== undefined ? [`region ${region}`] : []),
    ...(appId === undefined ? [] : [`app ${appId}`]),
    report.symptom === null ? counted(listedChecks(report).length, 'check') : `symptom: ${report.symptom}`,
    ...(full ? [`${report.tool.name} ${report.tool.version}`, report.startedAt] : []),
  ];
  const [first = '', ...rest] = joined({ ...sheet, width: sheet.width - 2 }, parts);
  const note = report.obstacle && !full ? undefined : connectionNote(report);
  return [
    sheet.chalk.bold(first),
    ...indented(rest, 2),
    ...(note === undefined ? [] : prose(sheet, note, sheet.chalk.dim)),
  ];
}

/** Before all else: whether things went better or worse is what somebody comes back for. */
export function sinceSection(sheet: Sheet, report: Report): string[] {
  const line = sinceLine(report);
  return line === undefined ? [] : prose(sheet, line, sheet.chalk.bold);
}

/** First of all: until it is out of the way, the rest says little. */
export function obstacleSection(sheet: Sheet, { obstacle }: Report): string[] {
  if (!obstacle) return [];
  const { sentence, measured, fixes } = obstacleParts(obstacle);
  return [
    ...prose(sheet, sentence, sheet.chalk.bold),
    ...fieldList(sheet, [...field('Measured', measured), ...(fixes.length === 0 ? [] : [waysOut(fixes)])]),
  ];
}

function waysOut(fixes: readonly string[]): Field {
  return {
    label: 'Do',
    block: (sheet) => fixes.flatMap((fix) => hang(sheet, sheet.symbols.dash, (room) => prose(room, fix))),
  };
}
