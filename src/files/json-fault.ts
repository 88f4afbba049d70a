const BLANKS = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null/iuy;

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super();
    this.offset = offset;
  }
}

/**
 * Where a text stops being JSON, as an offset; its length where the text ends too early. `JSON.parse` gives the
 * place for some faults only, and quotes the text, which may hold secrets.
 */
export function jsonFaultOffset(text: string): number {
  try {
    return skipBlanks(text, skipValue(text, 0));
  } catch (error) {
    if (error instanceof Fault) return error.offset;
    throw error;
  }
}

function skipValue(text: string, from: number): number {
  const start = skipBlanks(text, from);
  if (text[start] === '{') return skipList(text, start, '}', skipMember);
  if (text[start] === '[') return skipList(text, start, ']', skipValue);
  return skipScalar(text, start);
}

function skipList(
  text: string,
  start: number,
  close: string,
  skipItem: (text: string, from: number) => number,
): number {
  let at = skipBlanks(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    at = skipBlanks(text, skipItem(text, at));
    if (text[at] === close) return at + 1;
    if (text[at] !== ',') throw new Fault(at);
    at += 1;
  }
}

function skipMember(text: string, from: number): number {
  const start = skipBlanks(text, from);
  if (text[start] !== '"') throw new Fault(start);
  const colon = skipBlanks(text, skipScalar(text, start));
  if (text[colon] !== ':') throw new Fault(colon);
  return skipValue(text, colon + 1);
}

function skipScalar(text: string, start: number): number {
  SCALAR.lastIndex = start;
  if (!SCALAR.test(text)) throw new Fault(start);
  return SCALAR.lastIndex;
}

function skipBlanks(text: string, from: number): number {
  BLANKS.lastIndex = from;
  BLANKS.test(text);
  return BLANKS.lastIndex;
}
