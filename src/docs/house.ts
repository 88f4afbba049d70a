/** The rooms of the house from the ground up, and what each holds: imports go down and never up. */

export interface Room {
  path: string;
  holds: string;
  /** Rooms of the same floor that it may use. */
  beside?: readonly string[];
}

/** A floor's rooms do not know each other, but where one says so. */
export const HOUSE: readonly (readonly Room[])[] = [
  [
    {
      path: 'src/core',
      holds:
        "words as types: evidence, check, verdict, cause, report, page, secret, ports; HubSpot's records, channels, scopes and error words; the tables of flags, formats, variables and exit codes. No IO, no node:",
    },
  ],
  [
    {
      path: 'src/files',
      holds: 'reading, parsing and complaining about files, the same for every command',
      beside: ['src/redact'],
    },
    {
      path: 'src/redact',
      holds:
        'what is secret, and how it is masked; the one cleaner of text that others wrote, before it is printed',
    },
  ],
  [
    {
      path: 'src/wire',
      holds:
        'the one way out: timeouts, tries, pacing, proxy, a record of the calls; the only room of `undici`',
    },
    {
      path: 'src/logs',
      holds:
        'API-call logs: forms of files, roles of columns, analysis; what looks at every byte of them (`scanner/kernel`, AssemblyScript)',
    },
  ],
  [
    {
      path: 'src/hubspot',
      holds: 'typed calls to HubSpot over the wire; the only room of `@hubspot/api-client`',
    },
    { path: 'src/opencx', holds: 'typed calls to OpenCX over the wire' },
    { path: 'src/config', holds: 'flags over environment over file; produces secrets that do not print' },
  ],
  [{ path: 'checks', holds: 'all that the doctor knows, one folder an area' }],
  [
    {
      path: 'src/doctor',
      holds:
        'gathering, judging, diagnosis, report, comparison; answers, suppressions, bundles; pages of what it knows',
    },
    { path: 'src/engine', holds: 'the sync engine' },
  ],
  [
    {
      path: 'src/reporters',
      holds: 'a report in every format; log, comparison, explanation, journal and pages beside it',
    },
  ],
  [{ path: 'src/run', holds: 'what each command does, without a terminal' }],
  [
    {
      path: 'src/mcp',
      holds:
        'the same commands for an AI agent: tools, their arguments, what they may read; the only room of `@modelcontextprotocol/server`',
    },
    {
      path: 'src/console',
      holds:
        'the local page: its server and API, and under `page` what runs in the browser; the only room of `preact` and `htm`',
    },
  ],
  [
    {
      path: 'src/cli',
      holds:
        'the program, its commands, prompts and progress; the only room of `commander`, `inquirer`, `ora`, `process` and `console`',
    },
  ],
  [
    {
      path: 'src/docs',
      holds: 'pages, llms.txt, the skill and AGENTS.md, written from the tables; loaded by the build alone',
    },
  ],
];

/** It must not share the mistakes of what it is used to test, so it imports the ground floor alone. */
export const SIDE_BUILDING: Room = {
  path: 'src/sandbox',
  holds: 'the emulated portal and a thin OpenCX',
};
