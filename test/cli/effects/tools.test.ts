/** The flags of the commands beside the doctor and the engine, in each of their modes. */
import { join } from 'node:path';
import { ROOT } from '../../support/cli.ts';
import { describeMode, type Scene } from './effects.ts';

const LOGS = join(ROOT, 'fixtures', 'logs');
const BUNDLES = join(ROOT, 'fixtures', 'bundles');

function folder(): Scene {
  return { env: {}, files: {} };
}

const UNSAID = ['logs', join(LOGS, 'slashes-unsaid.csv')];
const DIED = ['logs', join(LOGS, 'token-died.csv')];

describeMode(
  {
    command: 'logs',
    openedBy: 'logs',
    words: ['logs', join(LOGS, 'owners-403.csv')],
    effects: {
      '--map': {
        does: 'says what a column means',
        value: ['Target=path', 'Result=status', 'Action=method'],
        words: ['logs', join(LOGS, 'renamed-columns.csv')],
      },
      '--dates': { does: 'says which number is the day', value: ['dmy'], words: UNSAID },
      '--since': { does: 'leaves calls out', value: ['2026-11-02T09:10Z'] },
      '--until': { does: 'leaves calls out', value: ['2026-11-02T09:10Z'] },
      '--route': { does: 'leaves calls out', value: ['owners'] },
      '--status': { does: 'leaves calls out', value: ['4xx'] },
      '--only-errors': { does: 'leaves calls out' },
      '--full': { does: 'shows every row', words: ['logs', join(LOGS, 'server-errors.csv')] },
      '--format': { does: 'is another form', value: ['json'] },
      '--output': { does: 'writes the report', value: ['report.txt'] },
      '--fail-on': {
        does: 'counts warnings',
        value: ['warn'],
        words: ['logs', join(LOGS, 'burst-429.ndjson')],
      },
      '--exit-zero': { does: 'exits 0', words: DIED },
    },
  },
  folder,
);

describeMode(
  {
    command: 'diff',
    openedBy: 'diff',
    words: ['diff', join(BUNDLES, 'two-faults.json'), join(BUNDLES, 'one-mended.json')],
    effects: {
      '--format': { does: 'is another form', value: ['json'] },
      '--output': { does: 'writes the comparison', value: ['comparison.txt'] },
    },
  },
  folder,
);

describeMode(
  {
    command: 'checks',
    openedBy: 'checks',
    words: ['checks'],
    effects: {
      '--coverage': { does: 'shows the page' },
      '--answers': { does: 'lists what can be answered' },
      '--open': { does: 'names the page to open' },
      '--format': { does: 'is another form', value: ['json'] },
    },
  },
  folder,
);

describeMode(
  {
    command: 'checks',
    openedBy: 'check',
    words: ['checks', 'token/format'],
    effects: {
      '--format': { does: 'is another form', value: ['json'] },
      '--open': { does: 'names the page to open' },
    },
  },
  folder,
);

describeMode(
  {
    command: 'sandbox list',
    openedBy: 'sandbox list',
    words: ['sandbox', 'list'],
    effects: { '--format': { does: 'is another form', value: ['json'] } },
  },
  folder,
);

const SHOWN_IN_START = 'test/cli/sandbox-start.live.test.ts';

describeMode(
  {
    command: 'sandbox start',
    openedBy: 'sandbox start',
    words: ['sandbox', 'start', 'healthy-email'],
    effects: {
      '--fault': { does: 'is switched on', shownIn: SHOWN_IN_START },
      '--latency': { does: 'delays answers', shownIn: SHOWN_IN_START },
      '--port': { does: 'is listened on', shownIn: SHOWN_IN_START },
      '--env-file': { does: 'is written', shownIn: SHOWN_IN_START },
      '--format': { does: 'is another form', shownIn: SHOWN_IN_START },
    },
  },
  folder,
);

const SHOWN_IN_EXEC = 'test/cli/sandbox-exec.live.test.ts';

describeMode(
  {
    command: 'sandbox exec',
    openedBy: 'sandbox exec',
    words: ['sandbox', 'exec', 'healthy-email', '--', 'true'],
    effects: {
      '--fault': { does: 'is switched on', shownIn: SHOWN_IN_EXEC },
      '--latency': { does: 'delays answers', shownIn: SHOWN_IN_EXEC },
      '--port': { does: 'is listened on', shownIn: SHOWN_IN_EXEC },
    },
  },
  folder,
);

const SHOWN_IN_MEND = 'test/cli/sandbox-mend.live.test.ts';

describeMode(
  {
    command: 'sandbox mend',
    openedBy: 'sandbox mend',
    words: ['sandbox', 'mend'],
    effects: {
      '--url': { does: 'says where', shownIn: SHOWN_IN_MEND },
      '--assign': { does: 'gives the conversation to an agent', shownIn: SHOWN_IN_MEND },
      '--grant': { does: 'grants a scope', shownIn: SHOWN_IN_MEND },
      '--throttle': { does: 'sets the throttle', shownIn: SHOWN_IN_MEND },
      '--format': { does: 'is another form', shownIn: SHOWN_IN_MEND },
    },
  },
  folder,
);

const SHOWN_BY_AGENTS = 'test/mcp/given.live.test.ts';

describeMode(
  {
    command: 'mcp',
    openedBy: 'mcp',
    words: ['mcp'],
    effects: {
      '--root': { does: 'lets files be read', shownIn: SHOWN_BY_AGENTS },
      '--config': { does: 'names the profiles', shownIn: SHOWN_BY_AGENTS },
      '--token-file': { does: 'holds the token', shownIn: SHOWN_BY_AGENTS },
      '--allow-host': { does: 'lets a host be asked', shownIn: SHOWN_BY_AGENTS },
      '--timeout': { does: 'ends a slow call', shownIn: SHOWN_BY_AGENTS },
    },
  },
  folder,
);

describeMode(
  {
    command: 'init',
    openedBy: 'init',
    words: ['init'],
    effects: {
      '--output': { does: 'is where it is written', shownIn: 'test/cli/prompts.live.test.ts' },
      '--force': { does: 'replaces it', shownIn: 'test/cli/prompts.live.test.ts' },
    },
  },
  folder,
);

describeMode(
  {
    command: '',
    openedBy: 'every command',
    words: ['sandbox', 'list'],
    effects: {
      '--color': { does: 'draws with colour', value: ['always'], words: ['checks', 'token/format'] },
      '--no-color': { does: 'draws without', shownIn: 'test/cli/terminal-flags.live.test.ts' },
      '--ascii': { does: 'draws with plain signs', words: ['checks', 'token/format'] },
      '--version': { does: 'prints the version', shownIn: 'test/cli/catalogue.test.ts' },
      '--help': { does: 'prints the help', shownIn: 'test/cli/help.test.ts' },
    },
  },
  folder,
);
