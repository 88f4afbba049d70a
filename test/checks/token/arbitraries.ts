import fc from 'fast-check';
import type { EvidenceKey, EvidenceValues } from '../../../checks/facts.ts';
import { CONNECTION_MODES } from '../../../src/core/connection.ts';
import { DELIVERY_OUTCOMES, type DeliveryOutcome } from '../../../src/core/delivery-log.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import { SCOPE_RULES } from '../../../src/core/hubspot/scopes.ts';
import { REQUIRED_EVENTS } from '../../../src/core/hubspot/webhooks.ts';
import { TOKEN_FAULTS } from '../../../src/core/token.ts';
import { AT, answer, failed, found, NO_DIAGNOSIS, NO_TOKEN, NOT_GIVEN } from './judging.ts';

const text = fc.string({ maxLength: 12 });
const time = fc.constantFrom('2026-11-20T08:00:00Z', AT, '2026-11-20T12:00:00Z', 'no time', '');
const count = fc.oneof(fc.nat(2000), fc.constant(-1));
const scopes = fc.subarray([...SCOPE_RULES.map(({ name }) => name), 'timeline']);
const events = fc.subarray([...REQUIRED_EVENTS, 'object.propertyChange', 'conversation.messageCreated']);
const owner = fc.option(
  fc.record(
    { id: text, userId: text, name: text, archived: fc.boolean() },
    { requiredKeys: ['id', 'archived'] },
  ),
);
const urlFacts = fc.option(
  fc.record(
    {
      scheme: fc.constantFrom('https:', 'http:'),
      host: fc.domain(),
      digest: text,
      organization: fc.constantFrom('a', 'b'),
    },
    { requiredKeys: ['scheme', 'host', 'digest'] },
  ),
);
const logRow = fc.record({
  scope: fc.constantFrom(...SCOPE_RULES.map(({ name }) => name)),
  route: text,
  count,
  inferred: fc.boolean(),
});
const outcomeCounts = fc.record(
  Object.fromEntries(DELIVERY_OUTCOMES.map((outcome) => [outcome, fc.nat(3)])) as {
    [O in DeliveryOutcome]: fc.Arbitrary<number>;
  },
);
const deliveredEvent = fc
  .tuple(
    outcomeCounts,
    fc.record(
      {
        event: fc.constantFrom(...REQUIRED_EVENTS, 'object.propertyChange'),
        count: fc.nat(9),
        lastAt: time,
        ofTickets: fc.constant(true),
        properties: fc.array(text, { maxLength: 2 }),
      },
      { requiredKeys: ['event', 'count'] },
    ),
  )
  .map(([counts, row]) => ({ ...counts, ...row }));
const deliveryTrouble = fc.record(
  {
    outcome: fc.constantFrom(...DELIVERY_OUTCOMES),
    status: fc.constantFrom(301, 401, 404, 410, 429, 500),
    reason: text,
    count: fc.nat(9),
    lastAt: time,
    still: fc.boolean(),
    digests: fc.array(text, { maxLength: 2 }),
  },
  { requiredKeys: ['outcome', 'count', 'still', 'digests'] },
);
const deliveryLog = fc
  .tuple(
    outcomeCounts,
    fc.record(
      {
        deliveries: fc.nat(9),
        lastAt: time,
        lastAnsweredAt: time,
        events: fc.uniqueArray(deliveredEvent, { maxLength: 4, selector: ({ event }) => event }),
        unnamed: fc.nat(2),
        unnamedIds: fc.array(text, { maxLength: 2 }),
        unnamedAt: fc.array(time, { maxLength: 2 }),
        addresses: fc.array(
          urlFacts.map((facts) => ({ scheme: 'https:', host: 'a.test', digest: 'd', ...facts, count: 1 })),
          { maxLength: 2 },
        ),
        troubles: fc.array(deliveryTrouble, { maxLength: 3 }),
        covered: fc.record({ from: time, to: time }),
        otherPortals: fc.nat(2),
        foreign: fc.subarray(['calls.har is a log of calls, not of deliveries.']),
      },
      {
        requiredKeys: ['deliveries', 'events', 'unnamed', 'unnamedIds', 'unnamedAt', 'addresses', 'troubles'],
      },
    ),
  )
  .map(([counts, log]) => ({ ...counts, ...log }));
const reasons = fc.array(fc.record({ reason: text, count: fc.nat(3) }), { maxLength: 2 });
const tokenForm = fc.record(
  {
    kind: fc.constantFrom(
      'hubspot-app',
      'hubspot-oauth',
      'hubspot-cli-key',
      'bare-uuid',
      'opencx-key',
      'unknown',
    ),
    faults: fc.subarray([...TOKEN_FAULTS]),
    usable: fc.boolean(),
    region: text,
    lastFour: text,
    length: fc.nat(),
    origin: fc.constantFrom('environment', 'token file'),
  },
  { requiredKeys: ['kind', 'faults', 'usable', 'length', 'origin'] },
);

