/** What HubSpot and OpenCX may answer to each read that probes make. What is as it should be comes first. */
import { strToU8, zipSync } from 'fflate';
import type { EvidenceKey, EvidenceValues } from '../../../checks/facts.ts';
import { type EvidenceError, EvidenceFailure, EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { DeveloperReader, HubSpotReader, OpenCxReader } from '../../../src/core/ports.ts';
import { STATES } from '../states/index.ts';

/** By a few words that name the answer. */
type Answers<R> = {
  readonly [M in keyof R]?: R[M] extends (...args: infer A) => Promise<infer T>
    ? Readonly<Record<string, (...args: A) => T>>
    : never;
};

/** What is known of a fact in the state of this name; where none is named, in the one that is as it should be. */
function known<K extends EvidenceKey>(key: K, name?: string): EvidenceValues[K] {
  const state = STATES.get(key)?.find((each) => name === undefined || each.name === name);
  if (state?.evidence.outcome !== 'ok') throw new Error(`${key} has no value "${name}".`);
  return state.evidence.value as EvidenceValues[K];
}

const THREAD = known('conversation.thread');
const CONTACT = known('conversation.contact');
const TICKET = known('conversation.ticket');
const SESSION = known('conversation.session');
const OWNER = known('default-user.owner').byUserId;
const PROJECT = { ...known('project.found'), id: 77 };
const [NEWER, OLDER] = ['2026-11-20T09:00:00.000Z', '2026-11-20T07:00:00.000Z'];
const { latestMessageAt: _latest, ...SILENT } = THREAD;

/** HubSpot's clock, an hour after what the facts were obtained at. */
const NOW = '2026-11-20T11:00:00.000Z';

/** Threads of a week as the counts over a period tell them apart. */
const PERIOD = [
  { ...THREAD, receivedAt: THREAD.createdAt },
  { ...THREAD, id: '5002', assignedTo: 'A-7002', receivedAt: THREAD.createdAt, latestMessageAt: NEWER },
];

const HUBSPOT: Answers<HubSpotReader> = {
  introspect: { 'with every scope': () => known('token.introspection') },
  accountDetails: { 'as it should be': () => known('account.details') },
  dailyUsage: { little: () => known('account.usage') },
  clock: { 'an hour later': () => NOW, 'does not say': () => undefined },
  readWith: { 'lets it read': () => undefined },
  ownerByUserId: {
    'an owner': (_id, options) => (options?.archived ? null : OWNER),
    'an archived owner': (_id, options) => (options?.archived && OWNER ? { ...OWNER, archived: true } : null),
    nobody: () => null,
  },
  ownerById: { nobody: () => null, 'an owner': () => OWNER },
  actor: { somebody: (id) => ({ id, name: 'Robin Reed' }), nobody: () => null },
  thread: {
    'the thread': (id) => ({ ...THREAD, id }),
    'one that is archived': (id, options) => (options?.archived ? { ...THREAD, id, archived: true } : null),
    'no thread': () => null,
  },
  threadsOfTicket: {
    'one thread': () => [THREAD],
    'an older one first': () => [
      { ...THREAD, id: '5003', latestMessageAt: OLDER },
      { ...THREAD, id: '5004', latestMessageAt: NEWER },
    ],
    'a newer one first': () => [
      { ...THREAD, id: '5004', latestMessageAt: NEWER },
      { ...THREAD, id: '5003', latestMessageAt: OLDER },
    ],
    'one without a message, begun last': () => [
      { ...THREAD, latestMessageAt: OLDER },
      { ...SILENT, id: '5005', createdAt: NEWER },
    ],
    'no thread': () => [],
  },
  threadsSince: {
    'two threads': () => ({ threads: PERIOD, whole: true }),
    'two of many': () => ({ threads: PERIOD, whole: false }),
    'none of many': () => ({ threads: [], whole: false }),
    'one without a message': () => ({ threads: [SILENT], whole: false }),
    'no thread': () => ({ threads: [], whole: true }),
  },
  messages: {
    'a reply': () => known('conversation.messages'),
    'a comment alone': () => known('conversation.messages', 'a comment alone'),
    none: () => [],
  },
  channelAccount: {
    'the account': (id) => ({ ...known('conversation.channelAccount'), id }),
    'one that is archived': (id, options) =>
      options?.archived ? { ...known('conversation.channelAccount', 'archived'), id } : null,
    'no account': () => null,
  },
  ticket: {
    'the ticket': (id) => ({ ...TICKET, id }) as never,
    'one that is deleted': (id, options) =>
      (options?.archived ? { ...TICKET, id, archived: true } : null) as never,
    'no ticket': () => null,
  },
  contact: { 'the contact': () => CONTACT, 'no contact': () => null },
  contactsByEmail: { one: () => known('conversation.contactMatches'), none: () => [] },
  ticketStages: { 'open and closed': () => known('conversation.ticketStages') },
  webhookConfig: { 'the settings': () => known('webhooks.api') },
  appChanges: { 'a change': () => known('webhooks.activity') },
};

const OPENCX: Answers<OpenCxReader> = {
  sessionsReadable: { 'lets it read': () => true, 'does not': () => false },
  session: { 'the session': () => SESSION, 'no session': () => null },
  sessionsSince: {
    'one session': () => ({ sessions: [SESSION], whole: true }),
    'one of many': () => ({ sessions: [SESSION], whole: false }),
    'no session': () => ({ sessions: [], whole: true }),
  },
};

const AT = Date.parse(NOW);
const delivery = (id: string, more: object = {}) => ({
  id,
  loggingSystemType: 'WEBHOOKS',
  requestExecutionTimestamp: AT - 60_000,
  responseReceivedTimestamp: AT - 59_000,
  errorType: null,
  ...more,
});
const call = {
  id: 'a',
  loggingSystemType: 'API_CALL',
  requestExecutionTimestamp: AT - 60_000,
  errorType: null,
  extraInfo: { method: 'GET', url: 'https://api.hubapi.com/crm/owners/v3/A-7002', httpStatus: '200' },
};
const UNKNOWN_ROW = { logId: '2', when: AT };

const FILES = {
  'src/app/app-hsmeta.json': {
    uid: 'opencx-app',
    type: 'app',
    config: { auth: { type: 'static', requiredScopes: ['tickets'] } },
  },
  'src/app/webhooks/webhooks-hsmeta.json': {
    uid: 'opencx-webhooks',
    type: 'webhooks',
    config: {
      settings: { targetUrl: 'https://api.open.cx/x', maxConcurrentRequests: 100 },
      subscriptions: {},
    },
  },
};
const packed = (files: object) =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([name, one]) => [name, strToU8(JSON.stringify(one))])),
  );

