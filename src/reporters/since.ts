/** What became of a case since its run before, the same in every format. */
import type { Report, Since } from '../core/report.ts';

/** One line without its full stop; undefined where there was no run before. */
export function sinceLine({ since, startedAt }: Pick<Report, 'since' | 'startedAt'>): string | undefined {
  if (since === undefined) return undefined;
  return `Since ${dayBefore(since.at, startedAt)}: ${changesSince(since)}`;
}

const LISTS = [
  ['mended', 'mended'],
  ['broke', 'broke'],
  ['revealed', 'came to light'],
  ['open', 'still open'],
  ['untold', 'cannot be told any more'],
] as const satisfies readonly (readonly [keyof Since, string])[];

/** `1 mended (owners-scope-missing), 1 still open (reply-internal in 9002)`. */
function changesSince(since: Since): string {
  const parts = LISTS.flatMap(([list, words]) => {
    const causes = since[list];
    if (causes.length === 0) return [];
    const names = causes.map(({ id, thread }) => (thread === undefined ? id : `${id} in ${thread}`));
    return [`${causes.length} ${words} (${names.join(', ')})`];
  });
  if (parts.length > 0) return parts.join(', ');
  if (since.status === 'healthy') return 'healthy then too';
  // A run that found something is in no list where this one looked elsewhere.
  return since.status === 'problems' || since.status === 'warnings'
    ? `what was found then was not looked at now (${since.status} then)`
    : `no cause then, and none now (${since.status} then)`;
}

const DAY = 86_400_000;
/** Without `Intl`, which takes longer to be there than a saved run to be judged. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** As somebody says it on a later day: `10:02 UTC` on the same one, `Tuesday` within a week, else the date. All in UTC. */
export function dayBefore(then: string, now: string): string {
  const [day, today] = [then, now].map((time) => Math.floor(Date.parse(time) / DAY)) as [number, number];
  if (day === today) return `${then.slice(11, 16)} UTC`;
  const isThisWeek = day < today && today - day < 7;
  return (isThisWeek && WEEKDAYS[new Date(then).getUTCDay()]) || then.slice(0, 10);
}
