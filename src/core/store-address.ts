/** The address of a Postgres database that holds a journal, as it is typed, used and shown. */

const SCHEME = /^postgres(?:ql)?:\/\//i;

/** Whether a word names a database; any other word for a journal names a file. */
export function isStoreAddress(word: string): boolean {
  return SCHEME.test(word);
}

/** Whether the address gives away a password, which must not stand on a command line. */
export function holdsPassword(address: string): boolean {
  if (URL.parse(address) === null) return /:.*@/.test(address.replace(SCHEME, ''));
  return passwordIn(address) !== undefined;
}

/** The password of an address, where it can be taken apart and holds one. */
export function passwordIn(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !isStoreAddress(address)) return undefined;
  const password = url.searchParams.get('password') ?? url.password;
  try {
    return decodeURIComponent(password) || undefined;
  } catch {
    return password;
  }
}

/**
 * The address without its password; as much of it as is sure to hold none where it cannot be taken apart.
 *
 * @param user whether the user is named
 */
export function shownAddress(address: string, { user = true }: { user?: boolean } = {}): string {
  const url = URL.parse(address);
  if (url === null) return `postgres://${address.slice(address.lastIndexOf('@') + 1).replace(SCHEME, '')}`;
  url.password = '';
  if (!user) url.username = '';
  url.searchParams.delete('password');
  return url.href;
}