const APP = { id: 2011410, projectId: 77, uid: 'opencx-app', requiredScopes: ['tickets'] };

const DEVELOPER: Answers<DeveloperReader> = {
  keyAccess: {
    'of the same portal': () => ({ hubId: 1020304 }),
    'of another portal': () => ({ hubId: 5060708 }),
    'of no portal that it names': () => ({}),
  },
  hubSpotTime: { 'an hour later': () => AT },
  keyTakenAt: { 'an hour later': () => AT },
  deliveries: {
    'every row': () => ({ rows: [delivery('1'), delivery('2')], whole: true }),
    'the newest rows': () => ({
      rows: [delivery('2'), delivery('1', { requestExecutionTimestamp: AT - 120_000 })],
      whole: false,
    }),
    'the same row twice': () => ({ rows: [delivery('1'), delivery('1')], whole: true }),
    'a row in another form': () => ({ rows: [delivery('1'), UNKNOWN_ROW], whole: true }),
    'no row': () => ({ rows: [], whole: true }),
    'no row of many': () => ({ rows: [], whole: false }),
  },
  calls: {
    'no row': () => ({ rows: [], whole: true }),
    'a call': () => ({ rows: [call], whole: true }),
    'rows in another form': () => ({ rows: [UNKNOWN_ROW], whole: true }),
  },
  app: {
    'the app': () => APP,
    'the app, with optional scopes': () => ({ ...APP, optionalScopes: ['files'] }),
    'an app of another project': () => ({ ...APP, projectId: 78 }),
    'an app of no project': () => ({ id: 2011410 }),
    'an app of an unreadable project': () => ({ id: 2011410, unreadable: ['projectId'] }),
  },
  apps: {
    'the app': () => [APP],
    'the app beside one of another project': () => [{ ...APP, id: 5, projectId: 78 }, APP],
    'two apps': () => [APP, { ...APP, id: 5 }],
    'an app that names no id': () => [{ projectId: 77, uid: 'opencx-app' }],
    none: () => [],
  },
  projects: {
    'the project': () => [PROJECT],
    'another one': () => [{ name: 'opencx-suport', id: 78 }],
    'one without an id': () => [{ name: 'opencx-support' }],
    none: () => [],
  },
  project: { 'the project': () => PROJECT, 'one without an id': () => known('project.found') },
  builds: { 'its builds': () => known('project.builds') },
  releases: { 'its releases': () => known('project.releases') },
  archive: {
    'its files': () => packed(FILES),
    'other files': () => packed({ 'readme.md': '#' }),
    'what is no archive': () => strToU8('<html>'),
  },
  install: { 'its install': () => known('project.install') },
  webhookConfig: { 'the settings': () => known('webhooks.api'), 'no settings': () => null },
};

const failing = (error: Partial<EvidenceError>) => () => {
  throw new EvidenceFailure({ kind: 'http', message: 'the answer was no.', ...error });
};

/** How any read may fail, also by a mistake of this program, which must not pass for an answer. */
const FAILING: Readonly<Record<string, () => never>> = {
  'answers 400': failing({ status: 400, host: 'api.hubapi.com', route: 'GET /x' }),
  'answers 401': failing({ status: 401 }),
  'answers 403 for a scope': failing({
    status: 403,
    scopes: { form: 'any', names: ['crm.objects.contacts.read'] },
  }),
  'answers 404': failing({ status: 404 }),
  'answers 429': failing({ status: 429 }),
  'answers 499': failing({ status: 499 }),
  'answers 500': failing({ status: 500 }),
  'no answer': failing({ kind: 'timeout' }),
  'not allowed': failing({ kind: 'not-allowed' }),
  'no key': () => {
    throw new EvidenceNotGiven('No key was given.');
  },
  'a mistake of its own': () => {
    throw new TypeError('x is not a function');
  },
};

export type Answer = (...args: readonly unknown[]) => unknown;

/** Of each read, `hubspot.thread`: what may be answered, by its name. */
export const ANSWERS: ReadonlyMap<string, readonly (readonly [name: string, Answer])[]> = new Map(
  Object.entries({ hubspot: HUBSPOT, opencx: OPENCX, developer: DEVELOPER }).flatMap(([side, reads]) =>
    Object.entries(reads as Record<string, Record<string, Answer>>).map(
      ([read, answers]) => [`${side}.${read}`, Object.entries({ ...answers, ...FAILING })] as const,
    ),
  ),
);
