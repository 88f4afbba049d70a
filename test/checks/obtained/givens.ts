/** What somebody may give to a run, as far as probes tell it apart. */
import { ANSWER_KEYS, FACTS } from '../../../checks/facts.ts';
import { CONNECTION_MODES } from '../../../src/core/connection.ts';
import type { Answer, Given } from '../../../src/core/given.ts';
import type { JournalSummary } from '../../../src/core/journal-summary.ts';
import { HOPS, type Proof } from '../../../src/core/proof.ts';
import { Secret } from '../../../src/core/secret.ts';
import { deliveryLogs } from '../../../src/logs/deliveries/summarize.ts';
import { STATES } from '../states/index.ts';
import { TYPED } from '../states/typed.ts';

export const NOTHING: Given = { webhookFiles: [], answers: {}, probeWebhook: false, offline: false };

/** When the probes ask: an hour after what is known was obtained. */
export const NOW = Date.parse('2026-11-20T11:00:00.000Z');
const DAYS = 24 * 60 * 60_000;
const SESSION = '11111111-1111-4111-8111-111111111111';

/** Every question answered by the first word that is taken for an answer to it. */
function answered(more: Omit<Answer, 'value'>): Given['answers'] {
  return Object.fromEntries(
    ANSWER_KEYS.flatMap((key) => {
      const value = TYPED.flatMap((typed) => readAs(key, typed))[0];
      return value === undefined ? [] : [[key, { value, ...more }]];
    }),
  );
}

function readAs(key: (typeof ANSWER_KEYS)[number], typed: unknown): unknown[] {
  try {
    return [FACTS[key].ask?.answer.read(typed)];
  } catch {
    return [];
  }
}

const usual = (key: Parameters<typeof STATES.get>[0]) => {
  const [first] = STATES.get(key) ?? [];
  return first?.evidence.outcome === 'ok' ? first.evidence.value : undefined;
};

const KEY = new Secret('a personal access key');
const summary = usual('journal.events') as JournalSummary;
const journal: NonNullable<Given['journal']> = {
  file: 'journal',
  summaries: {
    whole: summary,
    byPortal: [
      { portalId: 1020304, summary: { ...summary, received: 2 } },
      { portalId: 5060708, summary: { ...summary, received: 1 } },
    ],
  },
  fatesOf: async (delivered) => ({
    ...{ delivered: delivered.length, done: delivered.length },
    ...{ open: 0, skipped: [], failed: [], missing: 0 },
  }),
};
const deliveryLog = (...appIds: readonly (number | undefined)[]): NonNullable<Given['deliveryLog']> => ({
  files: ['deliveries.json', 'more.json'],
  logs: deliveryLogs(
    appIds.map((appId, index) => ({
      events: [],
      outcome: 'answered',
      status: 200,
      portalId: index === 0 ? 1020304 : 5060708,
      ...(appId !== undefined && { appId }),
    })),
  ),
  answered: [{ type: 'conversation.creation', at: NOW }],
});
const proofOf = (result: (hop: (typeof HOPS)[number]) => object): Proof =>
  Object.fromEntries(HOPS.map((hop) => [hop, result(hop)]));
const webhookFile = (form: Given['webhookFiles'][number]['form'], file: string) => ({
  file,
  form,
  config: { throttle: { limit: 100 } },
});

