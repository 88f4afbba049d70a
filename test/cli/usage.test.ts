/** What a person gets who typed something wrong: what was wrong with it and what would be right, in two lines. */
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../src/core/flags/commands.ts';
import { flagsOf } from '../../src/core/flags/table.ts';
import { Unusable } from '../../src/core/flags/values.ts';
import { OTHER_PAGES } from '../../src/docs/index-page.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const MISTYPED: readonly [typed: string, ...said: string[]][] = [
  ['docter', "unknown command 'docter'", 'Did you mean doctor?'],
  ['sandbox strt', "unknown command 'strt'", 'Did you mean start?'],
  ['doctor --formt json', "unknown option '--formt'", 'Did you mean --format?'],
  ['checks --fromat json', "unknown option '--fromat'", 'Did you mean --format?'],
  ['doctor --offline=1', 'unknown option', 'Did you mean --offline?'],
  ['doctor replies-not-sincing', 'no symptom "replies-not-sincing"', 'Did you mean replies-not-syncing?'],
  ['doctor --only scopes/requird', 'no check or area "scopes/requird"', 'Did you mean scopes/required?'],
  ['doctor --only token,scpes', 'no check or area "scpes"', 'Did you mean scopes?'],
  ['doctor --skip webhok', 'no check or area "webhok"', 'Did you mean webhooks?'],
  [
    'doctor --mode legcy-app',
    "'legcy-app' is invalid",
    'legacy-app, project-app',
    'Did you mean legacy-app?',
  ],
  ['doctor --sandbox reply-interal', 'no sandbox portal "reply-interal"', 'Did you mean reply-internal?'],
  ['doctor --sandbox scope-missing+reply-interal', 'portal "reply-interal"', 'mean reply-internal?'],
  ['sandbox start reply-interal', 'no sandbox portal "reply-interal"', 'Did you mean reply-internal?'],
  ['sandbox start healthy-email --fault sloww', 'no fault "sloww"', 'Did you mean slow?'],
  [
    'checks scopes/requird',
    'no check, cause, symptom or area "scopes/requird"',
    'Did you mean scopes/required?',
  ],
  ['doctor --format jsn', "'jsn' is invalid", 'text, brief, json', 'Did you mean json?'],
  ['checks --format xml', "'xml' is invalid", 'text, brief, json'],
  ['sandbox list --format xml', "'xml' is invalid", 'text, json'],
  ['doctor --fail-on wran', "'wran' is invalid", 'fail, warn, manual', 'Did you mean warn?'],
  // Near to a command of another branch, which is no answer to what the symptoms are.
  ['doctor nope', 'no symptom "nope"', 'The symptoms are: '],
  ['doctor handoff', 'no symptom "handoff"', 'Did you mean handoff-without-ticket?'],
  ['doctor --skip owners-read', 'no check or area "owners-read"', 'Did you mean scopes/owners-read?'],
  [
    'doctor recheck owner-scope-missing --from x',
    'no cause "owner-scope',
    'Did you mean owners-scope-missing?',
  ],
  ['doctor --color allways', "'allways' is invalid", 'Did you mean always?'],
  ['logs x.csv --format markdwn', "'markdwn' is invalid", 'Did you mean markdown?'],
  ['logs x.csv --only-error', "unknown option '--only-error'", 'Did you mean --only-errors?'],
  ['diff a b --format mrkdown', "'mrkdown' is invalid", 'Did you mean markdown?'],
  ['engine jurnal', "unknown command 'jurnal'", 'Did you mean journal?'],
  ['engine journal --status dnoe', "'dnoe' is invalid", 'Did you mean done?'],
  ['engine start --signature enforc', "'enforc' is invalid", 'Did you mean enforce?'],
  ['engine start --sandbox healthy-chta', 'portal "healthy-chta"', 'Did you mean healthy-chat?'],
  ['completion fihs', "unknown command 'fihs'", 'Did you mean fish?'],
  ['doctor rechek token-rejected', "unknown command 'rechek'", 'Did you mean recheck?'],
  ['doctor rechek', "unknown command 'rechek'", 'Did you mean recheck?'],
  ['doctor recheck token-rejectd --from x', 'no cause "token-rejectd"', 'Did you mean token-rejected?'],
  ['help docter', "unknown command 'docter'", 'Did you mean doctor?'],
  ['help engine jurnal', "unknown command 'jurnal'", 'Did you mean journal?'],
  ['engine help jurnal', "unknown command 'jurnal'", 'Did you mean journal?'],
  ['sandbox help strt', "unknown command 'strt'", 'Did you mean start?'],
  ['Doctor', "unknown command 'Doctor'", 'Did you mean doctor?'],
  ['retest quiet', 'too many arguments', 'Did you mean --quiet?'],
  ['doctor --token=pat', "unknown option '--token=...'", 'Did you mean --token-file?'],
  ['checks throttle', 'no check, cause, symptom or area "throttle"', 'Did you mean webhooks/throttle?'],
  ['checks owner-not-ai-usr', '"owner-not-ai-usr"', 'Did you mean owner-not-ai-user?'],
  ['checks replies-not-sincing', '"replies-not-sincing"', 'Did you mean replies-not-syncing?'],
  ['checks webhoks', '"webhoks"', 'Did you mean webhooks?'],
  ['checks ownergate', '"ownergate"', 'Did you mean owner-gate?'],
  ['checks --answers --format markdown', '--answers has no markdown form', '--format json'],
  ['checks --coverage --format brief', '--coverage has no brief form', '--format json'],
  ['checks token/format --answers', '--answers shows every answer', 'Leave out what was named'],
  ['engine strat', "unknown command 'strat'", 'Did you mean start?'],
  ['sandbox strat', "unknown command 'strat'", 'Did you mean start?'],
  ['help engine strat', "unknown command 'strat'", 'Did you mean start?'],
  [
    'help strat',
    "unknown command 'strat'",
    'Did you mean `opencx-hubspot engine start` or `opencx-hubspot sandbox start`?',
  ],
  ['rechek x', "unknown command 'rechek'", 'Did you mean `opencx-hubspot doctor recheck`?'],
  ['doctor recheck missing-scop --from x', 'no cause "missing-scop"', 'Did you mean scope-missing?'],
  ['doctor recheck TOKEN_REJECTED --from x', 'no cause "TOKEN_REJECTED"', 'Did you mean token-rejected?'],
  ['doctor recheck x --savee y', "unknown option '--savee'", 'Did you mean --save?'],
  ['doctor replies-not-sync', 'no symptom "replies-not-sync"', 'Did you mean replies-not-syncing?'],
  ['doctor Replies_Not_Syncing', 'no symptom "Replies_Not_', 'Did you mean replies-not-syncing?'],
  ['doctor replies not syncing', 'too many arguments', '`opencx-hubspot doctor replies-not-syncing`'],
  [
    'doctor recheck owners scope missing --from x',
    'too many arguments',
    '`opencx-hubspot doctor recheck owners-scope-missing`',
  ],
  ['ENGINE start', "unknown command 'ENGINE'", 'Did you mean engine?'],
  ['doctor --No_Input', "unknown option '--No_Input'", 'Did you mean --no-input?'],
  ['-v', "unknown option '-v'", 'Did you mean -V?'],
  ['-help', "unknown option '-help'", 'Did you mean --help?'],
  ['checks webhook', 'area "webhook"', 'Did you mean webhooks, webhook-not-registered or '],
  ['checks missing-scop', 'area "missing-scop"', 'Did you mean logs/missing-scopes or scope-missing?'],
  ['checks SCOPE_MISSING', 'area "SCOPE_MISSING"', 'Did you mean scope-missing?'],
  ['checks owner not ai user', 'too many arguments', '`opencx-hubspot checks owner-not-ai-user`'],
  ['doctor webhook', 'no symptom "webhook"', 'Did you mean webhooks?', 'doctor --only webhooks'],
];

