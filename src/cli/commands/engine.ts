/** The commands of the sync engine, and `explain`, which tells what it does without running it. */
import type { CommandSpecs } from './spec.ts';

export const ENGINE_COMMANDS = {
  explain: {
    description:
      'Applies the rules of the sync engine to the messages of a conversation, to a saved event or to what a journal holds, and says which rule decides, what would be sent and what would turn the outcome. Nothing is sent.',
    examples: [
      'opencx-hubspot explain --thread 8243595013 --default-user A-7001',
      'opencx-hubspot explain --event delivery.json --default-user A-7001',
      'opencx-hubspot explain --journal engine.journal --id 12',
    ],
    exitCodes: '0 explained, 2 wrong usage, 3 something could not be explained.',
    async run(_words, flags, io) {
      return (await import('../explain-run.ts')).explain(flags, io);
    },
  },
  console: {
    description:
      "Serves a local page. Without a journal it shows the doctor beside the HubSpot account that flags, variables and the configuration name: the way of a message and the checklist fill as verdicts come, with causes, fixes and open questions as a form; two looks can be compared, a real message followed, and a look saved. Over a journal it shows an engine's conversations and events as they come: what was decided about each and by which rule, the smallest change that would turn it, what was done, and the command line that tells the same. It reads the journal alone, also beside the engine that writes it. With --sandbox it is a small HubSpot: write as the customer, answer as the rep, take a conversation over, break and mend settings, and see what the engine makes of it. Beside an engine, and there, an event can be run again, or made by hand, after it was shown what would happen. With --from it shows what a saved bundle holds, and asks nobody. The address that is printed holds a key: whoever has it can do the same.",
    examples: [
      'opencx-hubspot console',
      'opencx-hubspot console --profile shop',
      'opencx-hubspot console --sandbox healthy-chat',
      'opencx-hubspot console --journal engine.journal --port 4700',
      'opencx-hubspot console --from bundle.json',
      'opencx-hubspot engine start --console',
    ],
    async run(_words, flags, io) {
      return (await import('../console/console-run.ts')).showConsole(flags, io);
    },
  },
  engine: {
    description:
      "Runs the integration's sync engine here, so that every decision it takes about an event can be seen: start takes webhooks in, status says what waits, journal shows what became of them, replay runs them again, trigger sends one.",
    examples: [
      'opencx-hubspot engine start --sandbox healthy-chat',
      'opencx-hubspot engine journal --status skipped --since 1h',
    ],
  },
  'engine start': {
    description: 'Takes webhooks in, decides, answers, hands off and syncs back, until stopped.',
    examples: [
      'opencx-hubspot engine start --sandbox healthy-chat',
      'opencx-hubspot engine start --default-user A-7001 --responder answers.yaml',
      'opencx-hubspot engine start --default-user A-7001 --watch-port 9464',
      'opencx-hubspot engine start --public-url https://tunnel.example.test/hubspot --path /hubspot',
    ],
    async run(_words, flags, io) {
      return (await import('../engine/start-run.ts')).startEngine(flags, io);
    },
  },
  'engine status': {
    description:
      'Says how an engine stands, as its journal tells it, beside the engine or after it: how many events came in and how they ended, what is open and how long the oldest of that has waited, and deliveries that were refused. It is too far behind where an event has been open for more than five minutes; deliveries are taken all the same. It only reads. `engine start --watch-port` tells the same to machines.',
    examples: [
      'opencx-hubspot engine status',
      'opencx-hubspot engine status --journal engine.journal --format json',
      'opencx-hubspot engine status --fail-on warn',
    ],
    exitCodes:
      '0 told, 1 with --fail-on warn where the engine is too far behind, 2 wrong usage, or a journal that cannot be read.',
    async run(_words, flags, io) {
      return (await import('../engine/status-run.ts')).showStatus(flags, io);
    },
  },
  'engine journal': {
    description: 'Shows what came in and what became of it.',
    examples: [
      'opencx-hubspot engine journal --thread 8243595013',
      'opencx-hubspot engine journal --id 12',
      'opencx-hubspot engine journal --follow --format ndjson',
    ],
    async run(_words, flags, io) {
      return (await import('../engine/journal-run.ts')).showJournal(flags, io);
    },
  },
  'engine replay': {
    description: 'Runs journalled events again. Without --run it only says which ones.',
    examples: [
      'opencx-hubspot engine replay --failed --since 1d',
      'opencx-hubspot engine replay --id 12 --run',
    ],
    async run(_words, flags, io) {
      return (await import('../engine/replay-run.ts')).replayEvents(flags, io);
    },
  },
  'engine trigger': {
    description:
      'Sends a realistic event, signed with HUBSPOT_CLIENT_SECRET where that is set, to an engine on this machine.',
    examples: [
      'opencx-hubspot engine trigger',
      'opencx-hubspot engine trigger new-message --set objectId=8243595013',
      'opencx-hubspot engine trigger new-message --count 100 --rate 20',
      'opencx-hubspot engine trigger --file delivery.json',
    ],
    async run({ event }, flags, io) {
      return (await import('../engine/trigger-run.ts')).triggerEvent(event, flags, io);
    },
  },
} satisfies Partial<CommandSpecs>;