export const GIVENS: Readonly<Record<string, Partial<Given>>> = {
  'a token': { token: new Secret('pat-na1-00000000-0000-0000-0000-000000000000') },
  'a token from standard input': { token: new Secret('Bearer x'), tokenOrigin: 'standard input' },
  'a thread': { threadId: '5001' },
  'a ticket': { ticketId: '9001' },
  'a session': { sessionId: SESSION },
  'a thread and a session': { threadId: '5001', sessionId: SESSION },
  'a ticket and a session': { ticketId: '9001', sessionId: SESSION },
  'a linked thread': { threadId: '5001', linked: { portalId: 1020304, region: 'eu1' } },
  'an address': { contactEmail: 'jo@example.test' },
  'a portal': { portalId: 5060708 },
  'a Default User ID': { defaultUserId: 'A-7001' },
  'an empty Default User ID': { defaultUserId: '' },
  'a webhook URL': { webhookUrl: { scheme: 'https:', host: 'api.open.cx', digest: 'digest-1' } },
  'no webhook URL': { webhookUrl: null },
  ...Object.fromEntries(CONNECTION_MODES.map((mode) => [mode, { mode }])),
  'a saved answer on webhooks': { webhookFiles: [webhookFile('api-both', 'webhooks.json')] },
  'files of a project': {
    webhookFiles: [webhookFile('api-both', 'webhooks.json'), webhookFile('project', 'src/webhooks.json')],
  },
  'a personal access key': { personalAccessKey: KEY },
  'a personal access key, and OAuth': { personalAccessKey: KEY, mode: 'oauth' },
  'a personal access key and a journal': { personalAccessKey: KEY, journal },
  'a developer key': { developerKey: new Secret('a developer key') },
  'a project': { project: 'opencx-support' },
  'the files of a project': {
    projectFiles: {
      project: { file: 'project.json', value: usual('project.found') as never },
      builds: { file: 'builds.json', value: usual('project.builds') as never },
      install: { file: 'install.json', value: usual('project.install') as never },
      sources: { file: 'project.zip', value: usual('project.sources') as never },
    },
  },
  'a probe without a target': { probeWebhook: true },
  'a probe of a target': { probeWebhook: true, webhookTarget: new Secret('https://api.open.cx/x') },
  'a target and no probe': { webhookTarget: new Secret('https://api.open.cx/x') },
  'a journal': { journal },
  'a journal that cannot be looked into': { journal: { file: 'journal', summaries: journal.summaries } },
  'a log of deliveries': { deliveryLog: deliveryLog(2011410, 2011410) },
  'a log of deliveries, and a portal': { deliveryLog: deliveryLog(2011410, 2011410), portalId: 5060708 },
  "a log of another app's deliveries": { deliveryLog: deliveryLog(77) },
  "a log of another app's deliveries, and OAuth": { deliveryLog: deliveryLog(77), mode: 'oauth' },
  'a log of deliveries of no app that it names': { deliveryLog: deliveryLog(undefined) },
  'a log of deliveries and a journal': { deliveryLog: deliveryLog(2011410), journal },
  'a log of calls': {
    apiLog: {
      files: ['calls.csv', 'more.csv'],
      refusals: usual('logs.refusals') as never,
      accounts: { portalIds: [], appIds: [] },
    },
  },
  'a week': { since: { agoMs: 7 * DAYS } },
  'a time': { since: { at: Date.parse('2026-11-19T00:00:00.000Z') } },
  'a time to come': { since: { at: NOW + DAYS } },
  'a live test': {
    proof: proofOf((hop) => ({ value: usual(`proof.${hop}`), at: '2026-11-20T10:59:30.000Z', calls: 3 })),
  },
  'a live test that was broken off': { proof: {} },
  'a live test that says why not': { proof: proofOf((hop) => ({ why: `There was no ${hop}.` })) },
  'a live test that failed': {
    proof: proofOf((hop) => ({ error: { kind: 'timeout', message: `No ${hop} came.` } })),
  },
  'all answers': { answers: answered({}) },
  'all answers of yesterday': {
    answers: answered({ by: 'Robin', at: new Date(NOW - 1 * DAYS).toISOString() }),
  },
  'all answers of a week ago': { answers: answered({ at: new Date(NOW - 7 * DAYS).toISOString() }) },
  'all answers of more than a week ago': {
    answers: answered({ by: 'Robin', at: new Date(NOW - 7 * DAYS - 1).toISOString() }),
  },
};
