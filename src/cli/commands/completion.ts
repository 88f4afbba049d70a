import type { Command } from 'commander';
import type { Shell } from '../completion/scripts.ts';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** How each shell takes its script in: for this one session, and for good. */
const SHELLS: Readonly<Record<Shell, { now: string; forGood: string; where: string }>> = {
  bash: {
    now: 'source <(opencx-hubspot completion bash)',
    forGood: "echo 'source <(opencx-hubspot completion bash)' >> ~/.bashrc",
    where:
      'With the package bash-completion, a file does the same and costs nothing at the start of a shell:\n  opencx-hubspot completion bash > ~/.local/share/bash-completion/completions/opencx-hubspot',
  },
  zsh: {
    now: 'source <(opencx-hubspot completion zsh)',
    forGood: 'opencx-hubspot completion zsh > "$fpath[1]/_opencx-hubspot"',
    where: "It needs zsh's own completion, which `autoload -U compinit; compinit` in ~/.zshrc switches on.",
  },
  fish: {
    now: 'opencx-hubspot completion fish | source',
    forGood: 'opencx-hubspot completion fish > ~/.config/fish/completions/opencx-hubspot.fish',
    where: 'New shells find the file by themselves.',
  },
};

/** Only declares; scripts and suggestions are loaded when they are asked for. */
export function addCompletion(program: Command, io: Io, finish: Finish): void {
  const completion = program
    .command('completion')
    .summary('completion of commands, flags and ids for bash, zsh and fish')
    .description(
      'Prints a script that makes a shell complete commands, flags and their values: symptoms, checks, causes, portals, profiles, formats. It asks the opencx-hubspot on the PATH, so an update needs no new script.',
    )
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot completion bash\n  $ opencx-hubspot completion zsh --help',
    );
  for (const shell of Object.keys(SHELLS) as Shell[]) addShell(completion, shell, io, finish);
  completion
    .command('words', { hidden: true })
    .description(
      'Names what fits behind the words on standard input, a NUL after each; called by the scripts.',
    )
    .action(async () => {
      const { printWords } = await import('../completion/run.ts');
      finish(await printWords(program, io));
    });
}

function addShell(completion: Command, shell: Shell, io: Io, finish: Finish): void {
  const { now, forGood, where } = SHELLS[shell];
  completion
    .command(shell)
    .description(`Prints the script for ${shell}.`)
    .addHelpText(
      'after',
      `
In this shell:
  ${now}

For good:
  ${forGood}

${where}

Examples:
  $ opencx-hubspot completion ${shell}
  $ opencx-hubspot completion ${shell} > opencx-hubspot.${shell}`,
    )
    .action(async () => {
      const { printScript } = await import('../completion/run.ts');
      finish(printScript(shell, io));
    });
}
