/**
 * The directory at the end of a zip archive, walked from its first entry to its last: an archive that says that it holds
 * fewer than it does would have the rest taken for missing (PKWARE, APPNOTE 4.3 and 4.4).
 */
import { DAMAGED, UnusableZip } from './unusable-zip.ts';

/** Entries of an archive, whatever they are; a project of HubSpot's has some hundreds. */
const MOST_ENTRIES = 20_000;

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const END_64 = 0x06064b50;
/** Of the record that says where the end of a large archive is, and which stands before the end. */
const LOCATOR_LENGTH = 20;
const IN_END_64 = { short: 0xffff, long: 0xffff_ffff } as const;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;

/** What the directory says of one entry, beside what an unpacker tells of it. */
export interface DirectoryEntry {
  /** CRC-32 of its unpacked bytes. */
  crc: number;
}

/**
 * Every entry, in the order of the directory.
 *
 * @throws UnusableZip where the directory is not what the archive says of it, or holds more than is looked at
 */
export function directoryOf(bytes: Uint8Array): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, from, to } = extentOf(view);
  if (count > MOST_ENTRIES) throw tooMany();
  const entries: DirectoryEntry[] = [];
  let at = from;
  while (at < to) {
    if (at + ENTRY_LENGTH > to || view.getUint32(at, true) !== ENTRY) throw damaged();
    if (entries.length === MOST_ENTRIES) throw tooMany();
    entries.push({ crc: view.getUint32(at + 16, true) });
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += ENTRY_LENGTH + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  if (at !== to) throw damaged();
  if (entries.length !== count)
    throw new UnusableZip(`says that it holds ${counted(count)}, and holds ${entries.length}`);
  return entries;
}

/** How many entries it is said to have, and where it begins and ends. */
function extentOf(view: DataView): { count: number; from: number; to: number } {
  const end = endOf(view);
  const [count, size, from] = [view.getUint16(end + 10, true), ...longs(view, end + 12)];
  if (count === IN_END_64.short || from === IN_END_64.long) {
    const large = end - LOCATOR_LENGTH >= 0 ? Number(view.getBigUint64(end - LOCATOR_LENGTH + 8, true)) : -1;
    if (large >= 0 && large + 56 <= end && view.getUint32(large, true) === END_64)
      return within(large, ...[32, 40, 48].map((field) => Number(view.getBigUint64(large + field, true))));
  }
  return within(end, count, size, from);
}

function longs(view: DataView, at: number): [size: number, from: number] {
  return [view.getUint32(at, true), view.getUint32(at + 4, true)];
}

/** Nothing stands between the directory and what ends it. */
function within(end: number, count = 0, size = 0, from = 0): { count: number; from: number; to: number } {
  if (from + size !== end) throw damaged();
  return { count, from, to: end };
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw damaged();
}

function counted(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}

function tooMany(): UnusableZip {
  return new UnusableZip(`holds more than ${MOST_ENTRIES} entries`);
}

function damaged(): UnusableZip {
  return new UnusableZip(DAMAGED);
}
