/** `doctor recheck CAUSE --case NAME`: compares with what the case holds, and keeps what comes of it there. */

import type { Flags } from '../../config/flags.ts';
import type { Options } from '../../core/flags/options.ts';
import { optionsOf, type Remembered } from '../../core/flags/remembered.ts';
import { UsageError } from '../../files/usage-error.ts';
import { keep, openCase, showing } from '../../run/cases/case-run.ts';
import type { RecheckResult } from '../../run/recheck.ts';
import type { Io } from '../io.ts';

/** A case that was opened to look again at one cause. */
export interface RecheckInCase {
  /** The bundle of the latest run that showed the cause. */
  from: string;
  /** What the case remembers and a bundle does not. */
  options: Pick<Flags, 'profile' | 'contact' | 'project'> & { sandbox?: string };
  keep(result: RecheckResult): Promise<void>;
}

/** What a bundle holds is taken from there, but for what the cause is about. */
const IN_NO_BUNDLE = ['--sandbox', '--profile', '--contact', '--project'] as const;

/** @throws UsageError where the case is not there, or has not shown the cause */
export async function recheckInCase(
  name: string,
  cause: string,
  flags: Options<'doctor recheck'>,
  io: Io,
): Promise<RecheckInCase> {
  const kept = await openCase(name, { cwd: io.cwd, config: flags.config });
  const shown = await showing(kept, cause);
  if ('others' in shown) {
    const others =
      shown.others.length === 0 ? 'It has shown no cause.' : `It has shown: ${shown.others.join(', ')}.`;
    throw new UsageError(
      kept.isNew
        ? `There is no case ${kept.name}.`
        : `The case ${kept.name} has not shown ${cause}, so there is no before to compare with.`,
      { hint: kept.isNew ? `\`opencx-hubspot case list\` names the cases.` : others },
    );
  }
  const remembered: Remembered = Object.fromEntries(
    Object.entries(kept.remembered).filter(([flag]) => IN_NO_BUNDLE.some((each) => each === flag)),
  );
  return {
    from: shown.file,
    options: { ...optionsOf(remembered).options, ...typedOf(flags) },
    keep: async (result) => {
      const { comparison, report } = result;
      const named = ({ id }: { id: string }) => ({ id });
      const since = {
        case: kept.name,
        at: comparison.before.startedAt,
        status: comparison.before.status,
        mended: comparison.causes.mended.map(named),
        open: comparison.causes.open.map(named),
        broke: comparison.causes.broke.map(named),
        revealed: comparison.causes.revealed.map(named),
        untold: comparison.causes.untold.map(named),
      };
      const command = `doctor recheck ${cause}`;
      await keep(
        kept,
        { ...result, report: { ...report, since } },
        { command, remembered: {}, said: {} },
        io,
      );
    },
  };
}

/** What is typed wins. */
function typedOf({
  sandbox,
  profile,
  contact,
  project,
}: Options<'doctor recheck'>): RecheckInCase['options'] {
  return {
    ...(sandbox !== undefined && { sandbox }),
    ...(profile !== undefined && { profile }),
    ...(contact !== undefined && { contact }),
    ...(project !== undefined && { project }),
  };
}
