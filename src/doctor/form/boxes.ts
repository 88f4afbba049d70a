/** Boxes to tick, as they stand on one line of a form: some mail programs put all of them on one. */

/** A box of a choice. What somebody put into it may say either, and is then taken for neither. */
export interface Tick {
  on: boolean | 'unclear';
  label: string;
}

/** Signs that are a box by themselves, the ticked ones last. */
const EMPTY = '\u2610\u25a1\u2b1c';
const TICKED = '\u2611\u2612\u2713\u2714\u2705';

const BOX = new RegExp(String.raw`\[([^[\]]{0,4})\]|([${EMPTY}${TICKED}])`, 'gu');
/** Bullets and numbers of a list, frames of a table: what may stand before the first box. */
const BEFORE = /^[^\p{L}\p{N}]*(?:\d{1,2}[.)])?[^\p{L}\p{N}]*$/u;

/** Undefined for a line that begins with no box. */
export function boxesOn(line: string): Tick[] | undefined {
  const found = [...line.matchAll(BOX)];
  const [first] = found;
  if (first === undefined || !BEFORE.test(line.slice(0, first.index))) return undefined;
  return found.map((box, place) => {
    const label = line.slice(box.index + box[0].length, found[place + 1]?.index);
    const isStruck = label.includes('~~') || (place === 0 && line.slice(0, box.index).includes('~~'));
    const on = isOn(box);
    const shown = label.replace(/~~|\s[-*|/\u2022]\s*$/g, '').trim();
    return { on: on && isStruck ? 'unclear' : on, label: shown };
  });
}

const LEFT_EMPTY = /^[\s_.]*$/;
/** As it is typed, and as keyboards and word processors draw it. */
const MARK = new RegExp(String.raw`^(?:[xv+*\u00d7\u0445\u2022${TICKED}]|y|yes|ok)$`, 'iu');

function isOn([, inside = '', sign]: RegExpExecArray): Tick['on'] {
  if (sign !== undefined) return TICKED.includes(sign);
  if (LEFT_EMPTY.test(inside)) return false;
  return MARK.test(inside.replaceAll(/[\s_.]/g, '')) ? true : 'unclear';
}
