import { TROUBLESHOOTING_PAGE } from '../core/docs.ts';
import { addressOf, type CoveredStep, type PageSection } from '../doctor/page.ts';
import { jsonText } from '../redact/printable.ts';
import {
  entry,
  field,
  fieldList,
  indented,
  inset,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
} from './layout.ts';
import { counted } from './words.ts';

/** What the page states, section by section, each with what stands for it. Ends with a newline. */
export function renderCoverage(sections: readonly PageSection[], options: SheetOptions): string {
  const sheet = openSheet(options);
  const blocks = sections.map((section) => sectionLines(sheet, section));
  return `${[...blocks, prose(sheet, conclusion(sections))].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionLines(sheet: Sheet, section: PageSection): string[] {
  const room = inset(sheet, 2);
  const column = Math.max(...section.steps.map(({ place }) => place.length)) + 2;
  return [
    ...prose(sheet, section.title, sheet.chalk.bold),
    ...prose(sheet, addressOf(section), sheet.chalk.dim),
    ...indented(
      [
        ...section.steps.flatMap((step) => stepLines(room, step, column)),
        ...fieldList(room, field('Further checks', section.further.join(', ') || undefined)),
      ],
      2,
    ),
  ];
}

function stepLines(sheet: Sheet, step: CoveredStep, column: number): string[] {
  return entry(sheet, step.place, column, (room) => [
    ...prose(room, step.says),
    ...fieldList(room, [
      ...field('Checks', step.checks?.join(', ')),
      ...field('Asked', step.questions?.join(', ')),
      ...field('Cannot be checked', step.cannot),
    ]),
  ]);
}

function conclusion(sections: readonly PageSection[]): string {
  const { statements, checked, asked, inPart, cannot } = totalsOf(sections);
  return `${counted(statements, 'statement')}: ${checked} checked, ${asked} only asked, ${inPart} in part, ${cannot} cannot be checked.`;
}

/** Of the statements, how many stand on what. */
function totalsOf(sections: readonly PageSection[]) {
  const steps = sections.flatMap((section) => section.steps);
  const whole = steps.filter(({ cannot }) => cannot === undefined);
  const checked = whole.filter(({ checks }) => checks).length;
  const inPart = steps.filter(({ cannot, checks, questions }) => cannot && (checks || questions)).length;
  return {
    statements: steps.length,
    checked,
    asked: whole.length - checked,
    inPart,
    cannot: steps.length - whole.length - inPart,
  };
}

/** The same as a JSON document with a newline at its end. */
export function renderCoverageJson(sections: readonly PageSection[]): string {
  const document = {
    schemaVersion: 1,
    page: TROUBLESHOOTING_PAGE,
    summary: totalsOf(sections),
    sections: sections.map((section) => ({
      title: section.title,
      docs: addressOf(section),
      symptom: section.symptom ?? null,
      steps: section.steps.map(({ place, says, checks = [], questions = [], cannot = null }) => ({
        place,
        says,
        checks,
        questions,
        cannot,
      })),
      further: section.further,
    })),
  };
  return `${jsonText(document, 2)}\n`;
}
