/** Longer names are cut: file systems take 255 bytes, and a letter can be four of them. */
const LONGEST = 50;

/**
 * A file name for each profile, without its ending. A profile may be called anything; a file may not. Where two names
 * come to the same, also on a disk that takes `Shop` for `shop`, the later one gets a number.
 *
 * @param profiles in the order of the configuration file, so that the names are the same each time
 */
export function reportFileNames(profiles: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const profile of profiles) {
    const plain = plainName(profile);
    let name = plain;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${plain}-${count}`;
    taken.add(name.toLowerCase());
    names.set(profile, name);
  }
  return names;
}

function plainName(profile: string): string {
  const plain = profile.replaceAll(/[^\p{L}\p{N}._-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);
  const short = [...plain.replace(/^\./, '_.')].slice(0, LONGEST).join('');
  return short === '' ? '_' : short;
}
