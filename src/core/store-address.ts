/** The address of a Postgres database that holds a journal, as it is typed, used and shown. */

const SCHEME = /^postgres(?:ql)?:\/\//i;

/** What an address can say behind its `?` that is no secret. */
const OPEN_PARAMETERS: ReadonlySet<string> = new Set(['host', 'user', 'sslmode', 'sslrootcert']);

/** Parameters whose values may hold an `@`. */
const NAMES: ReadonlySet<string> = new Set(['user', 'password']);

/** Whether a word names a database; any other word for a journal names a file. */
export function isStoreAddress(word: string): boolean {
  return SCHEME.test(word);
}

/**
 * The address taken apart; null where that cannot be done, and where it would not be what was meant: a `/`, `?` or `#` of a
 * password that is not escaped ends what stands before the host, so that the rest of the secret would be taken for one of the
 * open parts, and a piece of it for the host.
 */
export function takenApart(address: string): URL | null {
  const url = URL.parse(address);
  if (url === null || url.hash !== '' || url.pathname.includes('@')) return null;
  return [...url.searchParams].some(([key, value]) => `${key}${NAMES.has(key) ? '' : value}`.includes('@'))
    ? null
    : url;
}

/** Whether the address gives away a password, which must not stand on a command line. */
export function holdsPassword(address: string): boolean {
  if (takenApart(address) === null) return /:.*@/.test(address.replace(SCHEME, ''));
  return passwordIn(address) !== undefined;
}

/** The password of an address, where it can be taken apart and holds one. */
export function passwordIn(address: string): string | undefined {
  const url = takenApart(address);
  if (url === null || !isStoreAddress(address)) return undefined;
  const password = url.searchParams.get('password') ?? url.password;
  try {
    return decodeURIComponent(password) || undefined;
  } catch {
    return password;
  }
}

/**
 * The address without its password, or anything that may be a piece of one: where it cannot be taken apart, nothing of what
 * can hold one is shown.
 *
 * @param user whether the user is named
 */
export function shownAddress(address: string, { user = true }: { user?: boolean } = {}): string {
  const url = takenApart(address);
  if (url === null) return /[@?]/.test(address) ? 'postgres://…' : address;
  url.password = '';
  if (!user) url.username = '';
  for (const name of [...url.searchParams.keys()])
    if (!OPEN_PARAMETERS.has(name)) url.searchParams.delete(name);
  return url.href;
}
