/** Brackets within brackets: far more than any document of this project or answer of an API has, far fewer than a stack takes. */
const DEEPEST = 200;

const MARKS = /["[\]{}]/g;

/**
 * Whether brackets stand within brackets deeper than anything that means something. Looked at before a text is parsed,
 * since whatever walks the result afterwards would run out of stack. The text need not be right.
 */
export function nestsTooDeep(text: string): boolean {
  MARKS.lastIndex = 0;
  let depth = 0;
  for (let mark = MARKS.exec(text); mark; mark = MARKS.exec(text)) {
    const [sign] = mark;
    if (sign === '"') MARKS.lastIndex = endOfString(text, MARKS.lastIndex);
    else if (sign === '[' || sign === '{') depth += 1;
    else depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** The same of a value that was parsed by other means; a value that holds itself is deeper than any. */
export function isTooDeep(value: unknown): boolean {
  const seen = new Map<object, number>();
  const goesOn = (part: unknown, depth: number): boolean => {
    if (typeof part !== 'object' || part === null) return false;
    if (depth > DEEPEST) return true;
    if ((seen.get(part) ?? 0) >= depth) return false;
    seen.set(part, depth);
    return Object.values(part).some((each) => goesOn(each, depth + 1));
  };
  return goesOn(value, 1);
}

function endOfString(text: string, from: number): number {
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return text.length;
    if (!isEscaped(text, quote)) return quote + 1;
    at = quote + 1;
  }
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}
