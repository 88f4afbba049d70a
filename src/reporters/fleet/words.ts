/** What the overview of many profiles says in each of its formats: names in few words, and what changed. */
import type { Fleet, FleetChange, FleetProfile } from '../../core/fleet.ts';
import { spelledOut } from '../../redact/printable.ts';

/** Letters; more would leave no room beside the name. */
const LONGEST_NAME = 40;

/** A name of any length and of any signs, as one line shows it; what cannot be seen is written out. */
export function shownName(profile: string): string {
  const letters = [...spelledOut(profile)];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join('')}...` : letters.join('');
}

/** `1,000` */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** The first of them, and how many more: `shop, outlet and 12 more`. @param most so many are named */
export function namesOf(profiles: readonly string[], most: number): string {
  const shown = profiles.length <= most + 1 ? profiles : profiles.slice(0, most);
  const names = shown.map(shownName).join(', ');
  const more = profiles.length - shown.length;
  return more === 0 ? names : `${names} and ${grouped(more)} more`;
}

/** Some profiles of which the same became, with the causes that it is about. */
export interface Changed {
  heading: string;
  /** `token-rejected` or `a -> b`, and the profiles. */
  entries: { what: string; profiles: string[] }[];
}

/** What became of profiles since the run before, the worst first; empty where nothing changed. */
export function changesIn(fleet: Pick<Fleet, 'profiles' | 'gone' | 'comparedWith'>): Changed[] {
  if (fleet.comparedWith === null) return [];
  const lists: [heading: string, of: (change: FleetChange) => string[]][] = [
    ['Newly broken', (change) => (isOther(change) ? [] : change.broke)],
    ['Cause changed', (change) => (isOther(change) ? [otherCause(change)] : [])],
    ['Came to light', (change) => (isOther(change) ? [] : change.revealed)],
    ['Mended', (change) => (isOther(change) ? [] : change.mended)],
    ['Not told now', ({ untold }) => untold],
  ];
  const changed = lists.map(([heading, of]) => ({ heading, entries: entriesOf(fleet.profiles, of) }));
  const first = fleet.profiles.filter(({ change }) => change === null).map(({ profile }) => profile);
  const more = [
    {
      heading: 'New',
      entries: first.length > 0 ? [{ what: '', profiles: first }] : [],
    },
    {
      heading: 'Gone',
      entries: fleet.gone.length > 0 ? [{ what: '', profiles: fleet.gone }] : [],
    },
  ];
  return [...changed, ...more].filter(({ entries }) => entries.length > 0);
}

/** One cause went and another came. */
function isOther({ mended, broke, revealed }: FleetChange): boolean {
  return mended.length > 0 && broke.length + revealed.length > 0;
}

function otherCause({ mended, broke, revealed }: FleetChange): string {
  return `${mended.join(' + ')} -> ${[...broke, ...revealed].join(' + ')}`;
}

function entriesOf(
  profiles: readonly FleetProfile[],
  of: (change: FleetChange) => readonly string[],
): Changed['entries'] {
  const pairs = profiles.flatMap(({ profile, change }) =>
    change === null ? [] : of(change).map((what) => ({ what, profile })),
  );
  return [...Map.groupBy(pairs, ({ what }) => what)].map(([what, those]) => ({
    what,
    profiles: those.map(({ profile }) => profile),
  }));
}

/** `2 newly broken, 1 mended`; what changed, in one line. */
export function changesInBrief(changes: readonly Changed[]): string {
  const parts = changes.map(({ heading, entries }) => {
    const profiles = new Set(entries.flatMap((entry) => entry.profiles));
    return `${grouped(profiles.size)} ${heading.charAt(0).toLowerCase()}${heading.slice(1)}`;
  });
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}

/** `12 with problems`, `40 open`: how many profiles came to what, the worst first; what no profile has is left out. */
export function countsIn({ summary }: Pick<Fleet, 'summary'>): string[] {
  const { problems, warnings, incomplete, noReport, open, healthy } = summary;
  const counts: [count: number, words: string][] = [
    [problems, 'with problems'],
    [noReport, 'without a report'],
    [incomplete, 'could not be told'],
    [warnings, 'with warnings'],
    [open, 'with open questions'],
    [healthy, 'healthy'],
  ];
  return counts.filter(([count]) => count > 0).map(([count, words]) => `${grouped(count)} ${words}`);
}
