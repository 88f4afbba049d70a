/**
 * What stands in a text as JSON, or as a program prints it: a whole file of it, one value a line, the body of a request
 * or of a `curl` command, the end of a line of a log. For saved deliveries.
 */
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { readJson } from '../intake/parse.ts';

/** Of what was packed; whoever packs more than this packs no delivery. */
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Signs of a piece that is read as a program prints it, which costs much more than JSON does. */
const LONGEST_PRINTED = 1024 * 1024;

/** Every event does, in whatever signs around it. */
export const NAMES_A_TYPE = /subscriptionType|eventType/;

/**
 * The values in a text, in each way in which it may be meant: as it is, packed, or written inside of another text, whose
 * quotes and signs were changed for that. Which is right shows by what is found.
 */
export function* readingsOf(text: string): Generator<unknown[]> {
  const whole = readJson(Buffer.from(text));
  if (whole !== undefined) {
    yield [whole.json];
    return;
  }
  const packed = unpacked(text);
  if (packed !== undefined) yield* readingsOf(packed);
  yield valuesIn(text);
  if (!NAMES_A_TYPE.test(text)) return;
  for (const written of [inDoubleQuotes, inCsv, inShell, inForm]) {
    const meant = written(text);
    if (meant !== undefined) yield valuesIn(meant);
  }
}

/** undefined where the text holds nothing that would be otherwise. */
type Meant = (text: string) => string | undefined;

const inDoubleQuotes: Meant = (text) =>
  text.includes('\\"') ? text.replaceAll(/\\(["\\])/g, '$1') : undefined;
const inCsv: Meant = (text) => (text.includes('""') ? text.replaceAll('""', '"') : undefined);
const inShell: Meant = (text) => (text.includes(`'\\''`) ? text.replaceAll(`'\\''`, "'") : undefined);
const inForm: Meant = (text) => {
  if (!/%(?:5B|7B)/i.test(text)) return undefined;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/** What a text holds as base64, packed or not. */
function unpacked(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[A-Za-z0-9+/\s]{8,}={0,2}$/.test(trimmed)) return undefined;
  const bytes = Buffer.from(trimmed, 'base64');
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isPacked ? gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }) : bytes).toString('utf8');
  } catch {
    return undefined;
  }
}

/** What stands between brackets and can be read, one after the other. */
function valuesIn(text: string): unknown[] {
  return piecesOf(text).flatMap((piece) => {
    const read = readJson(Buffer.from(piece)) ?? readPrinted(piece);
    return read === undefined ? [] : [read.json];
  });
}

/** Looks at most at so many times the signs of a text: brackets that nothing closes cost a look at what follows. */
const MOST_LOOKS = 8;

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  const opening = /[[{]/g;
  let looks = text.length * MOST_LOOKS;
  for (let start = opening.exec(text); start !== null && looks > 0; start = opening.exec(text)) {
    const { end, looked } = endOf(text, start.index);
    looks -= looked;
    if (end === undefined) continue;
    pieces.push(text.slice(start.index, end));
    opening.lastIndex = end;
  }
  return pieces;
}

const CLOSES: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** Where the value ends that a bracket opens; undefined where nothing closes it. */
function endOf(text: string, start: number): { end?: number; looked: number } {
  const open: string[] = [];
  const signs = /[[\]{}"'\n]/g;
  signs.lastIndex = start;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    const [sign] = found;
    const closing = CLOSES[sign];
    if (closing !== undefined) open.push(closing);
    else if (sign === '"' || (sign === "'" && opensText(text, found.index))) {
      const end = endOfText(text, found.index);
      if (end === undefined) return { looked: text.length - start };
      signs.lastIndex = end;
    } else if (sign === ']' || sign === '}') {
      if (open.pop() !== sign) return { looked: found.index - start };
      if (open.length === 0) return { end: found.index + 1, looked: found.index - start };
    }
  }
  return { looked: text.length - start };
}

/** An apostrophe stands behind a letter, a quote does not. */
function opensText(text: string, at: number): boolean {
  return /[[{(,:\s]/.test(text[at - 1] ?? ' ');
}

/** No text of a value goes over the end of its line. */
function endOfText(text: string, at: number): number | undefined {
  const rest = text[at] === '"' ? /"(?:[^"\\\n]|\\.)*"/y : /'(?:[^'\\\n]|\\.)*'/y;
  rest.lastIndex = at;
  return rest.test(text) ? rest.lastIndex : undefined;
}

/** What Python, JavaScript and Ruby print is close to YAML's short form. */
function readPrinted(piece: string): { json: unknown } | undefined {
  if (piece.length > LONGEST_PRINTED || !NAMES_A_TYPE.test(piece)) return undefined;
  const short = piece
    .replaceAll(/"\s*=>\s*/g, '": ')
    .replaceAll(/(:\s*)(?:None|nil)(?=\s*[,}\]])/g, '$1null');
  try {
    return { json: parse(short, withAllDigits, { intAsBigInt: true, logLevel: 'silent' }) };
  } catch {
    return undefined;
  }
}

/** An id beyond 2^53 would lose digits as a number, and stays a text. */
function withAllDigits(_key: unknown, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
