/**
 * Zip archives that others made, unpacked in memory: for the sources of a project, wherever they come from. No name in
 * one is ever used as a path, and nothing is unpacked but the small texts that are asked for.
 */
import { crc32 } from 'node:zlib';
import { DAMAGED, UnusableZip } from './unusable-zip.ts';
import { type DirectoryEntry, directoryOf } from './zip-directory.ts';

/** Bytes of one text as it is packed and as it says that it is unpacked; a component's file has some thousands. */
const LARGEST_TEXT = 256 * 1024;
/** The same of all that are asked for; what a packed byte can become at most is a thousandfold. */
const LARGEST_PACKED = 1024 * 1024;
const LARGEST_UNPACKED = 8 * 1024 * 1024;
const LONGEST_NAME = 300;

/** Whether bytes begin as a zip does; one that holds nothing begins with its end. */
export function isZip(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  if (first !== 0x50 || second !== 0x4b) return false;
  return (third === 3 && fourth === 4) || (third === 5 && fourth === 6);
}

/**
 * The texts of an archive that are wanted, by their names in it.
 *
 * @throws UnusableZip for what is no archive, too large a one, or one whose wanted names are not what they seem
 */
export async function textsInZip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const { unzipSync } = await import('fflate');
  const taken = new Taken(isWanted, directoryOf(bytes));
  try {
    const unpacked = unzipSync(bytes, { filter: (entry) => taken.takes(entry) });
    if (!taken.isWhole()) throw new UnusableZip(DAMAGED);
    return new Map([...taken.crcs].map(([name, crc]) => [name, textOf(unpacked[name], name, crc)]));
  } catch (error) {
    if (error instanceof UnusableZip) throw error;
    throw new UnusableZip(DAMAGED);
  }
}

interface Entry {
  name: string;
  /** Bytes as packed. */
  size: number;
  originalSize: number;
}

/** What is taken out of one archive, within its bounds. */
class Taken {
  /** What the directory says of each one that is wanted, by its name. */
  readonly crcs = new Map<string, number>();
  readonly #isWanted: (name: string) => boolean;
  readonly #directory: Iterator<DirectoryEntry>;
  #packed = 0;
  #unpacked = 0;

  constructor(isWanted: (name: string) => boolean, directory: readonly DirectoryEntry[]) {
    this.#isWanted = isWanted;
    this.#directory = directory[Symbol.iterator]();
  }

  /** Whether it was asked of every entry that the directory has. */
  isWhole(): boolean {
    return this.#directory.next().done === true;
  }

  /** Asked of each entry in the order of the directory. */
  takes({ name, size, originalSize }: Entry): boolean {
    const listed = this.#directory.next().value as DirectoryEntry | undefined;
    if (!this.#isWanted(name)) return false;
    if (name.length > LONGEST_NAME)
      throw new UnusableZip(`holds a name of more than ${LONGEST_NAME} characters`);
    if (leadsOut(name)) throw new UnusableZip('holds a name that leads out of it');
    if (this.crcs.has(name)) throw new UnusableZip(`holds ${name} twice`);
    this.crcs.set(name, listed?.crc ?? Number.NaN);
    this.#packed += size;
    this.#unpacked += originalSize;
    const isLarge = Math.max(size, originalSize) > LARGEST_TEXT;
    if (isLarge || this.#packed > LARGEST_PACKED || this.#unpacked > LARGEST_UNPACKED) {
      throw new UnusableZip(`holds more in ${name} than any file of settings does`);
    }
    return true;
  }
}

/** Nothing is written anywhere; but such a name was made to deceive whoever reads it. */
function leadsOut(name: string): boolean {
  return (
    /^(?:[/\\]|[a-z]:)|[\\\p{C}]/iu.test(name) ||
    name.split('/').some((part) => part === '..' || part === '__proto__')
  );
}

function textOf(bytes = new Uint8Array(), name: string, crc: number): string {
  const text = decoded(bytes, name);
  // What says that it is shorter than it is would be cut off without a word.
  if (crc32(bytes) !== crc) throw new UnusableZip(`holds ${name}, which is not what the archive says of it`);
  return text;
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableZip(`holds ${name}, which is no text: it is encrypted, or damaged`);
  }
}
