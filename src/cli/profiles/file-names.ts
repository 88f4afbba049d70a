/** Longer names are cut: file systems take 255 bytes, and a letter can be four of them. */
const LONGEST = 50;

/** Names of devices on Windows, which opens them whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Letters of other alphabets that cannot be told from one of ASCII (Unicode's confusables, whole letters alone). */
const LOOK_ALIKES =
  /^[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf\u03c1\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d]$/u;

/** Of the files that tell of all profiles; no profile's report has it. */
export const OVERVIEW = 'fleet';

/**
 * A file name for each profile, without its ending. A profile may be called anything; a file may not. Where two names
 * come to the same, also on a disk that takes `Shop` for `shop`, the later one gets a number.
 *
 * @param profiles in the order of the configuration file, so that the names are the same each time
 */
export function reportFileNames(profiles: readonly string[]): Map<string, string> {
  const taken = new Set([OVERVIEW]);
  const names = new Map<string, string>();
  for (const profile of profiles) {
    const plain = plainName(profile);
    let name = plain;
    for (let count = 2; taken.has(sameOnDisk(name)); count += 1) name = `${plain}-${count}`;
    taken.add(sameOnDisk(name));
    names.set(profile, name);
  }
  return names;
}

/** Letters and digits as they are, every other sign by its number. */
function plainName(profile: string): string {
  const letters = [...profile.toWellFormed()];
  const isLatin = letters.every((letter) => !/\p{L}/u.test(letter) || looksLatin(letter));
  const plain = letters.map((letter) => (mayStand(letter, isLatin) ? letter : byNumber(letter))).join('');
  const safe = plain.replace(/^\./, '_.').replace(DEVICE, (device) => `_${device}`);
  const short = [...safe].slice(0, LONGEST).join('');
  return short === '' ? '_' : short;
}

/**
 * A word that reads as Latin throughout has none but Latin letters in its file's name, so that `shop` and its twin
 * with a Cyrillic letter are told apart in a folder; a word in another alphabet stays as it is.
 */
function mayStand(letter: string, isLatin: boolean): boolean {
  if (!/[\p{L}\p{N}._-]/u.test(letter) || letter.normalize('NFKC') !== letter) return false;
  return !(isLatin && LOOK_ALIKES.test(letter));
}

function looksLatin(letter: string): boolean {
  return /\p{Script=Latin}/u.test(letter) || LOOK_ALIKES.test(letter);
}

function byNumber(sign: string): string {
  return `_${sign.codePointAt(0)?.toString(16)}_`;
}

function sameOnDisk(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
