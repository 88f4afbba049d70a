/** The folders whose files an agent may name, as they were given when the server was started. */
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { UsageError } from '../files/usage-error.ts';

const HOW = 'Start the server with --root DIR for each folder whose files may be read.';

export class Roots {
  /** Whole, with every link followed. */
  readonly folders: readonly string[];

  private constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  /**
   * @param named as they were typed, from `cwd`
   * @throws UsageError for what is no folder
   */
  static async open(named: readonly string[], cwd: string): Promise<Roots> {
    return new Roots(await Promise.all(named.map((folder) => wholeFolder(folder, cwd))));
  }

  /**
   * The whole path of a file below one of the roots, wherever links lead; what is named from nowhere is looked for from
   * each root.
   *
   * @throws UsageError for everything else, also for what is no plain file: a pipe would never end
   */
  async fileNamed(file: string): Promise<string> {
    const [first] = this.folders;
    if (first === undefined) throw new UsageError(`No folder was given to read ${file} from.`, { hint: HOW });
    const places = isAbsolute(file) ? [file] : this.folders.map((folder) => resolve(folder, file));
    const found = (await Promise.all(places.map(followed))).filter((place) => place !== undefined);
    const own = found.find((place) => this.#holds(place));
    if (own === undefined) throw this.#outside(file, places);
    if ((await stat(own)).isFile()) return own;
    throw new UsageError(`${file} is no file that can be read.`, { hint: 'Name a plain file.' });
  }

  #holds(place: string): boolean {
    return this.folders.some((folder) => {
      const way = relative(folder, place);
      return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    });
  }

  /** Whether there is something elsewhere is not told. */
  #outside(file: string, places: readonly string[]): UsageError {
    const hint = `Files may be named below: ${this.folders.join(', ')}. ${HOW}`;
    return places.some((place) => this.#holds(place))
      ? new UsageError(`There is no file ${file} below the folders that may be read.`, { hint })
      : new UsageError(`${file} is not below the folders that may be read.`, { hint });
  }
}

async function wholeFolder(folder: string, cwd: string): Promise<string> {
  // A variable that is not set would share the whole working folder.
  if (folder.trim() === '')
    throw new UsageError('--root names no folder.', { hint: 'Name one; for the working folder: --root .' });
  const place = await followed(resolve(cwd, folder));
  if (place !== undefined && (await stat(place)).isDirectory()) return place;
  throw new UsageError(`--root: there is no folder ${folder}.`, { hint: 'Name a folder that is there.' });
}

/** Where a path leads, in the spelling of the disk; undefined where it leads nowhere. */
async function followed(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}
