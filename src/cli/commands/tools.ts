/** Commands beside the doctor and the engine: logs, the catalogue, emulated portals, the configuration file. */
import type { CommandSpecs } from './spec.ts';

export const TOOL_COMMANDS = {
  logs: {
    description:
      'Reads API-call logs of the HubSpot app and says what they show: missing scopes, a token that died, rate limits, failing and slow calls. Which form a file has is seen from its content; what was refused is told with its cause, its fix and who can act.',
    notes: `Where a log comes from:
  HubSpot: the app -> Logs (or Monitoring -> API Calls) -> Export logs, a CSV of up to 30 days
  HubSpot's command line: hs app logs --app=ID --type=api-call --json
  a browser: the network tab -> Save all as HAR
  your own proxy: one JSON object a line`,
    examples: [
      'opencx-hubspot logs api-calls.csv',
      'opencx-hubspot logs monday.csv.gz tuesday.csv.gz --since 2026-11-17T06:00Z --only-errors',
      'opencx-hubspot logs export.csv --map "Moment=at" "Result=status"',
      'hs app logs --app=123 --type=api-call --json | opencx-hubspot logs - --format markdown',
    ],
    exitCodes:
      '0 nothing found, 1 the log shows a cause, 2 wrong usage or a file without calls, 3 nothing could be judged.',
    async run({ files }, flags, io) {
      return (await import('../logs/logs-run.ts')).logs(files, flags, io);
    },
  },
  checks: {
    description:
      'Prints the catalogue of checks, or the page of one word that a report uses, be it a check, a cause, a symptom, or a rule or skip reason of the engine: what it means, how it is told, what to do, what looks alike.',
    examples: [
      'opencx-hubspot checks',
      'opencx-hubspot checks webhooks/throttle',
      'opencx-hubspot checks owner-not-ai-user',
      'opencx-hubspot checks replies-not-syncing --format markdown',
      'opencx-hubspot checks webhooks --format json',
      'opencx-hubspot checks --coverage',
      'opencx-hubspot checks --answers',
    ],
    async run({ id }, flags, io) {
      return (await import('../checks-run.ts')).printChecks(id, flags, io);
    },
  },
  sandbox: {
    description:
      'Emulated HubSpot portals on this machine: to learn the tool, to try a fix, to test a script.',
    examples: [
      'opencx-hubspot sandbox list',
      'opencx-hubspot sandbox start healthy-email --fault rate-limited-once',
      'opencx-hubspot sandbox exec healthy-email -- npm test',
      'opencx-hubspot sandbox mend --grant crm.objects.owners.read',
    ],
  },
  'sandbox list': {
    description: 'Names the portals and the faults.',
    examples: ['opencx-hubspot sandbox list', 'opencx-hubspot sandbox list --format json'],
    async run(_words, flags, io) {
      return (await import('../sandbox/list-run.ts')).listSandboxes(flags, io);
    },
  },
  'sandbox start': {
    description:
      'Serves one portal until stopped, and prints what to export and the command that finds what is wrong with it.',
    examples: [
      'opencx-hubspot sandbox start owners-scope-missing',
      'opencx-hubspot sandbox start owners-scope-missing --env-file portal.env',
      'opencx-hubspot sandbox start healthy-email --fault server-errors --latency 150',
    ],
    async run({ name }, flags, io) {
      return (await import('../sandbox/start-run.ts')).serveSandbox(name, flags, io);
    },
  },
  'sandbox exec': {
    description:
      'Runs a command with the environment of one portal, and stops the portal when it ends. The exit code is that of the command; signals are passed on. What a person knows, such as the conversation or what the screens show, has no variable: for the doctor there is `doctor --sandbox NAME`.',
    examples: [
      'opencx-hubspot sandbox exec healthy-email -- npm test',
      'opencx-hubspot sandbox exec healthy-email --fault rate-limited-once -- node app.js --once',
    ],
    exitCodes: 'that of the command, 128 and the number of the signal that ended it, 2 wrong usage.',
    async run(words, flags, io) {
      return (await import('../sandbox/exec-run.ts')).execInSandbox(words, flags, io);
    },
  },
  'sandbox mend': {
    description:
      'Takes back what is broken in a portal that `sandbox start` serves, as somebody in HubSpot or OpenCX would mend it: to see what `doctor recheck` and `--wait` make of it. What the screens show is mended too: the answers file that `sandbox start` names is written anew.',
    examples: [
      'opencx-hubspot sandbox mend',
      'opencx-hubspot sandbox mend owner-not-ai-user --url http://127.0.0.1:4711',
      'opencx-hubspot sandbox mend --assign A-7001',
      'opencx-hubspot sandbox mend --throttle 100 --grant tickets',
    ],
    async run({ what }, flags, io) {
      return (await import('../sandbox/mend-run.ts')).mendRunning(what, flags, io);
    },
  },
  mcp: {
    description:
      'Serves the doctor, live tests, explain, logs and comparisons to an AI agent, over standard input and output (Model Context Protocol). It writes nothing in HubSpot or OpenCX. Secrets come from the environment and from files that are named here, never from the agent, which may name files below --root alone.',
    notes: `Given to an agent, for example:
  claude mcp add opencx-hubspot -- \\
    npx -y opencx-hubspot mcp --root .`,
    examples: [
      'opencx-hubspot mcp --root .',
      'opencx-hubspot mcp --config team/opencx-hubspot.config.json --root logs --root bundles',
    ],
    exitCodes: '0 the agent has gone, 2 wrong usage, 130 interrupted.',
    async run(_words, flags, io) {
      return (await import('../mcp-run.ts')).serveAgent(flags, io);
    },
  },
  init: {
    description:
      'Asks what the doctor needs to know about your portal and writes opencx-hubspot.config.json. No secret is written.',
    examples: ['opencx-hubspot init', 'opencx-hubspot init --output team/opencx-hubspot.config.json'],
    async run(_words, flags, io) {
      return (await import('../init-run.ts')).init(flags, io);
    },
  },
} satisfies Partial<CommandSpecs>;
