import { type Command, Option } from 'commander';
import type { Io } from './io.ts';

interface TerminalFlags {
  /** false: commander's reading of --no-color. */
  color?: 'auto' | 'always' | 'never' | false;
  ascii?: boolean;
}

/** What every command takes, before or after its name: how the terminal is drawn on. */
export function addTerminalFlags(program: Command, io: Io): void {
  program
    .addOption(
      new Option('--color <when>', 'use colour: auto, always or never (NO_COLOR counts under auto)').choices([
        'auto',
        'always',
        'never',
      ]),
    )
    .option('--no-color', 'the same as --color never')
    .option('--ascii', 'draw with plain ASCII signs');
  program.hook('preAction', (command) => {
    const { color, ascii } = command.optsWithGlobals<TerminalFlags>();
    if (color === 'always') io.color = true;
    if (color === 'never' || color === false) io.color = false;
    if (ascii) io.ascii = true;
  });
}
