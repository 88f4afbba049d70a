import type { Report, ReportCause } from '../../src/core/report.ts';
import { asked, blocked, cause, check, live, passed, report } from './build.ts';
import { checklist, everything } from './golden-samples.ts';

const SCOPES_URL = 'https://app-eu1.hubspot.com/legacy-apps/7700001/88/scopes';
const THREAD_URL = 'https://app-eu1.hubspot.com/live-messages/7700001/inbox/9100001';

const OWNERS_SCOPE_MISSING: ReportCause = cause('owners-scope-missing', {
  title: 'The app may not read owners: the scope crm.objects.owners.read is missing',
  checks: ['scopes/owners-read', 'logs/missing-scopes'],
  measured: '403 MISSING_SCOPES on GET /crm/v3/owners/{id}, 14 times, last on 21 November at 23:02 UTC',
  expected: 'crm.objects.owners.read among the granted scopes',
  evidence: ['owners.read', 'logs.refusals'],
  explains: ['email-without-session'],
  fixes: [
    {
      kind: 'manual',
      brief:
        'On the Scopes tab of the app, tick crm.objects.owners.read and save; then save OpenCX once more.',
      steps: [
        'Open the app and go to its Scopes tab.',
        'Tick crm.objects.owners.read and commit the change.',
        'In OpenCX, save the HubSpot settings once more, so that the new scope is picked up.',
        'Send a test email and look for its session in the inbox.',
      ],
      where: 'HubSpot: Settings -> Integrations -> Legacy Apps -> your app -> Scopes',
      url: SCOPES_URL,
    },
  ],
});

const EMAIL_EVIDENCE = {
  'token.form': live({ source: 'given', calls: 0, durationMs: 0, origin: 'environment' }),
  'owners.read': live({
    outcome: 'error',
    error: {
      kind: 'http',
      message: 'HubSpot refused the call.',
      status: 403,
      category: 'MISSING_SCOPES',
      scopes: { form: 'all', names: ['crm.objects.owners.read'] },
      route: 'GET /crm/v3/owners/{id}',
    },
  }),
  'conversation.session': live({
    outcome: 'missing',
    why: 'An OpenCX API key.',
    calls: 0,
    durationMs: 0,
    source: 'given',
  }),
} as const;

/** One cause, measured, with one fix. */
export const oneCause: Report = report({
  status: 'problems',
  symptom: 'email-without-session',
  causes: [OWNERS_SCOPE_MISSING],
  evidence: EMAIL_EVIDENCE,
  checks: [
    passed('token/format', { source: 'given', evidence: ['token.form'] }),
    passed('token/accepted'),
    passed('scopes/required'),
    check('scopes/owners-read', 'fail', 'HubSpot refuses to let the app read owners.', {
      source: 'live',
      measured: '403 MISSING_SCOPES on GET /crm/v3/owners/{id}',
      expected: 'an answer with owners in it',
      evidence: ['owners.read'],
      durationMs: 1,
    }),
    check('logs/missing-scopes', 'fail', 'The log shows 14 calls that were refused for a missing scope.', {
      source: 'file',
    }),
    asked('processing/session', 'Does the thread show up as a session in the OpenCX inbox?'),
  ],
});

/** A root cause with its consequence folded beneath it, and a second, weaker cause with two ways out. */
export const pair: Report = report({
  status: 'problems',
  causes: [
    OWNERS_SCOPE_MISSING,
    cause('session-missing', {
      title: 'The thread has no OpenCX session',
      checks: ['processing/session'],
      owner: 'opencx-support',
      followsFrom: 'owners-scope-missing',
    }),
    cause('changes-uncommitted', {
      title: 'Subscription changes are not committed',
      checks: ['webhooks/committed'],
      confidence: 'likely',
      measured: 'stated: not committed',
      expected: 'committed',
      against: ['webhooks/delivering'],
      explains: ['replies-not-delivered', 'replies-not-syncing'],
      fixes: [
        { kind: 'manual', steps: ['Press Commit changes.'], where: 'HubSpot: your app -> Webhooks' },
        { kind: 'manual', steps: ['Open the activity log.', 'See who changed the app last.'] },
      ],
    }),
  ],
  nextTest: {
    check: 'webhooks/delivering',
    question: 'Send one message from a test contact: does the thread become a session within a minute?',
  },
  checks: [
    passed('token/format', { source: 'given' }),
    passed('token/accepted'),
    passed('scopes/required'),
    check('scopes/owners-read', 'fail', 'HubSpot refuses to let the app read owners.', { source: 'live' }),
    check('webhooks/committed', 'fail', 'Subscription changes are said to be uncommitted.', {
      source: 'stated',
      evidence: ['webhooks.committed'],
    }),
    passed('webhooks/delivering', { source: 'journal' }),
    check('processing/session', 'fail', 'No session belongs to thread 9100001.', { source: 'live' }),
    check('crm/connection', 'na', 'No contact was named.'),
  ],
  evidence: {
    'webhooks.committed': live({ source: 'stated', origin: 'ana@example.test', stale: true, calls: 0 }),
  },
});

