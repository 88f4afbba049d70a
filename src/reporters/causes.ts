import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import type { Fix, Report, ReportCause } from '../core/report.ts';
import { behind, type Field, field, fieldList, hang, inset, prose, type Sheet } from './layout.ts';
import { PARTY_ACTS } from './words.ts';

/** A root cause with the causes that follow from it, near or far. */
export interface CauseFamily {
  root: ReportCause;
  consequences: ReportCause[];
}

/** Causes with their consequences folded beneath them, in the report's order: first = most likely. */
export function causeFamilies(causes: readonly ReportCause[]): CauseFamily[] {
  const families = new Map<ReportCause, CauseFamily>();
  for (const cause of causes) {
    if (rootOf(cause, causes) === cause) families.set(cause, { root: cause, consequences: [] });
  }
  for (const cause of causes) {
    const root = rootOf(cause, causes);
    if (root !== cause) families.get(root)?.consequences.push(cause);
  }
  return [...families.values()];
}

/** A cause that follows from one that is not in the report, or in a circle from itself, is its own root. */
function rootOf(cause: ReportCause, causes: readonly ReportCause[]): ReportCause {
  const passed = new Set([cause]);
  let root = cause;
  for (;;) {
    const { followsFrom } = root;
    const parent = followsFrom === null ? undefined : causes.find(({ id }) => id === followsFrom);
    if (parent === undefined) return root;
    if (passed.has(parent)) return cause;
    passed.add(parent);
    root = parent;
  }
}

/** Every cause with its fixes, or one sentence that says that there is none. */
export function causeLines(sheet: Sheet, report: Report, full: boolean): string[] {
  if (report.causes.length === 0) return prose(sheet, withoutCause(report));
  return causeFamilies(report.causes).flatMap((family, index) => [
    ...(index === 0 ? [] : ['']),
    ...hang(sheet, sheet.chalk.bold(`${index + 1}.`), (room) => familyLines(room, family, report, full)),
  ]);
}

/** Why there is no cause to show, in one sentence. */
export function withoutCause({ status, summary, checks }: Report): string {
  if (status === 'incomplete') {
    return 'No cause found, but not everything could be told: the checks below say what is missing.';
  }
  if (status === 'problems') {
    return summary.fail + summary.warn > 0
      ? 'No documented cause explains what the checks below found.'
      : 'No cause found. Open questions count as problems in this run.';
  }
  if (Object.values(checks).some(({ suppressed }) => suppressed !== undefined)) {
    return 'No cause found apart from failures that are accepted for now.';
  }
  return summary.manual > 0
    ? 'No cause found: everything that could be measured holds. What is left is for a person to answer.'
    : 'No cause found: every claim that was checked holds.';
}

function familyLines(
  sheet: Sheet,
  { root, consequences }: CauseFamily,
  report: Report,
  full: boolean,
): string[] {
  const nature = [root.id, root.confidence, PARTY_ACTS[root.owner]].join(` ${sheet.symbols.dot} `);
  return [
    ...prose(sheet, root.title, sheet.chalk.bold),
    ...prose(sheet, nature, sheet.chalk.dim),
    ...fieldList(sheet, [
      ...field('Measured', root.measured),
      ...field('Expected', root.expected),
      ...root.fixes.map(fixField),
      ...field('Seen in', root.checks.join(', ')),
      ...field('Against', root.against.join(', ')),
      // With a symptom given, every cause on its checklist explains it; saying so adds nothing.
      ...(report.symptom === null ? field('Explains', explained(root)) : []),
      ...(full ? field('Evidence', root.evidence.join(', ')) : []),
    ]),
    ...consequences.flatMap((cause) =>
      prose(sheet, `Follows from it: ${cause.id} ${sheet.symbols.dash} ${cause.title}`),
    ),
  ];
}

const FIX_LABELS = { manual: 'Fix', command: 'Run', wait: 'Wait' } as const;

function fixField(fix: Fix, index: number): Field {
  return { label: fixLabel(fix, index), block: (sheet) => fixLines(sheet, fix) };
}

/** The word before a fix; every way out but the first is one to choose instead. */
export function fixLabel(fix: Fix, index: number): string {
  return index === 0 ? FIX_LABELS[fix.kind] : 'Or';
}

function fixLines(sheet: Sheet, fix: Fix): string[] {
  return [
    ...stepLines(sheet, fix.steps),
    ...(fix.where === undefined ? [] : prose(sheet, `Where: ${fix.where}`)),
    ...(fix.url === undefined ? [] : prose(sheet, fix.url, sheet.chalk.underline)),
  ];
}

/** Numbered where there is an order to keep. */
function stepLines(sheet: Sheet, steps: readonly string[]): string[] {
  if (steps.length === 1) return steps.flatMap((step) => prose(sheet, step));
  const column = `${steps.length}. `.length;
  return steps.flatMap((step, index) => behind(`${index + 1}.`, column, prose(inset(sheet, column), step)));
}

/** The symptoms that a cause explains, as words. */
export function explained({ explains }: ReportCause): string {
  return explains.length === SYMPTOM_IDS.length ? 'every symptom' : explains.join(', ');
}
