import { copyOf } from './api-words.ts';
import { foldRoute } from './routes.ts';
import type { RouteTally } from './tally-data.ts';

/** The numbers that a path is folded over in any case. */
const NUMBER = /(?<=\/(?:[A-Z]-)?)\d+(?=\/|$)/g;
const MOST_PATHS = 5_000;
const LONGEST_PATH = 300;

/** Finds the tally of a path again without folding it: a log repeats few paths, with ever other numbers in them. */
export class KnownPaths {
  readonly #byMethod = new Map<string | undefined, Map<string, RouteTally>>();
  readonly #tallyOf: (route: string) => RouteTally;
  #size = 0;

  /** @param tallyOf gives the tally of a folded route */
  constructor(tallyOf: (route: string) => RouteTally) {
    this.#tallyOf = tallyOf;
  }

  find(method: string | undefined, path: string | undefined): RouteTally {
    if (path === undefined || path.length > LONGEST_PATH) return this.#tallyOf(foldRoute(method, path));
    const query = path.indexOf('?');
    const shape = (query < 0 ? path : path.slice(0, query)).replaceAll(NUMBER, '{id}');
    const known = this.#byMethod.get(method)?.get(shape);
    return known ?? this.#keep(method, shape, this.#tallyOf(foldRoute(method, path)));
  }

  #keep(method: string | undefined, shape: string, route: RouteTally): RouteTally {
    if (this.#size >= MOST_PATHS) {
      this.#byMethod.clear();
      this.#size = 0;
    }
    const paths = this.#byMethod.get(method) ?? new Map<string, RouteTally>();
    paths.set(copyOf(shape), route);
    this.#byMethod.set(method, paths);
    this.#size += 1;
    return route;
  }
}