/** HubSpot refuses the token, and everything that needs it is blocked. */
export const blockedByToken: Report = report({
  status: 'problems',
  portal: { region: 'na1' },
  symptom: 'replies-not-syncing',
  calls: 1,
  durationMs: 210,
  causes: [
    cause('token-rejected', {
      title: 'HubSpot does not accept the token',
      checks: ['token/accepted'],
      measured: '401 INVALID_AUTHENTICATION',
      expected: 'the portal and scopes of the token',
      fixes: [
        {
          kind: 'manual',
          steps: ['Open the app and show its token.', 'Paste it in OpenCX and save.'],
          where: 'HubSpot: Settings -> Integrations -> Legacy Apps -> your app -> Auth',
        },
        { kind: 'command', steps: ['opencx-hubspot retest --token-file token.txt'] },
      ],
    }),
  ],
  checks: [
    passed('token/format', { source: 'given' }),
    check('token/accepted', 'fail', 'HubSpot answered 401: the token is not valid.', { source: 'live' }),
    blocked('scopes/required', 'token/accepted'),
    blocked('handoff/comment', 'token/accepted'),
    asked('webhooks/subscriptions', 'Which events is the app subscribed to?'),
    check('webhooks/throttle', 'warn', 'Event throttling was 100 per second when it was last stated.', {
      source: 'stated',
      evidence: ['webhooks.throttle'],
    }),
    blocked('replies/public', 'token/accepted'),
    blocked('replies/channel-reachable', 'token/accepted'),
  ],
  evidence: { 'webhooks.throttle': live({ source: 'stated', stale: true, calls: 0 }) },
});

const TIMED_OUT = 'HubSpot did not answer within 10 seconds, so this could not be told.';

/** HubSpot is down: nothing is said about the customer's settings. */
export const offline: Report = report({
  status: 'incomplete',
  portal: {},
  durationMs: 75_400,
  calls: 3,
  checks: [
    passed('token/format', { source: 'given' }),
    check('token/accepted', 'unknown', TIMED_OUT, { evidence: ['token.introspection'] }),
    check('scopes/required', 'unknown', TIMED_OUT, { evidence: ['token.introspection'] }),
    check('scopes/owners-read', 'unknown', TIMED_OUT, { evidence: ['owners.read'] }),
    check('webhooks/throttle', 'pass', 'Event throttling is 100 per second.', { source: 'file' }),
    check('webhooks/reachable', 'unknown', 'The webhook target could not be looked up (DNS).', {
      evidence: ['webhooks.answer'],
    }),
    check('webhooks/paused', 'crash', 'This check failed by itself; please report it.'),
    check('conversation/found', 'na', 'No conversation was named.'),
    check('handoff/comment', 'na', 'No conversation was named.'),
  ],
  evidence: {
    'token.introspection': live({
      outcome: 'error',
      error: { kind: 'timeout', message: 'No answer within 10 s.', host: 'api.hubapi.com' },
      calls: 3,
      durationMs: 30_000,
    }),
    'owners.read': live({
      outcome: 'error',
      error: { kind: 'timeout', message: 'No answer within 10 s.', host: 'api.hubapi.com' },
    }),
    'webhooks.answer': live({
      outcome: 'error',
      error: { kind: 'dns', message: 'The name has no address.', host: 'hooks.example.test' },
    }),
  },
});

/** All that could be measured holds; what is left is for a person. */
export const openQuestions: Report = report({
  status: 'open',
  symptom: 'replies-not-delivered',
  portal: { hubId: 7700001, region: 'eu1' },
  checks: [
    passed('token/format', { source: 'given' }),
    passed('token/accepted'),
    passed('scopes/required'),
    asked('webhooks/subscriptions', 'Which events is the app subscribed to on its Webhooks tab?'),
    asked('webhooks/committed', 'Does the Webhooks tab offer a Commit changes button that can be pressed?'),
    asked('webhooks/target-url', 'Which webhook URL does OpenCX show under Integrations, HubSpot?'),
    passed('replies/public'),
    passed('replies/channel-reachable'),
  ],
});