const FAR_OFF: readonly [typed: string, ...said: string[]][] = [
  ['banana', "unknown command 'banana'", 'List the commands with `opencx-hubspot --help`.'],
  ['doctor --prod', "unknown option '--prod'", 'listed with --help'],
  ['doctor --banana', "unknown option '--banana'", 'listed with --help'],
  ['doctor banana', 'no symptom "banana"', 'The symptoms are: '],
  ['doctor --only banana', 'no check or area "banana"', 'List them with `opencx-hubspot checks`'],
  ['doctor --mode banana', "'banana' is invalid", 'legacy-app, project-app, service-key, oauth.'],
  ['doctor --format banana', "'banana' is invalid", 'text, brief, json'],
  ['doctor --sandbox banana', 'no sandbox portal "banana"', 'List them with `opencx-hubspot sandbox list`'],
  ['doctor recheck banana --from x', 'no cause "banana"', '`opencx-hubspot checks` lists them all'],
  ['checks banana', 'no check, cause, symptom or area "banana"', 'List them with `opencx-hubspot checks`'],
  ['engine trigger banana', 'no bundled event "banana"', 'The events are: new-message'],
  ['sandbox start healthy-email --fault banana', 'no fault "banana"', 'The faults are: '],
];

/** Words that stand for something, though not where they were typed. */
const MISPLACED: readonly [typed: string, ...said: string[]][] = [
  [
    'replies-not-syncing',
    "unknown command 'replies-not-syncing'",
    '`opencx-hubspot doctor replies-not-syncing`',
  ],
  ['doctor start', 'no symptom', '`opencx-hubspot engine start` or `opencx-hubspot sandbox start`'],
  ['engine recheck', "unknown command 'recheck'", 'It is `opencx-hubspot doctor recheck`.'],
  ['help recheck', "unknown command 'recheck'", 'It is `opencx-hubspot doctor recheck`.'],
  ['doctor-recheck', "unknown command 'doctor-recheck'", 'It is `opencx-hubspot doctor recheck`.'],
  ['engine_start', "unknown command 'engine_start'", 'It is `opencx-hubspot engine start`.'],
  ['engine:start', "unknown command 'engine:start'", 'It is `opencx-hubspot engine start`.'],
  ['version', "unknown command 'version'", 'It is a flag: `opencx-hubspot --version`.'],
  ['doctor help', 'no symptom "help"', 'It is a flag: `opencx-hubspot doctor --help`.'],
  ['doctor token/accepted', 'no symptom', 'token/accepted is a check', 'doctor --only token/accepted'],
  [
    'doctor token-rejected',
    'no symptom',
    'token-rejected is a cause: `opencx-hubspot checks token-rejected`',
  ],
  [
    'doctor recheck scopes/required --from x',
    'is a check, not a cause',
    'It can name: scope-missing, owners',
  ],
  ['checks healthy-chat', 'no check', 'emulated portal: `opencx-hubspot doctor --sandbox healthy-chat`'],
  ['checks start', 'no check', 'It is `opencx-hubspot engine start` or `opencx-hubspot sandbox start`.'],
  [
    'self-caused',
    'unknown command',
    'a reason for which the engine skips: `opencx-hubspot checks self-caused`',
  ],
  ['doctor healthy-chat', 'no symptom', 'emulated portal: `opencx-hubspot doctor --sandbox healthy-chat`'],
  ['sandbox healthy-chat', 'unknown command', '`opencx-hubspot sandbox start healthy-chat`'],
  ['engine start healthy-chat', 'too many', '`opencx-hubspot engine start --sandbox healthy-chat`'],
  ['doctor 8243595013', 'no symptom', '`opencx-hubspot doctor --thread 8243595013`', '--ticket 8243595013`'],
  ['explain 8243595013', 'too many arguments', '`opencx-hubspot explain --thread 8243595013`'],
  [
    'doctor https://app.hubspot.com/live-messages/1/inbox/2',
    'no symptom',
    '`opencx-hubspot doctor --thread`',
  ],
  ['doctor jo@example.test', 'no symptom', '`opencx-hubspot doctor --contact`'],
  ['logs --thred 5', "unknown option '--thred'", '--thread is a flag of doctor, '],
  ['retest --for rep', "unknown option '--for'", 'Did you mean --format? --for is a flag of doctor.'],
  [
    'engine --sandbox healthy-chat start',
    "unknown option '--sandbox'",
    'engine start, console, and stands behind the name of the command',
  ],
  ...['engine status', 'engine journal', 'engine replay', 'explain', 'doctor', 'console'].map(
    (command): [string, ...string[]] => [
      `${command} --store postgres://opencx@127.0.0.1/opencx`,
      "unknown option '--store'",
      `For ${command} the address goes behind --journal, or in OPENCX_HUBSPOT_STORE.`,
    ],
  ),
  ['logs --store postgres://opencx@127.0.0.1/opencx', '--store is a flag of engine start.'],
  ['reply-not-syncing', "unknown command 'reply-not-syncing'", '`opencx-hubspot doctor replies-not-syncing`'],
  ['trigger', "unknown command 'trigger'", 'It is `opencx-hubspot engine trigger`.'],
  ['start', 'unknown command', '`opencx-hubspot engine start` or `opencx-hubspot sandbox start`'],
  ['recheck', 'unknown command', '`opencx-hubspot doctor recheck`'],
  ['scopes/required', 'unknown command', '`opencx-hubspot checks scopes/required`'],
  ['owners-scope-missing', 'unknown command', '`opencx-hubspot checks owners-scope-missing`'],
  ['logs --thread 5', "unknown option '--thread'", '--thread is a flag of doctor, '],
  ['--offline doctor', "unknown option '--offline'", 'a flag of doctor, doctor recheck, and stands behind'],
  [
    'help engine start now',
    "unknown command 'now'",
    '`opencx-hubspot engine start --help` lists what it takes',
  ],
  ['retest now', 'too many arguments', 'What retest takes is listed with `opencx-hubspot retest --help`.'],
  ['sandbox list all', 'too many arguments', '`opencx-hubspot sandbox list --help`'],
  [
    'doctor recheck token-rejected now --from x',
    'too many arguments',
    '`opencx-hubspot doctor recheck --help`',
  ],
  ['doctor --thread', "'--thread <id>' argument missing", 'What belongs there: conversation, by HubSpot'],
  ['sandbox start', "missing required argument 'name'", 'It is a portal of `sandbox list`'],
  ['doctor recheck', "missing required argument 'cause'", 'a cause that the bundle showed'],
  ['diff a', "missing required argument 'after'", 'It is the later run.'],
];

