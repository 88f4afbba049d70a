/** Names of cases: what somebody calls a ticket, as the name of a folder that every system can have. */

/** Letters; as UTF-8, what a folder's name may hold on every file system. */
const LONGEST = 60;
/** What Windows takes for a device, whatever stands behind a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A key or a token, pasted in the place of a name: it would stand on the disk, and in every command line. */
const KEY = /pat-[a-z]{2,4}\d{1,2}-[\da-f-]{8,}|ocx_[a-z]+_\w{8,}|ey[aj][\w-]{10,}\.[\w-]{8,}/i;

/** The name that a word gives; undefined for one that is none. */
export function caseNameIn(word: string): string | undefined {
  const name = word.trim().normalize('NFC');
  const hasItsLetters = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u.test(name);
  const isName = hasItsLetters && !DEVICE.test(name) && !KEY.test(name) && !name.endsWith('.');
  return isName && name.length <= LONGEST ? name : undefined;
}

/** A name that is like what was typed and may be used, to be shown as an example. */
export function likeCaseName(word: string): string {
  const cleaned = word
    .trim()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, LONGEST)
    .replace(/[.-]+$/, '');
  return caseNameIn(cleaned) ?? 'ACME-123';
}

/** Whether two names mean the same case: some systems tell upper and lower case apart, others do not. */
export function isSameCase(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
