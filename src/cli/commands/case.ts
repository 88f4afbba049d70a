/** The commands that tell of what `doctor --case` keeps. */
import type { CommandSpecs } from './spec.ts';

const WHERE =
  'Cases lie in .opencx-hubspot/cases, in the folder of the configuration file or of earlier cases, whichever is nearest upwards from here, else here. Only you may read them, and git leaves them out.';

export const CASE_COMMANDS = {
  case: {
    description: `A case keeps what belongs to one fault at one customer: each run with its evidence, what was answered and what was done. \`doctor --case NAME\` begins one and goes on with it. ${WHERE}`,
    examples: [
      'opencx-hubspot doctor replies-not-syncing --thread 9001 --case ACME-123',
      'opencx-hubspot doctor --case ACME-123',
      'opencx-hubspot case show ACME-123',
    ],
  },
  'case list': {
    description:
      'Names every case with its last status and first cause, the one that was touched last first.',
    examples: ['opencx-hubspot case list', 'opencx-hubspot case list --format json'],
    async run(_words, flags, io) {
      return (await import('../cases/tell-run.ts')).listCases(flags, io);
    },
  },
  'case show': {
    description:
      'Shows a case as a line for each run and note: when, who, what was found, what came and went.',
    examples: ['opencx-hubspot case show ACME-123', 'opencx-hubspot case show ACME-123 --full'],
    async run({ name }, flags, io) {
      return (await import('../cases/tell-run.ts')).showCase(name, flags, io);
    },
  },
  'case note': {
    description:
      'Adds a note to a case, with the day and who is logged in. What looks like a secret in it is masked.',
    examples: [
      'opencx-hubspot case note ACME-123 "told their admin to add the owners scope"',
      'opencx-hubspot case note ACME-123 "their admin will be back on Monday"',
    ],
    async run({ name, text }, flags, io) {
      return (await import('../cases/note-run.ts')).noteInCase(name, text.join(' '), flags, io);
    },
  },
  'case export': {
    description:
      'Writes a case as one HTML page that loads nothing: the days, and the report on the latest run. It is redacted as a bundle is.',
    examples: [
      'opencx-hubspot case export ACME-123 acme-123.html',
      'opencx-hubspot case export ACME-123 team/acme-123.html',
    ],
    async run({ name, file }, flags, io) {
      return (await import('../cases/export-run.ts')).exportCase(name, file, flags, io);
    },
  },
} satisfies Partial<CommandSpecs>;
