/**
 * Whether the times of a log name their zone. Those that do not are taken as UTC, which does no harm as long as they are
 * held against each other alone: where some do and some do not, nothing tells which call came after which.
 */
export type Zones = 'named' | 'unsaid' | 'mixed';

const DAY = String.raw`(?<!\d)(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[\s/-][A-Z][a-z]{2,8}[\s/-]\d{4})`;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AP]\.?M\b\.?)?`;
const TIME = new RegExp(
  String.raw`${DAY}(?:T|:|,?\s)${CLOCK}(?<zone>\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?!\w))?`,
  'i',
);
/** Seconds since 1970, or thousandths, millionths and so on of one: they are of no zone. */
const EPOCH = /(?<![^\s:,"[])1[4-9]\d{8}(?:\.\d+|\d{3}|\d{6}|\d{9})?(?![^\s,"}\]])/;

/** So few of the lines may tell another time than that of the call. */
const ONE_IN = 20;

/**
 * Tells it from the first lines of a log, of which each begins with the time of its own call as a rule.
 *
 * @returns undefined where no time is seen
 */
export function zonesIn(start: string): Zones | undefined {
  const counts = { named: 0, unsaid: 0 };
  for (const line of start.split(/[\r\n]+/)) {
    const found = TIME.exec(line);
    const isNamed = found ? found.groups?.['zone'] !== undefined : EPOCH.test(line);
    if (found || isNamed) counts[isNamed ? 'named' : 'unsaid'] += 1;
  }
  const [few, many] = [counts.named, counts.unsaid].sort((one, other) => one - other) as [number, number];
  if (many === 0) return undefined;
  if (few * ONE_IN > few + many) return 'mixed';
  return counts.named > counts.unsaid ? 'named' : 'unsaid';
}