test.each(MISPLACED)('%s: says where it belongs, or what does', async (typed, ...said) => {
  expectUsageError(await runHere(typed.split(' ')), ...said);
});

test('a token in the wrong place is not repeated', async () => {
  const token = 'pat-na1-00000000-0000-0000-0000-000000000000';
  for (const typed of [
    ['retest', token],
    ['doctor', `--token=${token}`],
    ['doctor', 'x', token],
  ]) {
    const { code, err } = await runHere(typed);
    expect(code).toBe(2);
    expect(err).not.toContain(token);
  }
});

test.each(FAR_OFF)('%s: says what there is, and guesses at nothing', async (typed, ...said) => {
  const outcome = await runHere(typed.split(' '));
  expectUsageError(outcome, ...said);
  expect(outcome.err).not.toMatch(/Did you mean|nearest/);
});

test.each(MISTYPED)('%s: names what there is instead', async (typed, ...said) => {
  expectUsageError(await runHere(typed.split(' ')), ...said);
});

const UNUSABLE: readonly [typed: readonly string[], ...said: string[]][] = [
  [['doctor', '--timeout', '0'], '--timeout', 'seconds above 0'],
  [['doctor', '--timeout', '3601'], '--timeout', 'at most 3600'],
  [['doctor', '--deadline', 'abc'], '--deadline', 'seconds above 0'],
  [['doctor', '--deadline', '-5'], '--deadline', 'seconds above 0'],
  [['doctor', '--thread'], "'--thread <id>' argument missing"],
  [['doctor', '--only'], "'--only <ids>' argument missing"],
  [['doctor', '--webhook-config'], 'argument missing'],
  [['sandbox', 'start'], "missing required argument 'name'"],
  [['doctor', 'replies-not-syncing', 'email-without-session'], 'too many arguments', 'got 2'],
  [['checks', 'token/format', 'token/portal'], 'too many arguments', 'got 2'],
  [['doctor', '--thread', 'the last one'], '--thread wants the id of a conversation'],
  [['doctor', '--ticket', 'T-1'], '--ticket wants the id of a ticket'],
  [['doctor', '--session', '12'], '--session was given a number', '--thread or --ticket'],
  [['doctor', '--session', 'the-last'], '--session wants', 'UUID'],
  [['doctor', '--contact', 'jo.doe'], '--contact wants an email address'],
  [['doctor', '--contact', 'j…@example.test'], 'a part of this one is hidden'],
  [['doctor', '--contact', '<jo@example.test>'], '--contact wants an email address'],
  [['doctor', '--default-user', 'A-<id>'], '--default-user holds "A-<id>", which is a placeholder', '"none"'],
  [['doctor', '--default-user', '?'], 'says that it is not known'],
  [['doctor', '--portal', '0'], '--portal wants the portal id'],
  [['doctor', '--webhook-url', 'https://api.open.cx/<JWT>'], '--webhook-url must be a whole'],
  [['doctor', '--portal', 'na1'], '--portal wants the portal id'],
  [['doctor', '--webhook-url', 'open.cx/hook'], '--webhook-url must be a whole http or https URL'],
  [['doctor', '--allow-host', 'https://proxy.example.test'], '--allow-host wants the name of a host'],
  [['sandbox', 'start', 'healthy-email', '--port', '65535'], '--port', 'from 0 to 65534'],
  [['sandbox', 'start', 'healthy-email', '--latency', 'slow'], '--latency', 'whole number'],
];

