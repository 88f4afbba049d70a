/** First bytes of files that are sent instead of a log, and what to say of them; goes on after `The API-call log x`. */
const SIGNATURES: readonly [start: string, reason: string][] = [
  ['%PDF-', 'is a PDF; export the log as CSV instead'],
  ['PK\x03\x04', 'is a zip archive or an Excel workbook; unpack it, or save the workbook as CSV'],
  ['\xd0\xcf\x11\xe0', 'is an old Excel workbook; save it as CSV'],
  ['SQLite format 3\0', "is a database, perhaps the engine's journal: `doctor --journal` reads that one"],
  ['BZh', 'is compressed with bzip2; unpack it first'],
  ['\xfd7zXZ\0', 'is compressed with xz; unpack it first'],
  ['\x28\xb5\x2f\xfd', 'is compressed with Zstandard; unpack it first'],
  ['7z\xbc\xaf\x27\x1c', 'is a 7-Zip archive; unpack it first'],
  ['Rar!', 'is a RAR archive; unpack it first'],
  ['\x89PNG', 'is a picture; export the log as CSV instead'],
  ['\xff\xd8\xff', 'is a picture; export the log as CSV instead'],
];

const GZIP = '\x1f\x8b';
const BLANK_PAGE = /^\s*$/;
const HTML = /^\s*<(?:!doctype html|html|head|body)\b/i;
const XML = /^\s*<[?!a-z]/i;

/** More than this many bytes of a hundred that no text has: no text. A few come from broken writers. */
const MOST_CONTROLS = 10;

/** Why a file that begins so is no log in any form; undefined where it may be one. */
export function foreignReason(head: Uint8Array): string | undefined {
  const start = latin1(head);
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1] ?? foreignText(start, head);
}

export function isGzip(head: Uint8Array): boolean {
  return latin1(head).startsWith(GZIP);
}

function foreignText(start: string, head: Uint8Array): string | undefined {
  if (BLANK_PAGE.test(start)) return 'is empty';
  if (HTML.test(start)) return 'is an HTML page, as a browser saves it where somebody has to sign in first';
  if (XML.test(start)) return 'is an XML document';
  const controls = head.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length;
  return controls * 100 > head.length * MOST_CONTROLS ? 'is no text' : undefined;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
