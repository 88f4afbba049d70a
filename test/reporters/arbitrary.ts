import fc from 'fast-check';
import { CONNECTION_MODES, MODE_SOURCES } from '../../src/core/connection.ts';
import { ERROR_KINDS, SOURCES } from '../../src/core/evidence.ts';
import { PARTIES } from '../../src/core/parties.ts';
import { QUESTION_KINDS } from '../../src/core/question-kinds.ts';
import {
  FIX_KINDS,
  OBSTACLES,
  OUTCOMES,
  type Report,
  type ReportCause,
  type ReportCheck,
  type ReportEvidence,
  RUN_STATUSES,
} from '../../src/core/report.ts';
import { CONFIDENCES, STATUSES } from '../../src/core/verdict.ts';

/** Ids of today and of a later version. */
const checkId = fc.constantFrom(
  'token/format',
  'token/accepted',
  'scopes/owners-read',
  'account/usage',
  'opencx/key',
  'default-user/known',
  'webhooks/ticket-properties',
  'webhooks/throttle',
  'conversation/owner',
  'handoff/ticket',
  'replies/public',
  'processing/session',
  'logs/rate-limits',
  'crm/connection',
  'weather/fair',
);
const causeId = fc.constantFrom('token-rejected', 'scope-missing', 'session-missing', 'it-rains');
const symptomId = fc.constantFrom('email-without-session', 'replies-not-syncing', 'wet-feet');
const source = fc.constantFrom(...SOURCES);

/** Sentences, and what strangers write: control characters, wide characters, one endless word, a URL. */
const text = fc.oneof(
  fc.lorem({ maxCount: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.webUrl().map((url) => `See ${url}${'/deeper'.repeat(12)} for more.`),
  fc.constantFrom('', 'HEALTHY  yes', '\u001B[31mred\u001B[0m', 'x'.repeat(300), '漢字'.repeat(60)),
);
const textOrNull = fc.option(text);
const keys = fc.array(fc.constantFrom('token.form', 'owners.read', 'logs.refusals', 'opencx.access'), {
  maxLength: 3,
});
const milliseconds = fc.integer({ min: 0, max: 600_000 });
const time = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const fix = fc.record(
  {
    kind: fc.constantFrom(...FIX_KINDS),
    brief: text,
    steps: fc.array(text, { maxLength: 12 }),
    verify: text,
    where: text,
    url: fc.webUrl(),
  },
  { requiredKeys: ['kind', 'steps'] },
);

const cause: fc.Arbitrary<ReportCause> = fc.record({
  id: causeId,
  checks: fc.array(checkId, { maxLength: 4 }),
  title: text,
  confidence: fc.constantFrom(...CONFIDENCES),
  owner: fc.constantFrom(...PARTIES),
  measured: text,
  expected: text,
  evidence: keys,
  against: fc.array(checkId, { maxLength: 2 }),
  fixes: fc.array(fix, { maxLength: 3 }),
  followsFrom: fc.option(causeId),
  explains: fc.array(symptomId, { maxLength: 3 }),
});

const judgedCheck: fc.Arbitrary<ReportCheck> = fc.record({
  status: fc.constantFrom(...STATUSES),
  title: text,
  summary: text,
  measured: textOrNull,
  expected: textOrNull,
  evidence: keys,
  source: fc.option(source),
  blockedBy: fc.option(checkId),
  question: textOrNull,
  docs: text,
  durationMs: milliseconds,
});

const expires = fc.constantFrom('2026-12-31', '2027-02-28');
const suppressedBy = fc.record({ reason: text, expires });
const suppression = fc.record({
  check: checkId,
  scope: fc.record({ portal: fc.nat(), profile: fc.lorem() }, { requiredKeys: [] }),
  reason: text,
  expires,
});

/** Only a failure or a warning can be accepted. */
const check = fc
  .tuple(judgedCheck, fc.option(suppressedBy, { freq: 3 }), fc.option(time, { freq: 3 }))
  .map(([judged, suppressed, statedAt]) => {
    const canBe = judged.status === 'fail' || judged.status === 'warn';
    return {
      ...judged,
      ...(statedAt !== null && { statedAt }),
      ...(suppressed !== null && canBe && { suppressed }),
    };
  });

const error = fc.record(
  {
    kind: fc.constantFrom(...ERROR_KINDS),
    message: text,
    status: fc.constantFrom(401, 403, 429, 503),
    category: text,
    host: fc.domain(),
  },
  { requiredKeys: ['kind', 'message'] },
);

const evidence: fc.Arbitrary<ReportEvidence> = fc.record(
  {
    source,
    at: time,
    outcome: fc.constantFrom(...OUTCOMES),
    error,
    why: text,
    origin: text,
    stale: fc.boolean(),
    durationMs: milliseconds,
    calls: fc.nat(40),
  },
  { requiredKeys: ['source', 'at', 'outcome', 'error', 'durationMs', 'calls'] },
);

const question = fc.record(
  {
    key: text,
    kind: fc.constantFrom(...QUESTION_KINDS),
    choices: fc.array(text, { maxLength: 3 }),
    text,
    where: text,
    url: fc.webUrl(),
    settles: fc.array(checkId, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['key', 'kind', 'text', 'where', 'settles'] },
);

/** Any report that the type allows, likely or not: causes in circles, counts that nobody would see. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    portal: fc.record(
      { hubId: fc.nat(), appId: fc.nat(), region: fc.constantFrom('na1', 'eu1') },
      { requiredKeys: [] },
    ),
    connection: fc.record({
      mode: fc.constantFrom(...CONNECTION_MODES),
      by: fc.constantFrom(...MODE_SOURCES),
      page: text,
    }),
    startedAt: time,
    durationMs: milliseconds,
    symptom: fc.option(symptomId),
    status: fc.constantFrom(...RUN_STATUSES),
    obstacle: fc.option(
      fc.record({
        id: fc.constantFrom(...OBSTACLES),
        owner: fc.constant('you' as const),
        title: text,
        measured: text,
        fixes: fc.array(text, { maxLength: 3 }),
      }),
    ),
    causes: fc.array(cause, { maxLength: 5 }),
    questions: fc.array(question, { maxLength: 4 }),
    nextTest: fc.option(
      fc.record(
        { check: checkId, question: text, command: fc.constant('opencx-hubspot doctor --thread ID') },
        { requiredKeys: ['check', 'question'] },
      ),
    ),
    checks: fc.array(fc.tuple(checkId, check), { maxLength: 20 }),
    evidence: fc.dictionary(
      fc.oneof(fc.constantFrom('token.form', 'owners.read', 'opencx.access'), fc.string()),
      evidence,
      { maxKeys: 5, noNullPrototype: true },
    ),
    calls: fc.nat(200),
    suppressions: fc.option(
      fc.record({
        applied: fc.array(checkId, { maxLength: 2 }),
        unused: fc.array(suppression, { maxLength: 2 }),
        expired: fc.array(suppression, { maxLength: 2 }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ checks, suppressions, ...rest }) => {
    const listed = Object.fromEntries(checks) as Report['checks'];
    const summary = Object.fromEntries(
      STATUSES.map((status) => [
        status,
        Object.values(listed).filter((entry) => entry.status === status && entry.suppressed === undefined)
          .length,
      ]),
    ) as Report['summary'];
    return {
      schemaVersion: 1,
      tool: { name: 'opencx-hubspot', version: '0.1.0' },
      ...rest,
      summary,
      checks: listed,
      ...(suppressions && { suppressions }),
    };
  });
