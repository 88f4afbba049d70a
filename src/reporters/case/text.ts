/** A case on a terminal: a line for each day on which something was found, answered or done. */
import { rememberedWords } from '../../core/flags/remembered.ts';
import type { RunStatus } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import type { CaseStory, StoryNote, StoryRun } from '../../doctor/cases/story.ts';
import {
  hang,
  joined,
  mark,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
  statusPaint,
} from '../layout.ts';
import { type TableRow, tableLines } from '../table.ts';
import { counted } from '../words.ts';
import { answersText, causeName, minute, runText } from './words.ts';

const MARKS: Readonly<Record<RunStatus, Status>> = {
  problems: 'fail',
  incomplete: 'unknown',
  warnings: 'warn',
  open: 'manual',
  healthy: 'pass',
};

export interface CaseOptions extends SheetOptions {
  /** Every entry, however many there are. */
  full: boolean;
}

/** Of a terminal of 24 lines, for the entries. */
const MOST_LINES = 15;

/** What stands in a case, the newest last, and where it stands now. */
export function renderCase(story: CaseStory, options: CaseOptions): string {
  const sheet = openSheet(options);
  const blocks = [
    headLines(sheet, story),
    entryLines(sheet, story, options.full),
    story.damaged.flatMap((sentence) => hang(sheet, mark(sheet, 'unknown'), (room) => prose(room, sentence))),
    lastLines(sheet, story),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headLines(sheet: Sheet, { name, portal, emulated, entries, remembered }: CaseStory): string[] {
  const runs = entries.filter(({ kind }) => kind === 'run').length;
  const notes = entries.length - runs;
  const [first = '', ...rest] = joined(sheet, [
    name,
    ...(portal === undefined ? [] : [`${emulated ? 'emulated ' : ''}portal ${portal}`]),
    counted(runs, 'run'),
    ...(notes === 0 ? [] : [counted(notes, 'note')]),
  ]);
  const about = rememberedWords(remembered);
  return [sheet.chalk.bold(first), ...rest, ...(about === '' ? [] : prose(sheet, about, sheet.chalk.dim))];
}

/** As many of the newest as fit on a screen. */
function entryLines(sheet: Sheet, { entries }: CaseStory, full: boolean): string[] {
  const first = entries.find(({ kind }) => kind === 'run');
  // Nobody is named where nobody was logged in by name.
  const isSigned = entries.some(({ by }) => by !== undefined);
  const rows = entries.map((entry) => rowOf(entry, entry === first, isSigned));
  for (let left = 0; ; left += 1) {
    const lines = tableLines(sheet, rows.slice(left));
    const note = left === 0 ? [] : [`${counted(left, 'earlier entry').replace('entrys', 'entries')}: --full`];
    if (full || note.length + lines.length <= MOST_LINES || left >= rows.length - 1)
      return [...note, ...lines];
  }
}

function rowOf(entry: StoryRun | StoryNote, isFirst: boolean, isSigned: boolean): TableRow {
  const lead = [minute(entry.at), ...(isSigned ? [entry.by ?? ''] : [])];
  if (entry.kind === 'note') return { cells: [...lead, 'note', entry.text] };
  return {
    cells: [...lead, entry.status, runText(entry, isFirst)],
    beneath: answersText(entry),
  };
}

function lastLines(sheet: Sheet, { name, status, causes, damaged }: CaseStory): string[] {
  const again = `opencx-hubspot doctor --case ${name}`;
  if (status === null) return prose(sheet, `No run yet: ${again}`);
  const word = statusPaint(sheet, MARKS[status])(status.toUpperCase());
  const none = damaged.length === 0 ? 'no cause open' : 'no cause open in what can be read';
  const open = causes.length === 0 ? none : `open: ${causes.map(causeName).join(', ')}`;
  return [`${word}  ${open}`.trimEnd(), ...prose(sheet, `Look again: ${again}`)];
}

/** Every case on a line, the one that was touched last first. */
export function renderCaseList(stories: readonly CaseStory[], options: SheetOptions): string {
  const sheet = openSheet(options);
  const rows = stories.map(({ name, touchedAt, status, causes, damaged }) => {
    const [first, ...others] = causes;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const found = first === undefined ? '' : `${causeName(first)}${more}`;
    const harm = damaged.length === 0 ? '' : `${damaged.length} not readable`;
    return {
      cells: [
        name,
        touchedAt === null ? '' : minute(touchedAt),
        status ?? 'no run',
        [found, harm].filter(Boolean).join('; '),
      ],
    };
  });
  return `${tableLines(sheet, rows).join('\n')}\n`;
}
