/** Letters as bytes, by the names that JSON's grammar gives them. */
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

/** What is known of each two bytes that follow each other, by the number that they make: logs are looked at two by two. */
function pairTable(of: (first: number, second: number) => number): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let pair = 0; pair < table.length; pair += 1) table[pair] = of(pair & 0xff, pair >> 8);
  return table;
}

/** A byte that means itself in a JSON string; above ASCII even a broken one, which is decoded to some letter. */
const isSelf = (byte: number) => byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH;
let selves: Uint8Array | undefined;

/** How many of two bytes mean themselves before another comes. Made when it is first asked for: few logs need it. */
export function selvesOfPairs(): Uint8Array {
  selves ??= pairTable((first, second) => (isSelf(first) ? (isSelf(second) ? 2 : 1) : 0));
  return selves;
}
