/** The causes in brief: the leading one with the way to mend it, the others named. */
import type { Fix, Report, ReportCause } from '../../core/report.ts';
import { type CauseFamily, causeFamilies, withoutCause } from '../causes.ts';
import { counted, PARTY_ACTS } from '../words.ts';
import { type Line, line, wholeLine } from './lines.ts';

const LONGEST_TITLE = 220;
const LONGEST_FACT = 160;
const LONGEST_STEP = 300;
/** Causes that are named beside the leading one where room is short. */
const NAMED_BESIDES = 3;

/** From the longest way to tell them to the shortest. */
export function causeLines(report: Report, more: string): string[][] {
  const families = causeFamilies(report.causes);
  const [leading, ...others] = families;
  if (leading === undefined) return [withoutCauseLines(report)];
  const named = others.slice(0, NAMED_BESIDES).map(({ root }) => natureLine(root));
  const left = others.length - NAMED_BESIDES;
  const besides = [...named, ...(left > 0 ? [`and ${counted(left, 'more cause')}: ${more}`] : [])];
  return [
    ...(left > 0 ? [] : [families.flatMap((family) => familyLines(family, stepsOf, more))]),
    [...familyLines(leading, stepsOf, more), ...besides],
    [...familyLines(leading, briefOf, more), ...besides],
    [natureLine(leading.root), ...besides],
    [natureLine(leading.root)],
  ];
}

/** Every cause with every way to mend it. */
export function everyCause(report: Report): string[] {
  const families = causeFamilies(report.causes);
  if (families.length === 0) return withoutCauseLines(report);
  return families.flatMap(({ root, consequences }) => [
    natureLine(root, wholeLine),
    ...factLines({ root, consequences }, wholeLine),
    ...root.fixes.flatMap((fix, way) => [
      ...fix.steps.map((step, index) => wholeLine(`  ${way === 0 ? 'fix' : 'or'} ${index + 1}. ${step}`)),
      ...screenLines(fix, wholeLine),
    ]),
  ]);
}

/** Where the rest is still open, a sentence on what stands below would point nowhere. */
function withoutCauseLines(report: Report): string[] {
  if (report.obstacle || report.status === 'incomplete' || report.status === 'open')
    return ['no cause found so far'];
  return [line(withoutCause(report), LONGEST_FACT)];
}

function natureLine({ id, confidence, owner, title }: ReportCause, cut: Line = line): string {
  return cut(`cause ${id} (${confidence}; ${PARTY_ACTS[owner]}): ${title}`, LONGEST_TITLE);
}

function familyLines(family: CauseFamily, wayOf: (fix: Fix) => readonly string[], more: string): string[] {
  const { root } = family;
  const [fix, ...others] = root.fixes;
  return [
    natureLine(root),
    ...factLines(family, line),
    ...(fix === undefined ? [] : wayOf(fix)),
    ...(others.length === 0 ? [] : [`  ${counted(others.length, 'other way')}: ${more}`]),
    ...(fix === undefined ? [] : screenLines(fix, line)),
  ];
}

function factLines({ root, consequences }: CauseFamily, cut: Line): string[] {
  const facts = [
    ...(root.measured === '' ? [] : [`measured: ${root.measured}`]),
    ...(root.expected === '' ? [] : [`expected: ${root.expected}`]),
  ];
  const ids = consequences.map(({ id }) => id).join(', ');
  return [
    cut(`  ${facts.join('; ')} [${root.checks.join(', ')}]`, LONGEST_FACT),
    ...(ids === '' ? [] : [cut(`  follows from it: ${ids}`, LONGEST_FACT)]),
  ];
}

/** The screen of a way out; its address says more than its name. */
function screenLines({ url, where }: Fix, cut: Line): string[] {
  const screen = url ?? where;
  return screen === undefined ? [] : [cut(`  screen: ${screen}`, LONGEST_FACT)];
}

/** The step that shows whether it worked is told as the next one. */
function stepsOf({ steps, verify }: Fix): string[] {
  return steps
    .filter((step) => verify === undefined || !step.includes(verify))
    .map((step, index) => line(`  fix ${index + 1}. ${step}`, LONGEST_STEP));
}

/** Half of a way mends nothing, so that steps without a brief form are told whole. */
function briefOf(fix: Fix): string[] {
  return fix.brief === undefined ? stepsOf(fix) : [line(`  fix: ${fix.brief}`, LONGEST_STEP)];
}
