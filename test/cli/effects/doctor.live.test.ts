/** The flags of the commands that look at a portal, in each of their modes. */
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { ROOT, runHere } from '../../support/cli.ts';
import { FAILED, writeJournal } from '../engine/journals.ts';
import { TOKEN } from '../hosts.ts';
import { describeMode, type Effects, type Scene } from './effects.ts';

const LOG = join(ROOT, 'fixtures', 'logs', 'owners-403.csv');
const DELIVERIES = join(ROOT, 'fixtures', 'delivery-logs', 'details.cli.txt');
const OTHER_COLUMNS = join(ROOT, 'fixtures', 'logs', 'renamed-columns.csv');
const UNSAID_DATES = join(ROOT, 'fixtures', 'logs', 'slashes-unsaid.csv');
/** Takes no connection, and is not this machine by its name. */
const FOREIGN = '[::ffff:7f00:1]:1';
const NOBODY = 'http://127.0.0.1:1/';
const OPENCX_KEY = { OPENCX_API_KEY: 'ocx_live_00000000000000000000' };

const folder = mkdtempSync(join(tmpdir(), 'effects-'));
const JOURNAL = join(folder, 'engine.journal');
/** Of broken portals: which, and what else the run was given. */
const SAVED: Readonly<Record<string, readonly string[]>> = {
  'throttle-too-low': [],
  'reply-internal': [],
  'session-missing': [],
  'contact-ambiguous': [],
  'default-user-unknown': [],
  'token-other-portal': [],
  'token-rejected': [],
  'owners-scope-missing': [],
  'webhook-unreachable': [],
  'webhook-url-stale': [],
  'project-not-deployed': [],
  'healthy-chat': ['--journal', JOURNAL],
};

let sandbox: Sandbox;
const bundles: Record<string, string> = {};

