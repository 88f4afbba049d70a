import { type CommandName, entryOf } from './commands.ts';
import type { Flag } from './flag.ts';
import { MODES, type Mode, type Typed } from './modes.ts';
import { flagsOf } from './table.ts';

/** Why a command line is not run as it was typed. */
export interface Refusal {
  message: string;
  /** What to do about it. */
  hint: string;
}

/**
 * What is missing, or the first flag that would have no effect where it stands: what a user asked for must not be
 * passed over in silence.
 *
 * @returns undefined where each flag has its effect
 */
export function refusalOf(command: CommandName, typed: Typed): Refusal | undefined {
  const { needsOneOf } = entryOf(command);
  if (needsOneOf && !needsOneOf.flags.some((flag) => typed.flags.has(flag)))
    return { message: needsOneOf.says, hint: needsOneOf.next };
  const rows = flagsOf(command);
  for (const name of typed.flags) {
    const row = rows.find((each) => each.name === name);
    const refusal = row === undefined ? notTaken(command, name) : withoutEffect(row, command, typed);
    if (refusal) return refusal;
  }
  return undefined;
}

/** A flag of the command above, which is read before it is known which command follows. */
function notTaken(command: CommandName, flag: string): Refusal {
  const above = command.slice(0, command.lastIndexOf(' ')) as CommandName;
  return {
    message: `${command} has no use for ${flag}, which is a flag of ${above} alone.`,
    hint: `Leave it out; \`opencx-hubspot ${command} --help\` lists what it takes.`,
  };
}

function withoutEffect({ name, idle, needs }: Flag, command: CommandName, typed: Typed): Refusal | undefined {
  const modes: readonly Mode[] = idle.map((mode) => MODES[mode]);
  const mode = modes.find(({ on, isOpen }) => on.includes(command) && isOpen(typed));
  if (mode) return { message: `${mode.says(name)}.`, hint: mode.next(name) };
  if (needs === undefined || typed.flags.has(needs.flag)) return undefined;
  return { message: `${name} ${needs.because}.`, hint: `Add ${needs.flag}, or leave out ${name}.` };
}
