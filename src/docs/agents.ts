/**
 * AGENTS.md: what whoever works in the repository has to know before the first change. The reasons stand in
 * CONTRIBUTING.md; what is a list here is a table in the code.
 */
import { AREA_IDS } from '../../checks/index.ts';
import { HOUSE, SIDE_BUILDING } from './house.ts';
import { code, commandLines, link, list, page, table } from './markdown.ts';

/** By the name of its script in package.json. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  build: 'what `npm ci` does at its end: the program and its pages, into dist/',
  test: 'type check and all tests, in at most four minutes of one processor',
  'test:quick': 'the pure tests alone: no build, no sockets; `npm run test:watch` runs them at every change',
  lint: 'formatter and linter; `npm run format` mends what it can',
  docs: 'writes this file and dist/docs anew',
  golden: 'golden reports, and what is said of checks, portals and logs; read the difference',
  matrix: 'the tables of injected against found, of sources, and of what a diagnosis costs an agent',
  schema: "the report's JSON Schema",
  screenshot: "the README's picture of the console",
  bench: 'the speed claims, measured; `npm run bench logs` for one of them',
  proof: 'everything with the full counts; slow',
  'verify:live': 'asks a developer test account what nobody could settle yet',
};

const RENEWED: readonly (readonly [what: string, by: string])[] = [
  ['AGENTS.md', 'npm run docs'],
  ['golden reports, decision tables of the checks, what is said of portals and logs', 'npm run golden'],
  ['fixtures/MATRIX.md, fixtures/SOURCES.md, fixtures/AGENT.md', 'npm run matrix'],
  ['fixtures/PROOF.md', 'npm run proof'],
  ['src/reporters/report.schema.json, src/reporters/fleet.schema.json', 'npm run schema'],
  ['fixtures/pictures/console.webp', 'npm run screenshot'],
  ['saved runs', 'npx vitest run test/doctor/bundle/fixtures.live.test.ts -u'],
  ['transcripts of the README', 'README_UPDATE=1 npx vitest run test/readme.live.test.ts'],
];

const RULES = [
  "Only HubSpot's own words accuse: a 401 a token, a 403 that names scopes a scope. A 429, a 5xx, DNS, TLS or a timeout is `unknown`, never a finding.",
  "A false accusation is the worst fault. A person's word makes a cause likely, an inferred fact is never told as certain.",
  'Facts first, judgement second: a probe does IO and judges nothing, a check is pure. The engine decides without clock, randomness or network.',
  'One home for each word: a fact, a flag, a label, a scope, a format, an exit code stands in one table, and the compiler demands what depends on it.',
  'One job a file, about 200 lines at most. Names from the field. Comments say why; docstrings say meaning, units, errors and where a rule comes from.',
  'What is loaded only for one command is imported where it is needed, so that no other starts slower.',
  'Every sentence that is printed is plain and short, names the thing, the nearest right one and the next step. Bad input is normal input: the right exit code, no stack trace, never a secret.',
  'Ids of checks, causes and symptoms, keys of reports and exit codes are what users script against: never renamed, never reused; a change stands in CHANGELOG.md.',
  'Nothing looks like a live token: fixtures use the all-zero uuid. Tests talk to loopback alone.',
  'A test holds a kind, not a case: a table or a property, named after what it protects. Live tests (sockets, processes, a browser) end in `.live.test.ts`.',
];

const ADDING: readonly (readonly [what: string, how: string])[] = [
  ['a check, a fact, a cause, an area', 'checks/README.md; a portal under `fixtures/portals` that shows it'],
  ['a rule of the engine', 'src/engine/README.md; a scenario under `fixtures/scenarios`'],
  [
    'a flag',
    'a row under `src/core/flags`, the code of its effect, and its effect shown in `test/cli/effects`',
  ],
  [
    'a command',
    'an entry in `src/core/flags/commands.ts`; the compiler then wants its help and what runs it in `src/cli/commands`',
  ],
  [
    'a format of the report',
    'its word in `src/core/formats.ts`, a file under `src/reporters`, a row in `formats.ts` there',
  ],
  ['a variable', 'a row in `src/core/variables.ts`'],
  [
    'a form of log',
    'its name in `src/core/api-log.ts`, a file under `src/logs/forms` and its row in `forms.ts` there, a log under `fixtures/logs` and its row in the README there',
  ],
  [
    'a log of JSON whose rows are wrapped',
    'a file under `src/logs/forms/wrappings` and its row in the index there, a log under `fixtures/logs/writers` and what it shows in `test/cli/logs-writers.test.ts`',
  ],
  ["a role of a log's columns", 'a row in `src/logs/fields/roles.ts`, with the names that it goes by'],
  [
    'an open question about HubSpot',
    'its readings in `src/sandbox/portal/readings.ts`, which a portal switches; how a real portal is asked for it, under `test/verify/questions`, or there in `NOT_BY_READING` why it cannot be',
  ],
  [
    "a statement of OpenCX's page",
    'a step in `fixtures/page/troubleshooting.json`, counted in the `holds` of its section',
  ],
  [
    'a page',
    'nothing: it is made from the tables; a new kind of page is a file under `src/doctor/pages` and `src/reporters/pages`',
  ],
];

export function agentsText(): string {
  return page(
    '# Working in this repository',
    `Made by ${code('npm run docs')} from the tables in the code: do not edit it. ${link('CONTRIBUTING.md', 'CONTRIBUTING.md')} has the words and the reasons, ${link('README.md', 'README.md')} what users see.`,
    '## Commands',
    table(
      ['command', 'what it does'],
      Object.entries(SCRIPTS).map(([name, does]) => [
        code(name === 'test' ? 'npm test' : `npm run ${name}`),
        does,
      ]),
    ),
    'Run `npm ci` first; it brings its own Node. For one change:',
    commandLines([
      'npx tsc --noEmit',
      'npx vitest run --project quick test/doctor          # pure; the folders mirror src and checks',
      'npx vitest run --project program test/cli/usage     # the whole program, in this process',
      'npx vitest run --project live test/cli/retest       # sockets and processes, as built',
      'npx biome check --write src test checks',
    ]),
    'A filter that matches no test passes: look at the count.',
    '## The house',
    'From the ground up. Imports never point up, never run in a circle, and leave neighbours alone unless it is said here; type imports and lazy ones count, and `test/floors.test.ts` holds the code to it.',
    table(
      ['room', 'holds'],
      HOUSE.flat().map(({ path, holds, beside }) => [
        code(path),
        beside === undefined ? holds : `${holds}; may use ${beside.map(code).join(', ')}`,
      ]),
    ),
    `Beside it ${code(SIDE_BUILDING.path)}: ${SIDE_BUILDING.holds}. It imports the ground floor alone, so that it cannot share the doctor's mistakes. \`bin\` is the executable, \`fixtures\` portals, stories, scenarios, deliveries, logs and bundles as data, \`test\` mirrors the tree.`,
    `The areas of \`checks\`: ${AREA_IDS.map(code).join(', ')}.`,
    '## Rules',
    list(RULES),
    '## How to add',
    table(['what', 'where'], ADDING),
    '## Renewed by a command',
    table(
      ['what', 'by'],
      RENEWED.map(([what, by]) => [what, code(by)]),
    ),
  );
}
