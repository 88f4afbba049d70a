/**
 * Who may ask the console for anything. It listens on this machine alone, but every page that is open in the browser, and
 * every other user of the machine, can reach that: so each request to the API has to bring the key, which only the
 * terminal was told, and none may come from a page of another origin or by another name of this machine.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './words.ts';

/** A refusal with the status that it is answered with. */
export interface Refused extends Refusal {
  status: 401 | 403;
}

/** How the browser was asked for what, as far as it says. */
type Headers = Pick<IncomingHttpHeaders, 'host' | 'origin' | 'authorization' | 'sec-fetch-site'>;

const KEY_BYTES = 32;

/** The key of one console, and the one-time code that the browser is opened with. */
export class Keys {
  /** Unguessable, made anew at each start. It travels behind the `#` of an address, which no server is sent, and in a header. */
  readonly key: string;
  #code: string | undefined;

  constructor(key = randomBytes(KEY_BYTES).toString('base64url')) {
    this.key = key;
  }

  /**
   * A code that is taken for the key once: the address that a program is started with can be read by every user of the
   * machine, for as long as that program runs.
   */
  newCode(): string {
    this.#code = randomBytes(KEY_BYTES).toString('base64url');
    return this.#code;
  }

  /** The key in return for the code; undefined for any other word, and the second time. */
  redeem(code: string): string | undefined {
    if (this.#code === undefined || !isSame(code, this.#code)) return undefined;
    this.#code = undefined;
    return this.key;
  }

  opens({ authorization = '' }: Pick<IncomingHttpHeaders, 'authorization'>): boolean {
    return isSame(authorization, `Bearer ${this.key}`);
  }
}

/** Takes the same time wherever the two differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

const ELSEWHERE = {
  status: 403,
  error: 'This console answers its own page alone.',
  next: 'Open the address that the terminal printed.',
} as const;

/**
 * Refuses what comes by another name than this machine's, as after a name was made to lead here, and what a page of
 * another origin asked for.
 *
 * @param port that the console listens on
 */
export function refuseForeign(headers: Headers, port: number): Refused | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) return ELSEWHERE;
  if (origin !== undefined && origin !== `http://${host}`) return ELSEWHERE;
  // `none`: typed or bookmarked. `same-site` is another port of this machine.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return ELSEWHERE;
  return undefined;
}

/** Refuses whoever does not bring the key. */
export function refuseWithoutKey(headers: Headers, keys: Keys): Refused | undefined {
  if (keys.opens(headers)) return undefined;
  return {
    status: 401,
    error: 'The key is missing, or it belongs to a console that has ended.',
    next: 'Open the address that the terminal printed.',
  };
}
