import { Help, type HelpConfiguration } from 'commander';

/** Columns; in less beside the names, what is said of them stands beneath. */
const NARROWEST_COLUMN = 30;
/** Commander leaves narrower text as it is. */
const NARROWEST_WRAPPED = 20;
const INDENT = 2;

/** Commander's help, readable on a narrow terminal too. */
export const HELP_LAYOUT: HelpConfiguration = {
  showGlobalOptions: true,
  minWidthToWrap: NARROWEST_WRAPPED,
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (description === '' || width - termWidth - 2 * INDENT >= NARROWEST_COLUMN) {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const beneath = helper.boxWrap(description, width - 3 * INDENT).split('\n');
    return [indented(term, INDENT), ...beneath.map((line) => indented(line, 3 * INDENT))].join('\n');
  },
};

function indented(line: string, columns: number): string {
  return `${' '.repeat(columns)}${line}`;
}
