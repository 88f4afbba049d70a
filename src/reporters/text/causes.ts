import type { Fix, Report, ReportCause } from '../../core/report.ts';
import { type CauseFamily, causeFamilies, explained, fixLabel, withoutCause } from '../causes.ts';
import { type Field, field, fieldList, hang, joined, prose, type Sheet, section } from '../layout.ts';
import { PARTY_ACTS } from '../words.ts';
import { stepLines } from './steps.ts';

/** The causes with their fixes, under a heading that says how many there are. */
export function causesSection(sheet: Sheet, report: Report): string[] {
  const families = causeFamilies(report.causes);
  if (families.length === 0) return prose(sheet, withoutCause(report));
  const heading = families.length === 1 ? 'Cause' : 'Causes, most likely first';
  return section(sheet, heading, (room) =>
    families.flatMap((family, index) => [
      ...(index === 0 ? [] : ['']),
      ...hang(room, room.chalk.bold(`${index + 1}.`), (rest) => familyLines(rest, family, report)),
    ]),
  );
}

function familyLines(sheet: Sheet, { root, consequences }: CauseFamily, report: Report): string[] {
  return [
    ...prose(sheet, root.title, sheet.chalk.bold),
    ...natureLines(sheet, root).map((line) => sheet.chalk.dim(line)),
    ...fieldList(sheet, [
      ...field('Measured', root.measured),
      ...field('Expected', root.expected),
      ...root.fixes.map(fixField),
      ...field('Seen in', root.checks.join(', ')),
      ...field('Against', root.against.join(', ')),
      // With a symptom given, every cause on its checklist explains it; saying so adds nothing.
      ...(report.symptom === null ? field('Explains', explained(root)) : []),
      ...field('Evidence', root.evidence.join(', ')),
    ]),
    ...consequences.flatMap((cause) =>
      prose(sheet, `Follows from it: ${cause.id} ${sheet.symbols.dash} ${cause.title}`),
    ),
  ];
}

/** Its id, of which conversation where there are several, how sure it is, and who acts. */
export function natureLines(sheet: Sheet, { id, thread, confidence, owner }: ReportCause): string[] {
  const place = thread === undefined ? [] : [`conversation ${thread}`];
  return joined(sheet, [id, ...place, confidence, PARTY_ACTS[owner]]);
}

function fixField(fix: Fix, index: number): Field {
  return { label: fixLabel(fix, index), block: (sheet) => fixLines(sheet, fix) };
}

function fixLines(sheet: Sheet, fix: Fix): string[] {
  return [
    ...stepLines(sheet, fix.steps),
    ...(fix.where === undefined ? [] : prose(sheet, `Where: ${fix.where}`)),
    ...(fix.url === undefined ? [] : prose(sheet, fix.url, sheet.chalk.underline)),
  ];
}