test.each(UNUSABLE)('%j: says what is wanted', async (typed, ...said) => {
  expectUsageError(await runHere(typed), ...said);
});

/** By command: flags whose value has a form of its own, and one of that form. */
const EXAMPLES: readonly [command: string, flag: string, example: string][] = [
  ['doctor', '--wait', '5m'],
  ['doctor', '--since', '7d'],
  ['doctor', '--for', 'hubspot-admin'],
  ['doctor', '--dates', 'dmy'],
  ['doctor', '--answer', 'webhooks.throttle=10'],
  ['doctor', '--map', '"Response code=status"'],
  ['doctor', '--thread', '8243595013'],
  ['doctor', '--only', 'scopes/required,webhooks'],
  ['retest', '--wait', '5m'],
  ['logs x.csv', '--map', '"Response code=status"'],
  ['logs x.csv', '--since', '2h'],
  ['engine trigger new-message', '--set', 'objectId=8243595013'],
];

test.each(EXAMPLES)(
  '%s %s without its value, or with none of its own, shows one: %s',
  async (command, flag, example) => {
    const shown = `For example: ${flag} ${example}`;
    expectUsageError(await runHere([...command.split(' '), flag]), 'argument missing', shown);
    const cwd = await folderWith({ 'x.csv': 'a,b\n' });
    const beside = flag === '--map' || flag === '--dates' ? ['--api-log', 'x.csv'] : [];
    const logged = command === 'doctor' ? beside : [];
    expectUsageError(await runHere([...command.split(' '), flag, ' ', ...logged], { cwd }), shown);
  },
);