beforeAll(async () => {
  const healthy = await loadPortal('healthy-email');
  // Nearly used up: something to warn of.
  healthy.state.usage.used = 0.9 * healthy.state.usage.limit;
  // Each answer takes longer than the shortest time limit there is.
  sandbox = await startSandbox(healthy, { latencyMs: 5 });
  await writeJournal(JOURNAL, [{ outcome: FAILED }]);
  for (const [name, flags] of Object.entries(SAVED)) {
    const file = join(folder, `${name}.json`);
    await runHere(['doctor', '--sandbox', name, '--no-input', '--quiet', '--save', file, ...flags]);
    bundles[`${name}.json`] = await readFile(file, 'utf8');
  }
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** The healthy portal over real sockets, and files for whoever names one. */
function portal(): Scene {
  let seen = 0;
  const shop = { hubspot: { apiUrl: sandbox.url, tokenVariable: 'SHOP_TOKEN' } };
  return {
    env: {
      HUBSPOT_API_URL: sandbox.url,
      OPENCX_API_URL: sandbox.openCxUrl,
      HUBSPOT_ACCESS_TOKEN: TOKEN,
      SHOP_TOKEN: TOKEN,
    },
    files: {
      'opencx-hubspot.config.json': { profiles: { shop: { ...shop, portal: { id: 5060708 } } } },
      'other.json': { portal: { id: 5060708 } },
      'others.json': { profiles: { shop } },
      'foreign.json': { profiles: { shop: { hubspot: { apiUrl: `https://${FOREIGN}` } } } },
      'hooked.json': { profiles: { shop: { ...shop, opencx: { webhookUrl: NOBODY } } } },
      'token.txt': 'ocx_live_00000000000000000000',
      'key.txt': 'CihuYTEtMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw',
      'answers.yaml': 'answers: { webhooks.throttle: 10 }',
      'hook.json': { targetUrl: NOBODY, throttling: { maxConcurrentRequests: 10, period: 'SECONDLY' } },
      'accepted.json': accepted('token/portal', 'webhooks/throttle'),
      'of-shop.json': accepted({ check: 'webhooks/throttle', scope: { profile: 'shop' } }),
      ...bundles,
    },
    requests() {
      const fresh = sandbox.requests
        .slice(seen)
        .map(({ method, path }) => `${method} ${path}`.replace(/fromTimestamp=\d+/, ''));
      seen = sandbox.requests.length;
      return fresh;
    },
  };
}

/** A file of failures that are accepted. */
function accepted(...checks: readonly (string | object)[]) {
  const until = { reason: 'agreed', expires: '2099-12-31' };
  const entries = checks.map((check) => (typeof check === 'string' ? { check } : check));
  return { suppressions: entries.map((entry) => ({ ...entry, ...until })) };
}

function only(checks: string, ...flags: readonly string[]): string[] {
  return ['--no-input', '--only', checks, ...flags];
}

/** A failure, whatever the portal. */
const FAILING = only('webhooks/throttle', '--answers', 'answers.yaml');

/** What is said of one portal, and read of it. */
const ABOUT_ONE_PORTAL: Effects = {
  '--thread': { does: 'names the conversation', value: ['9001'], beside: only('conversation') },
  '--ticket': { does: 'names the conversation', value: ['9001'], beside: only('conversation') },
  '--session': {
    does: 'names the session',
    value: ['00000000-0000-4000-8000-000000000000'],
    beside: only('handoff'),
    env: OPENCX_KEY,
  },
  '--contact': { does: 'names the customer', value: ['nobody@example.test'], beside: only('crm') },
  '--default-user': { does: 'is looked for', value: ['A-9999'], beside: only('default-user') },
  '--webhook-url': {
    does: 'is compared',
    value: [NOBODY],
    beside: only('webhooks', '--webhook-config', 'hook.json'),
  },
  '--portal': { does: 'is compared', value: ['5060708'] },
  '--mode': { does: 'decides what applies', value: ['service-key'], beside: only('webhooks') },
  '--webhook-config': { does: 'is read', value: ['hook.json'], beside: only('webhooks/throttle') },
  '--answers': { does: 'are read', value: ['answers.yaml'], beside: only('webhooks/throttle') },
  '--answer': {
    does: 'is taken',
    value: ['webhooks.throttle=10'],
    beside: only('webhooks/throttle'),
  },
  '--save-answers': { does: 'keeps what is said at prompts', shownIn: 'test/cli/prompts.live.test.ts' },
  '--journal': { does: 'is read', value: [JOURNAL], beside: only('processing') },
  '--api-log': { does: 'is read', value: [LOG], beside: only('logs') },
  '--delivery-log': { does: 'is read', value: [DELIVERIES], beside: only('deliveries') },
  '--map': {
    does: 'says what a column means',
    value: ['Target=path', 'Result=status', 'Action=method'],
    beside: only('logs', '--api-log', OTHER_COLUMNS),
  },
  '--since': { does: 'counts conversations', value: ['2026-11-01'], beside: only('impact') },
  '--dates': {
    does: 'says which number is the day',
    value: ['dmy'],
    beside: only('logs', '--api-log', UNSAID_DATES),
  },
  '--token-file': { does: 'wins over the environment', value: ['token.txt'] },
  '--personal-access-key-file': {
    does: 'is exchanged',
    value: ['key.txt'],
    beside: only('project', '--full'),
  },
  '--project': { does: 'says that it is a project app', value: ['other'], beside: only('project') },
  '--profile': { does: 'says which portal is meant', value: ['shop'] },
  '--sandbox': { does: 'asks another portal', value: ['token-rejected'] },
  '--save': { does: 'writes the bundle', value: ['bundle.json'] },
  '--keep-names': { does: 'keeps names in the bundle', shownIn: 'test/cli/keep-names.live.test.ts' },
};

/** How calls are made, and what is made of the settings for them. */
const LOOKING: Effects = {
  '--config': { does: 'is read', value: ['other.json'] },
  '--allow-host': {
    does: 'lets a foreign host be asked',
    value: [FOREIGN],
    env: { HUBSPOT_API_URL: `https://${FOREIGN}` },
  },
  '--timeout': { does: 'cuts a call short', value: ['0.0001'] },
  '--deadline': { does: 'cuts the run short', value: ['0.0001'] },
  '--wait': { does: 'looks again', value: ['0.6s'], beside: FAILING },
  '--probe-webhook': { does: 'sends a batch', beside: only('webhooks/reachable', '--webhook-url', NOBODY) },
  '--offline': { does: 'makes no call' },
};

const CHOOSING: Effects = {
  '--only': { does: 'leaves the rest out', value: ['scopes'], beside: ['--no-input', '--skip', 'webhooks'] },
  '--skip': { does: 'leaves it out', value: ['token/portal'] },
};
const NEVER_ASKING: Effects = {
  '--no-input': { does: 'keeps a person from being asked', shownIn: 'test/cli/prompts.live.test.ts' },
};
const FOR_ONE: Effects = {
  '--for': { does: 'prints their part', value: ['hubspot-admin'] },
  '--questions': { does: 'writes them as a form', value: ['form.md'] },
  '--open': { does: 'names the screen to open' },
};
const DAY_AFTER_DAY: Effects = {
  '--case': { does: 'keeps the run', value: ['ACME-123'] },
};
const ALL_PROFILES: Effects = {
  '--all-profiles': { does: 'writes a report for each' },
  '--output-dir': { does: 'takes the reports', value: ['there'], beside: only('token', '--all-profiles') },
  '--at-once': {
    does: 'is kept to',
    value: ['3'],
    beside: only('token', '--all-profiles', '--format', 'json'),
  },
};

const REPORTING: Effects = {
  '--full': { does: 'shows every check' },
  '--verbose': { does: 'shows every check' },
  '--quiet': { does: 'prints one line' },
  '--format': { does: 'is another form', value: ['json'] },
  '--output': { does: 'writes the report', value: ['report.txt'] },
  '--suppressions': { does: 'accepts a failure', value: ['accepted.json'], beside: FAILING },
  '--fail-on': {
    does: 'lets open questions count',
    value: ['manual'],
    beside: only('token/format,webhooks/delivering'),
  },
  '--exit-zero': { does: 'exits 0', beside: FAILING },
};

function without(effects: Effects, ...flags: readonly (keyof Effects)[]): Effects {
  return Object.fromEntries(
    Object.entries(effects).filter(([flag]) => !flags.includes(flag as keyof Effects)),
  );
}

/** With something else beside the flags, where the mode takes less. */
function beside(effects: Effects, ...flags: readonly string[]): Effects {
  return Object.fromEntries(
    Object.entries(effects).map(([flag, effect]) => [
      flag,
      'shownIn' in effect ? effect : { ...effect, beside: flags },
    ]),
  );
}

describeMode(
  {
    command: 'doctor',
    openedBy: 'doctor',
    words: ['doctor'],
    beside: only('token'),
    effects: {
      ...ABOUT_ONE_PORTAL,
      ...LOOKING,
      ...CHOOSING,
      ...NEVER_ASKING,
      ...FOR_ONE,
      ...DAY_AFTER_DAY,
      ...ALL_PROFILES,
      ...REPORTING,
      '--from': { does: 'judges what was saved', value: ['reply-internal.json'] },
    },
  },
  portal,
);

describeMode(
  {
    command: 'doctor',
    openedBy: '--offline',
    words: ['doctor', '--offline'],
    beside: only('token'),
    opening: ['--offline'],
    effects: {
      ...ABOUT_ONE_PORTAL,
      ...without(LOOKING, '--offline', '--timeout', '--deadline', '--wait', '--probe-webhook'),
      ...CHOOSING,
      ...NEVER_ASKING,
      ...FOR_ONE,
      ...DAY_AFTER_DAY,
      ...ALL_PROFILES,
      ...REPORTING,
    },
  },
  portal,
);

describeMode(
  {
    command: 'doctor',
    openedBy: '--sandbox',
    words: ['doctor', '--sandbox', 'healthy-email'],
    beside: only('token'),
    opening: ['--sandbox'],
    effects: {
      ...without(ABOUT_ONE_PORTAL, '--token-file', '--personal-access-key-file', '--profile', '--sandbox'),
      '--project': {
        does: 'is looked for',
        value: ['other'],
        words: ['doctor', '--sandbox', 'healthy-project-app'],
        beside: only('project'),
      },
      ...without(LOOKING, '--config', '--allow-host'),
      ...CHOOSING,
      ...NEVER_ASKING,
      ...FOR_ONE,
      ...DAY_AFTER_DAY,
      ...REPORTING,
      '--fail-on': {
        does: 'lets open questions count',
        value: ['manual'],
        words: ['doctor', '--sandbox', 'subscription-paused'],
        beside: only('token/format,webhooks/delivering'),
      },
    },
  },
  portal,
);

describeMode(
  {
    command: 'doctor',
    openedBy: '--from',
    words: ['doctor', '--from', 'throttle-too-low.json'],
    opening: ['--from'],
    effects: {
      ...beside(CHOOSING),
      ...NEVER_ASKING,
      ...beside(FOR_ONE),
      ...beside(without(REPORTING, '--fail-on')),
      '--fail-on': {
        does: 'lets open questions count',
        value: ['manual'],
        words: ['doctor', '--from', 'webhook-unreachable.json'],
        beside: only('token/format,webhooks/delivering'),
      },
      '--profile': {
        does: 'says whose suppressions count',
        value: ['shop'],
        beside: ['--suppressions', 'of-shop.json'],
      },
    },
  },
  portal,
);

describeMode(
  {
    command: 'doctor',
    openedBy: '--all-profiles',
    words: ['doctor', '--all-profiles'],
    beside: only('token'),
    opening: ['--all-profiles'],
    effects: {
      ...beside(without(LOOKING, '--config', '--allow-host', '--probe-webhook'), ...only('token')),
      '--config': { does: 'is read', value: ['others.json'] },
      '--allow-host': {
        does: 'lets a foreign host be asked',
        value: [FOREIGN],
        beside: only('token', '--config', 'foreign.json'),
      },
      '--probe-webhook': { does: 'sends a batch', beside: only('webhooks', '--config', 'hooked.json') },
      ...CHOOSING,
      ...NEVER_ASKING,
      ...beside(without(REPORTING, '--output', '--fail-on'), ...only('token')),
      '--fail-on': {
        does: 'lets open questions count',
        value: ['manual'],
        beside: only('webhooks/object-format'),
      },
      '--output-dir': { does: 'takes the reports', value: ['there'] },
      '--at-once': { does: 'is kept to', value: ['3'], beside: only('token', '--format', 'json') },
    },
  },
  portal,
);

/** The command line that looks again at what a portal was broken by. */
function recheck(cause: string, saved = cause) {
  return { words: ['doctor', 'recheck', cause], beside: ['--from', `${saved}.json`, '--no-input'] };
}

const FAILING_AGAIN = [...recheck('throttle-too-low').beside, '--answers', 'answers.yaml'];

describeMode(
  {
    command: 'doctor recheck',
    openedBy: 'doctor recheck',
    ...recheck('throttle-too-low'),
    opening: ['--from'],
    effects: {
      ...ABOUT_ONE_PORTAL,
      '--case': { does: 'holds the run to compare with', shownIn: 'test/cli/cases/recheck.live.test.ts' },
      '--thread': { does: 'names another conversation', value: ['9001'], ...recheck('reply-internal') },
      '--ticket': { does: 'names another ticket', value: ['9001'], ...recheck('reply-internal') },
      '--session': {
        does: 'names another session',
        value: ['00000000-0000-4000-8000-000000000000'],
        ...recheck('reply-internal'),
        env: OPENCX_KEY,
      },
      '--contact': {
        does: 'names the customer',
        value: ['jo.doe@example.test'],
        ...recheck('contact-ambiguous'),
      },
      '--default-user': { does: 'is looked for', value: ['A-7001'], ...recheck('default-user-unknown') },
      '--webhook-url': {
        does: 'is compared',
        value: [NOBODY],
        words: recheck('webhook-url-stale').words,
        beside: [...recheck('webhook-url-stale').beside, '--webhook-config', 'hook.json'],
      },
      '--profile': { does: 'says which portal is meant', value: ['shop'], ...recheck('token-other-portal') },
      '--portal': { does: 'is compared', value: ['5060708'], ...recheck('token-other-portal') },
      '--personal-access-key-file': {
        does: 'is exchanged',
        value: ['key.txt'],
        ...recheck('project-not-deployed'),
      },
      '--project': {
        does: 'is looked for',
        value: ['other'],
        words: recheck('project-not-deployed').words,
        beside: [...recheck('project-not-deployed').beside, '--personal-access-key-file', 'key.txt'],
      },
      '--mode': { does: 'decides what applies', value: ['service-key'], ...recheck('throttle-too-low') },
      '--webhook-config': { does: 'is read', value: ['hook.json'], ...recheck('throttle-too-low') },
      '--answers': { does: 'are read', value: ['answers.yaml'], ...recheck('throttle-too-low') },
      '--answer': { does: 'is taken', value: ['webhooks.throttle=10'], ...recheck('throttle-too-low') },
      '--journal': { does: 'is read', value: [JOURNAL], ...recheck('event-failed', 'healthy-chat') },
      '--since': { does: 'counts again', value: ['2026-11-01'], ...recheck('session-missing') },
      '--api-log': { does: 'is read', value: [LOG], ...recheck('owners-scope-missing') },
      '--delivery-log': { does: 'is read', value: [DELIVERIES], ...recheck('webhook-url-stale') },
      '--map': {
        does: 'says what a column means',
        value: ['Target=path', 'Result=status', 'Action=method'],
        words: ['doctor', 'recheck', 'owners-scope-missing'],
        beside: ['--from', 'owners-scope-missing.json', '--no-input', '--api-log', OTHER_COLUMNS],
      },
      '--dates': {
        does: 'says which number is the day',
        value: ['dmy'],
        ...recheck('token-rejected'),
        beside: [...recheck('token-rejected').beside, '--api-log', UNSAID_DATES],
      },
      ...beside(without(LOOKING, '--config', '--probe-webhook'), ...recheck('throttle-too-low').beside),
      '--config': { does: 'is read', value: ['other.json'], ...recheck('token-other-portal') },
      '--probe-webhook': {
        does: 'sends a batch',
        words: recheck('webhook-unreachable').words,
        beside: [...recheck('webhook-unreachable').beside, '--webhook-url', NOBODY],
      },
      ...NEVER_ASKING,
      ...beside(without(REPORTING, '--full', '--fail-on'), ...FAILING_AGAIN),
    },
  },
  portal,
);

const OTHER_PORTAL = ['--portal', '5060708'];

describeMode(
  {
    command: 'retest',
    openedBy: 'retest',
    words: ['retest'],
    effects: {
      '--portal': { does: 'is compared', value: ['5060708'] },
      '--token-file': { does: 'wins over the environment', value: ['token.txt'] },
      '--profile': { does: 'says which portal is meant', value: ['shop'] },
      '--sandbox': { does: 'asks another portal', value: ['token-rejected'] },
      '--save': { does: 'writes the bundle', value: ['bundle.json'] },
      '--keep-names': { does: 'keeps names in the bundle', shownIn: 'test/cli/keep-names.live.test.ts' },
      ...beside(without(LOOKING, '--probe-webhook', '--offline')),
      '--wait': { does: 'looks again', value: ['0.1s'], beside: OTHER_PORTAL },
      ...REPORTING,
      '--suppressions': { does: 'accepts a failure', value: ['accepted.json'], beside: OTHER_PORTAL },
      '--fail-on': { does: 'lets warnings count', value: ['warn'] },
      '--exit-zero': { does: 'exits 0', beside: OTHER_PORTAL },
    },
  },
  portal,
);