/** Nobody gave a token, so that HubSpot was not asked. */
export const noToken: Report = report({
  status: 'incomplete',
  obstacle: {
    id: 'no-token',
    owner: 'you',
    title: 'No HubSpot token was given to this tool',
    measured: 'HUBSPOT_ACCESS_TOKEN is not set, and no --token-file was named.',
    fixes: ['Set HUBSPOT_ACCESS_TOKEN.', 'Connected by OAuth? Say so: --mode oauth.'],
  },
  symptom: 'connection-test-fails',
  portal: {},
  calls: 0,
  durationMs: 5,
  checks: [
    check('token/format', 'unknown', 'Could not be told: no token was given.'),
    check('token/accepted', 'unknown', 'Could not be told: no token was given.'),
    check('token/portal', 'na', 'No portal was named.'),
  ],
});

/** Nothing fails, and something is to be looked at. */
const warned: Report = report({
  status: 'warnings',
  causes: [
    cause('rate-limited', { title: 'HubSpot put calls off', owner: 'wait', checks: ['logs/rate-limits'] }),
  ],
  checks: [passed('token/format'), check('logs/rate-limits', 'warn', '3 calls were put off.')],
});

/** A symptom's checklist on which everything holds. */
export const healthy: Report = report({
  status: 'healthy',
  symptom: 'connection-test-fails',
  calls: 4,
  durationMs: 640,
  checks: [
    passed('token/format', { source: 'given' }),
    passed('token/accepted'),
    passed('token/portal'),
    passed('scopes/required'),
    passed('account/usage'),
  ],
});

/** A check or more of every area, with no symptom given. */
export const wholeRun: Report = report({
  status: 'problems',
  causes: [
    cause('reply-internal', {
      title: 'The reply was written as an internal comment',
      owner: 'rep',
      checks: ['replies/public'],
      measured: '1 comment, 0 messages since the customer wrote',
      expected: 'a public message',
      explains: ['replies-not-delivered', 'replies-not-syncing'],
      fixes: [
        {
          kind: 'manual',
          steps: ['Open the conversation.', 'Choose Reply instead of Comment, and send the answer again.'],
          where: 'HubSpot: Inbox -> thread 9100001',
          url: THREAD_URL,
        },
      ],
    }),
    cause('ticket-left-open', {
      title: 'The ticket of a resolved conversation is open',
      owner: 'opencx-support',
      checks: ['handoff/ticket-close'],
      confidence: 'possible',
    }),
  ],
  checks: [
    passed('token/format'),
    passed('token/accepted'),
    passed('token/portal'),
    passed('scopes/required'),
    passed('account/usage'),
    passed('opencx/key'),
    passed('default-user/known'),
    passed('webhooks/paused'),
    passed('webhooks/throttle'),
    passed('conversation/found'),
    check('handoff/workflow-action', 'na', 'HubSpot owns the channel; no workflow is needed.'),
    passed('handoff/ticket'),
    check('handoff/ticket-close', 'warn', 'The conversation is resolved and its ticket is still open.', {
      source: 'live',
    }),
    check('replies/public', 'fail', "The rep's only answer is an internal comment.", {
      source: 'live',
      measured: '1 comment, 0 messages since the customer wrote',
      expected: 'a public message',
    }),
    passed('processing/outcome'),
    passed('logs/unauthorized'),
    asked('crm/connection', 'Does Settings, CRMs show HubSpot as connected?'),
  ],
});

/** One failure is accepted; of the other entries one has run out and one is of no use. */
export const accepted: Report = report({
  status: 'healthy',
  checks: [
    passed('token/format', { source: 'given' }),
    passed('token/accepted'),
    check('webhooks/throttle', 'fail', 'Event throttling is 10 per second.', {
      source: 'file',
      suppressed: { reason: 'a pilot with two reps', expires: '2026-12-31' },
    }),
    passed('webhooks/paused'),
  ],
  suppressions: {
    applied: ['webhooks/throttle'],
    unused: [{ check: 'webhooks/paused', scope: {}, reason: 'moving house', expires: '2026-12-01' }],
    expired: [
      {
        check: 'token/accepted',
        scope: { portal: 7700001 },
        reason: 'new token soon',
        expires: '2026-11-01',
      },
    ],
  },
});

export const SAMPLES = {
  accepted,
  healthy,
  oneCause,
  pair,
  blockedByToken,
  offline,
  openQuestions,
  noToken,
  warned,
  wholeRun,
  everything,
  checklist,
} as const;
