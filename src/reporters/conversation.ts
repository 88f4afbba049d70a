/** A conversation as it goes on, for a terminal: what is said, what people change, and between them what the engine does. */
import type { JournalledEvent } from '../engine/journal/journal.ts';
import { briefEventLine } from './journal.ts';
import { behind, inset, openSheet, prose, type SheetOptions } from './layout.ts';

/** One message, as whoever looks at the portal sees it. */
export interface Said {
  from: 'customer' | 'rep' | 'ai' | 'hubspot';
  text: string;
  /** A comment among colleagues. */
  isInternal: boolean;
}

const SPEAKERS: Readonly<Record<Said['from'], string>> = {
  customer: 'customer',
  rep: 'rep',
  ai: 'AI',
  hubspot: 'HubSpot',
};
/** As wide as the longest speaker. */
const SPEAKER_COLUMN = 10;
const ENGINE_INDENT = 4;
/** Of events, so that what wraps stands the same under each of them. */
const NUMBER_COLUMN = 5;

/** Who said what. */
export function saidLines({ from, text, isInternal }: Said, options: SheetOptions): string {
  const sheet = openSheet(options);
  const words = isInternal ? `(internal) ${text}` : text;
  const lead = sheet.chalk.bold(SPEAKERS[from]);
  return `${behind(lead, SPEAKER_COLUMN, prose(inset(sheet, SPEAKER_COLUMN), words)).join('\n')}\n`;
}

/** What somebody changes without a word. */
export function changedLines(what: string, options: SheetOptions): string {
  return asideLines(`[${what}]`, options);
}

/** What nobody says: it stands beneath the words. */
export function asideLines(text: string, options: SheetOptions): string {
  const sheet = openSheet(options);
  return `${behind('', SPEAKER_COLUMN, prose(inset(sheet, SPEAKER_COLUMN), text)).join('\n')}\n`;
}

/** What is said of the whole, behind it. */
export function closingLines(text: string, options: SheetOptions): string {
  return `${prose(openSheet(options), text).join('\n')}\n`;
}

/** What the engine did about one event, further in than what people do. */
export function doneLines(event: JournalledEvent, options: SheetOptions): string {
  const sheet = openSheet(options);
  const [number = '', ...words] = briefEventLine(event).split(' ');
  const column = ENGINE_INDENT + NUMBER_COLUMN;
  const lines = behind(
    ' '.repeat(ENGINE_INDENT) + number,
    column,
    prose(inset(sheet, column), words.join(' ')),
  );
  return `${lines.map((line) => sheet.chalk.dim(line)).join('\n')}\n`;
}