test('each example in the table of flags is taken by its own flag', () => {
  for (const command of COMMAND_NAMES)
    for (const { name, value } of flagsOf(command)) {
      if (value?.example === undefined) continue;
      const read = value.read?.(value.example, 0) ?? value.example;
      expect(read, `${name} ${value.example}`).not.toBeInstanceOf(Unusable);
      if (value.choices) expect(value.choices).toContain(value.example);
    }
});

test.each([
  ['engine trigger banana', 'For example: opencx-hubspot engine trigger new-message'],
  ['engine trigger rep-repl', 'Did you mean rep-reply? For example: opencx-hubspot engine trigger rep-reply'],
  ['engine trigger --count 5', 'opencx-hubspot engine trigger new-message --count ...'],
])('%s: shows how it is typed', async (typed, example) => {
  expectUsageError(await runHere(typed.split(' ')), example);
});

describe('what leaves nothing to do', () => {
  test.each([[['--only', 'token', '--skip', 'token']], [['replies-not-syncing', '--only', 'crm']]])(
    '%j is refused',
    async (flags) => {
      expectUsageError(await runHere(['doctor', ...flags]), 'No check is left to run.');
    },
  );

  test('a variable that was not set does not stand for everything', async () => {
    expectUsageError(await runHere(['doctor', '--only', '']), '--only', 'checks or areas');
    expectUsageError(await runHere(['doctor', '--skip', ' , ']), '--skip', 'checks or areas');
  });

  test('a sandbox without a name is not taken for the real HubSpot', async () => {
    expectUsageError(await runHere(['doctor', '--sandbox', '']), 'There is no sandbox portal ""');
  });
});

describe('what does not go together', () => {
  test.each(['--token-file', '--config', '--profile'])('--sandbox and %s', async (flag) => {
    const outcome = await runHere(['doctor', '--sandbox', 'healthy-email', flag, 'any']);
    expectUsageError(outcome, '--sandbox', 'cannot be used with', flag);
  });

  test('--save-answers where nothing can be asked', async () => {
    const outcome = await runHere(['doctor', '--sandbox', 'healthy-email', '--save-answers', 'answers.json']);
    expectUsageError(outcome, '--save-answers writes what is answered at prompts', '--no-input');
  });

  test('`init` without a terminal', async () => {
    const outcome = await runHere(['init']);
    expectUsageError(outcome, 'needs a terminal', 'opencx-hubspot.config.json');
    const page = /dist\/docs\/(\S+)/.exec(outcome.err)?.[1];
    expect(OTHER_PAGES.map(({ address }) => address)).toContain(page);
    const [example = ''] = /\{.*\}/.exec(outcome.err) ?? [];
    const cwd = await folderWith({ 'opencx-hubspot.config.json': example });
    expect((await runHere(['doctor', '--offline', '--quiet'], { cwd })).err).toBe('');
  });
});

test.each(['ftp://proxy.example.test', 'http://', 'a b'])('a proxy that is none: %s', async (HTTPS_PROXY) => {
  const outcome = await runHere(['doctor', '--no-input'], { env: { HTTPS_PROXY } });
  expectUsageError(outcome, 'HTTPS_PROXY is not the address of a proxy', 'http://proxy.example.test:3128');
});

test('a command that is left out brings the help, as an error', async () => {
  for (const args of [[], ['sandbox']]) {
    const { code, out, err } = await runHere(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: opencx-hubspot');
  }
});
