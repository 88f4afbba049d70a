import { type Field, prose } from '../layout.ts';

/** A command to be pasted; none where there is none. */
export function commandField(label: string, command: string | undefined): Field[] {
  if (command === undefined) return [];
  return [{ label, block: (sheet) => prose(sheet, command, sheet.chalk.bold) }];
}

/** An address to be clicked; none where there is none. */
export function linkField(label: string, url: string | undefined): Field[] {
  if (url === undefined) return [];
  return [{ label, block: (sheet) => prose(sheet, url, sheet.chalk.underline) }];
}
