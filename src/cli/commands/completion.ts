/** Completion for the shells: the scripts that they take in, and the command that the scripts ask. */
import type { CommandSpec, CommandSpecs } from './spec.ts';

export const COMPLETION_COMMANDS = {
  completion: {
    description:
      'Prints a script that makes a shell complete commands, flags and their values: symptoms, checks, causes, portals, profiles, formats. It asks the opencx-hubspot on the PATH, so an update needs no new script.',
    examples: ['opencx-hubspot completion bash', 'opencx-hubspot completion zsh --help'],
  },
  'completion bash': shell('bash', {
    now: 'source <(opencx-hubspot completion bash)',
    forGood: "echo 'source <(opencx-hubspot completion bash)' >> ~/.bashrc",
    where:
      'With the package bash-completion, a file does the same and costs nothing at the start of a shell:\n  opencx-hubspot completion bash > ~/.local/share/bash-completion/completions/opencx-hubspot',
  }),
  'completion zsh': shell('zsh', {
    now: 'source <(opencx-hubspot completion zsh)',
    forGood: 'opencx-hubspot completion zsh > "$fpath[1]/_opencx-hubspot"',
    where: "It needs zsh's own completion, which `autoload -U compinit; compinit` in ~/.zshrc switches on.",
  }),
  'completion fish': shell('fish', {
    now: 'opencx-hubspot completion fish | source',
    forGood: 'opencx-hubspot completion fish > ~/.config/fish/completions/opencx-hubspot.fish',
    where: 'New shells find the file by themselves.',
  }),
  'completion words': {
    description:
      'Names what fits behind the words on standard input, a NUL after each; called by the scripts.',
    examples: ["printf 'doctor\\0--fo\\0' | opencx-hubspot completion words"],
    async run(_words, _flags, io) {
      return (await import('../completion/run.ts')).printWords(io);
    },
  },
} satisfies Partial<CommandSpecs>;

/** @param way how the shell takes its script in: for this one session, and for good */
function shell(
  name: 'bash' | 'zsh' | 'fish',
  way: { now: string; forGood: string; where: string },
): CommandSpec<`completion ${typeof name}`> {
  return {
    description: `Prints the script for ${name}.`,
    notes: `In this shell:
  ${way.now}

For good:
  ${way.forGood}

${way.where}`,
    examples: [
      `opencx-hubspot completion ${name}`,
      `opencx-hubspot completion ${name} > opencx-hubspot.${name}`,
    ],
    async run(_words, _flags, io) {
      return (await import('../completion/run.ts')).printScript(name, io);
    },
  };
}
