import type { ComparedRun, Comparison } from '../../doctor/compare.ts';
import {
  behind,
  fieldList,
  hang,
  inset,
  mark,
  openSheet,
  type Paint,
  prose,
  type Sheet,
  type SheetOptions,
  section,
} from '../layout.ts';
import { conclusionOf, type Item, partsOf } from './parts.ts';

/** Two runs side by side for a person at a terminal: what broke, what is open, what was mended, and one line as the last. */
export function renderComparisonText(comparison: Comparison, options: SheetOptions): string {
  const sheet = openSheet(options);
  const blocks = [
    headerLines(sheet, comparison),
    cautionLines(sheet, comparison),
    ...partsOf(comparison).map(({ heading, items }) =>
      section(sheet, heading, (room) => items.flatMap((item) => itemLines(room, item))),
    ),
    conclusionLines(sheet, comparison),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The last lines alone. */
export function renderConclusionText(comparison: Comparison, options: SheetOptions): string {
  return `${conclusionLines(openSheet(options), comparison).join('\n')}\n`;
}

function headerLines(sheet: Sheet, { before, after }: Comparison): string[] {
  return section(sheet, 'OpenCX <-> HubSpot, two runs compared', (room) =>
    fieldList(room, [
      { label: 'Before', block: (line) => prose(line, runText(line, before)) },
      { label: 'After', block: (line) => prose(line, runText(line, after)) },
    ]),
  );
}

function runText(sheet: Sheet, { startedAt, portal, symptom, status, version }: ComparedRun): string {
  return [
    startedAt,
    status,
    ...(portal === undefined ? [] : [`portal ${portal}`]),
    ...(symptom === null ? [] : [symptom]),
    `judged by ${version}`,
  ].join(` ${sheet.symbols.dot} `);
}

function cautionLines(sheet: Sheet, { cautions }: Comparison): string[] {
  if (cautions.length === 0) return [];
  return section(sheet, 'Before you rely on it', (room) =>
    cautions.flatMap(({ text }) => hang(room, mark(room, 'warn'), (line) => prose(line, text))),
  );
}

function itemLines(sheet: Sheet, { status, ids, text, remark }: Item): string[] {
  return hang(sheet, mark(sheet, status), (room) => [
    ...prose(room, `${ids.join(', ')} ${room.symbols.dash} ${text}`),
    ...prose(room, remark, room.chalk.dim),
  ]);
}

function conclusionLines(sheet: Sheet, comparison: Comparison): string[] {
  const { word, line } = conclusionOf(comparison);
  const paint = paintFor(sheet, comparison);
  const column = word.length + 2;
  return behind(paint(word), column, prose(inset(sheet, column), line));
}

/** Green only where nothing is left to do or to find out. */
function paintFor({ chalk }: Sheet, { worse, causes }: Comparison): Paint {
  if (worse) return chalk.bold.red;
  return causes.open.length + causes.untold.length + causes.revealed.length > 0
    ? chalk.bold.yellow
    : chalk.bold.green;
}
