import type { FleetProfile } from '../../core/fleet.ts';
import { printable } from '../../redact/printable.ts';
import { shownName } from '../../reporters/fleet/words.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';

/** One line a profile: what was found, and where the report is. */
export function profilesTable(profiles: readonly FleetProfile[], { width }: Io): string {
  return table(
    profiles.map((one) => [shownName(one.profile), printable(resultOf(one))]),
    width,
  );
}

/** What all of them come to, in one line. */
export function fleetVerdict(profiles: readonly FleetProfile[]): string {
  const troubled = profiles.filter(({ exitCode }) => exitCode !== EXIT.clean).length;
  if (troubled > 0)
    return `${troubled} of ${profiles.length} profiles ${troubled === 1 ? 'needs' : 'need'} a look.`;
  if (profiles.every(({ status }) => status === 'healthy')) {
    return profiles.length === 1
      ? 'The one profile is healthy.'
      : `All ${profiles.length} profiles are healthy.`;
  }
  const counts = [...Map.groupBy(profiles, ({ status }) => status)].map(
    ([status, those]) => `${those.length} ${status}`,
  );
  return `Nothing counts as a problem: ${counts.join(', ')}.`;
}

function resultOf({ status, portal, found, file, message }: FleetProfile): string {
  if (status === null) return `no report: ${message}`;
  const [first, ...others] = found.filter(({ followsFrom }) => followsFrom === null);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const causes = first ? `: ${first.id}${more}` : '';
  const ofPortal = portal === null ? '' : `, portal ${portal}`;
  return `${status}${causes}${ofPortal} (${file ?? `no file: ${message}`})`;
}
