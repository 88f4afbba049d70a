/**
 * Zip archives that others made, unpacked in memory: for the sources of a project, wherever they come from. No name in
 * one is ever used as a path, and nothing is unpacked but the small texts that are asked for.
 */

/** Entries of an archive, whatever they are; a project of HubSpot's has some hundreds. */
const MOST_ENTRIES = 20_000;
/** Bytes of one text as it is packed and as it says that it is unpacked; a component's file has some thousands. */
const LARGEST_TEXT = 256 * 1024;
/** The same of all that are asked for; what a packed byte can become at most is a thousandfold. */
const LARGEST_PACKED = 1024 * 1024;
const LARGEST_UNPACKED = 8 * 1024 * 1024;
const LONGEST_NAME = 300;

/** Why an archive is not read, as a sentence goes on after its name: `is no zip archive, or a damaged one`. */
export class UnusableZip extends Error {
  override readonly name = 'UnusableZip';
}

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
  const taken = new Taken(isWanted);
  try {
    const unpacked = unzipSync(bytes, { filter: (entry) => taken.takes(entry) });
    return new Map([...taken.names].map((name) => [name, textOf(unpacked[name], name)]));
  } catch (error) {
    if (error instanceof UnusableZip) throw error;
    throw new UnusableZip('is no zip archive, or a damaged one');
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
  readonly names = new Set<string>();
  readonly #isWanted: (name: string) => boolean;
  #entries = 0;
  #packed = 0;
  #unpacked = 0;

  constructor(isWanted: (name: string) => boolean) {
    this.#isWanted = isWanted;
  }

  takes({ name, size, originalSize }: Entry): boolean {
    this.#entries += 1;
    if (this.#entries > MOST_ENTRIES) throw new UnusableZip(`holds more than ${MOST_ENTRIES} entries`);
    if (!this.#isWanted(name)) return false;
    if (leadsOut(name)) throw new UnusableZip('holds a name that leads out of it');
    if (this.names.has(name)) throw new UnusableZip(`holds ${name} twice`);
    this.names.add(name);
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
    name.length > LONGEST_NAME ||
    /^(?:[/\\]|[a-z]:)|[\\\p{C}]/iu.test(name) ||
    name.split('/').some((part) => part === '..' || part === '__proto__')
  );
}

function textOf(bytes: Uint8Array | undefined, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableZip(`holds ${name}, which is no text: it is encrypted, or damaged`);
  }
}