/** Values of every kind of evidence that the checks of these areas declare. */
const VALUES: { [K in EvidenceKey]?: fc.Arbitrary<unknown> } = {
  'token.form': tokenForm,
  'token.introspection': fc.record({ hubId: fc.nat(3), appId: fc.nat(), userId: fc.nat(), scopes }),
  'connection.mode': fc.constantFrom(...CONNECTION_MODES),
  'opencx.tokenSaved': fc.boolean(),
  'portal.linked': fc.record(
    { portalId: fc.nat(3), region: fc.constant('eu1') },
    { requiredKeys: ['portalId'] },
  ),
  'portal.expected': fc.nat(3),
  'opencx.connectionState': fc.constantFrom('active', 'action-recommended', 'reconnect-required', 'error'),
  'oauth.approvedBy': fc.constantFrom('super-admin', 'other'),
  'oauth.approvedPortal': fc.nat(3),
  'account.details': fc.record({ portalId: fc.nat(3) }),
  'account.usage': fc.record({ used: count, limit: count }),
  'scopes.reads': fc.record({ granted: scopes, refused: scopes }),
  'owners.read': fc.constant({ readable: true }),
  'opencx.access': fc.record({ sessionsReadable: fc.boolean() }),
  'opencx.defaultUserId': fc.oneof(text, fc.nat().map(String), fc.constant('A-7001')),
  'default-user.owner': fc.record({ byUserId: owner, byOwnerId: owner, archived: owner }),
  'default-user.actor': fc.option(fc.record({ id: text, name: text }, { requiredKeys: ['id'] })),
  'webhooks.activity': fc.array(fc.record({ type: text, at: time }), { maxLength: 2 }),
  'webhooks.answer': fc.record({ status: fc.integer({ min: 100, max: 599 }), host: fc.domain() }),
  'webhooks.targetUrl': urlFacts,
  'webhooks.subscriptions': events.map((names) =>
    names.map((event) => ({ event, active: true, objectType: '0-5' })),
  ),
  'webhooks.paused': events,
  'webhooks.ticketProperties': fc.array(text, { maxLength: 2 }),
  'webhooks.objectFormat': fc.record({ classic: events, expanded: events }),
  'webhooks.committed': fc.boolean(),
  'webhooks.throttle': fc.record(
    { limit: count, period: fc.constantFrom('SECONDLY', 'ROLLING_MINUTE', 'FORTNIGHTLY', 'constructor') },
    { requiredKeys: ['limit'] },
  ),
  'webhooks.delivering': fc.constantFrom('none', 'errors', 'delivered'),
  'opencx.webhookUrl': urlFacts,
  'opencx.crmConnected': fc.boolean(),
  'conversation.session': fc.constant({ id: 's-1' }),
  'conversation.thread': fc.constant({ id: '9001' }),
  'conversation.messages': fc.array(
    fc.record({ id: text, threadId: text, type: fc.constantFrom('MESSAGE', 'ASSIGNMENT'), createdAt: time }),
    { maxLength: 2 },
  ),
  'conversation.contactEmail': fc.oneof(text, fc.constant('jo@example.test')),
  'conversation.contact': fc.option(fc.record({ id: text, email: text, archived: fc.boolean() })),
  'conversation.contactMatches': fc.array(fc.record({ id: text, archived: fc.boolean() }), { maxLength: 3 }),
  'logs.refusals': fc.record({
    missingScopes: fc.array(logRow, { maxLength: 3 }),
    rateLimits: fc.array(fc.record({ policy: text, count }), { maxLength: 2 }),
    unauthorized: fc.option(
      fc.record(
        { count, since: time, lastAt: time, ended: fc.boolean() },
        { requiredKeys: ['count', 'ended'] },
      ),
    ),
    calls: fc.nat(2),
  }),
  'deliveries.log': deliveryLog,
  'deliveries.fates': fc.record(
    {
      delivered: fc.nat(9),
      done: fc.nat(9),
      open: fc.nat(1),
      skipped: reasons,
      failed: reasons,
      missing: fc.nat(2),
      lastMissingAt: time,
    },
    { requiredKeys: ['delivered', 'done', 'open', 'skipped', 'failed', 'missing'] },
  ),
  'journal.events': fc.record(
    {
      received: fc.nat(2),
      events: events.chain((names) =>
        time.map((lastAt) => names.map((event) => ({ event, count: 1, lastAt }))),
      ),
      threadIds: fc.array(text, { maxLength: 2 }),
      firstAt: time,
      lastAt: time,
    },
    { requiredKeys: ['received', 'events', 'threadIds'] },
  ),
};

/** Evidence that has sample values here. */
export const SAMPLED_KEYS = Object.keys(VALUES) as EvidenceKey[];

const REFUSALS: readonly Evidence<never>[] = [
  NO_TOKEN,
  failed({ kind: 'not-allowed', message: 'No calls are made with --offline.' }),
  answer(401, { category: 'EXPIRED_AUTHENTICATION' }),
  answer(403, { category: 'MISSING_SCOPES', scopes: { form: 'unsaid', names: [] } }),
  answer(403, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }),
  answer(404),
  answer(429, { policy: 'DAILY' }),
  answer(488, { region: 'eu1' }),
];

/** Evidence of any outcome: obtained from any source, refused, broken or not given. */
export function anyEvidence(key: EvidenceKey): fc.Arbitrary<Evidence<EvidenceValues[EvidenceKey]>> {
  const values = VALUES[key];
  if (!values) throw new Error(`There are no sample values for ${key}.`);
  const source = fc.constantFrom('live', 'file', 'stated', 'journal', 'given', 'replay');
  const obtained = fc.tuple(values, source, time).map(([value, from, at]) => found(value, from, at));
  return fc.oneof(obtained, fc.constantFrom(...REFUSALS), noDiagnosis(), fc.constant(NOT_GIVEN)) as never;
}

/** Evidence that failed in a way that says nothing about any setting. */
export function noDiagnosis(): fc.Arbitrary<Evidence<never>> {
  return fc.constantFrom(...Object.values(NO_DIAGNOSIS));
}
