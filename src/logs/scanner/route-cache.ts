import type { Kernel } from './kernel.ts';

/** Of two, so that a hash becomes a place by its last bits. Twice as many places as routes are kept. */
const PLACES = 8_192;
const MOST_ROUTES = PLACES / 2;

interface Entry<Route> {
  hash: number;
  method: number;
  length: number;
  path: Int32Array;
  route: Route;
  /** Another one with the same place. */
  next: Entry<Route> | undefined;
}

/**
 * Finds the route of a path that stands as bytes in a log, with no string made for it.
 *
 * The path is folded (`kernel/paths.ts`): what is left is the same for all calls of a route and is looked up by its hash.
 * All of it is compared then, so two routes are never taken for one.
 */
export class RouteCache<Route> {
  readonly #kernel: Kernel;
  readonly #places = new Array<Entry<Route> | undefined>(PLACES).fill(undefined);
  #hash = 0;
  #length = 0;
  #kept = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /**
   * Reads a path, and keeps it in mind for `find`. False: it is longer than usual, holds an escape, a quote or a letter
   * above ASCII, or is none.
   */
  read(from: number, to: number): boolean {
    this.#length = this.#kernel.code.foldPath(from, to);
    this.#hash = this.#kernel.pathHash;
    return this.#length >= 0;
  }

  /** The route of the path that was read last, as called with a method; undefined: not kept yet. */
  find(method: number): Route | undefined {
    const hash = this.#hash;
    for (let entry = this.#places[placeOf(hash, method)]; entry !== undefined; entry = entry.next) {
      if (entry.hash === hash && entry.method === method && this.#isPathOf(entry)) return entry.route;
    }
    return undefined;
  }

  /** Keeps the route of the path that was read last. Past thousands of them nothing more is kept. */
  keep(method: number, route: Route): void {
    if (this.#kept === MOST_ROUTES) return;
    this.#kept += 1;
    const hash = this.#hash;
    const path = this.#kernel.path.slice(0, (this.#length + 3) >> 2);
    const place = placeOf(hash, method);
    this.#places[place] = { hash, method, length: this.#length, path, route, next: this.#places[place] };
  }

  #isPathOf({ length, path }: Entry<Route>): boolean {
    if (length !== this.#length) return false;
    const words = this.#kernel.path;
    for (let word = 0; word < path.length; word += 1) {
      if (path[word] !== words[word]) return false;
    }
    return true;
  }
}

function placeOf(hash: number, method: number): number {
  return (hash ^ (hash >>> 13) ^ Math.imul(method, 977)) & (PLACES - 1);
}
