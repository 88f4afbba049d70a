import type { Report } from '../../src/core/report.ts';
import { asked, blocked, cause, check, live, passed, report } from './build.ts';

/** A name as long as nobody would give one, to be broken somewhere. */
const ENDLESS =
  'hs_property_with_a_name_that_somebody_has_let_grow_beyond_the_width_of_every_terminal_there_is';
const LONG_URL =
  'https://app-eu1.hubspot.com/legacy-apps/7700001/88/settings/webhooks/subscriptions?filter=ticket.propertyChange';

/**
 * A whole run that found as much as there is to find: every status of a check, every confidence, a consequence, every
 * kind of fix, an accepted failure, questions, every outcome of evidence, endless words and wide characters.
 */
export const everything: Report = report({
  status: 'problems',
  durationMs: 75_400,
  calls: 23,
  causes: [
    cause('owners-scope-missing', {
      title: 'The app may not read owners: the scope crm.objects.owners.read is missing',
      checks: ['scopes/owners-read', 'logs/missing-scopes'],
      measured: '403 MISSING_SCOPES on GET /crm/v3/owners/{id}, 14 times, last on 21 November at 23:02 UTC',
      expected: 'crm.objects.owners.read among the granted scopes',
      evidence: ['owners.read', 'logs.refusals'],
      explains: ['email-without-session', 'replies-not-syncing'],
      fixes: [
        {
          kind: 'manual',
          steps: [
            'Open the app and go to its Scopes tab.',
            'Tick crm.objects.owners.read and commit the change.',
            'In OpenCX, save the HubSpot settings once more, so that the new scope is picked up.',
          ],
          where: 'HubSpot: Settings -> Integrations -> Legacy Apps -> your app -> Scopes',
          url: LONG_URL,
        },
        { kind: 'command', steps: ['opencx-hubspot retest --token-file token.txt'] },
      ],
    }),
    cause('session-missing', {
      title: 'The thread has no OpenCX session',
      checks: ['processing/session'],
      owner: 'opencx-support',
      measured: 'no session for thread 9100001',
      followsFrom: 'owners-scope-missing',
    }),
    cause('ticket-properties-unselected', {
      title: `The property ${ENDLESS} is not selected`,
      checks: ['webhooks/ticket-properties'],
      confidence: 'likely',
      measured: 'stated: “優先度” and « état » are selected → 2 of 3',
      expected: `${ENDLESS} among them`,
      against: ['webhooks/delivering'],
      fixes: [{ kind: 'manual', steps: ['Select the property.'], where: 'HubSpot: your app -> Webhooks' }],
    }),
    cause('rate-limited', {
      title: 'HubSpot limits the calls of the portal',
      checks: ['account/usage'],
      confidence: 'possible',
      owner: 'wait',
      measured: 'TEN_SECONDLY_ROLLING',
      fixes: [{ kind: 'wait', steps: ['Wait until the window is over; it lasts ten seconds.'] }],
    }),
    cause('reply-internal', {
      title: 'The reply was written as an internal comment',
      checks: ['replies/public'],
      confidence: 'possible',
      owner: 'rep',
    }),
  ],
  nextTest: {
    check: 'webhooks/delivering',
    question: 'Send one message from a test contact: does the thread become a session within a minute?',
  },
  checks: [
    passed('token/format', { source: 'given', evidence: ['token.form'] }),
    passed('token/accepted', { evidence: ['token.introspection'], durationMs: 120 }),
    passed('scopes/required'),
    check('scopes/owners-read', 'fail', 'HubSpot refuses to let the app read owners.', {
      source: 'live',
      measured: '403 MISSING_SCOPES on GET /crm/v3/owners/{id}',
      expected: 'an answer with owners in it',
      evidence: ['owners.read'],
      durationMs: 1,
    }),
    check('account/usage', 'warn', 'Nine calls in ten of today are used up.', { source: 'live' }),
    check('webhooks/ticket-properties', 'fail', `Nothing of ${ENDLESS} reaches OpenCX.`, {
      source: 'stated',
      evidence: ['webhooks.ticketProperties'],
    }),
    check('webhooks/throttle', 'fail', 'Event throttling is 10 per second.', {
      source: 'file',
      suppressed: { reason: 'a pilot with two reps', expires: '2026-12-31' },
    }),
    asked('webhooks/committed', 'Does the Webhooks tab offer a Commit changes button that can be pressed?'),
    asked('webhooks/subscriptions', 'Which events is the app subscribed to on its Webhooks tab?'),
    passed('webhooks/delivering', { source: 'journal' }),
    check('webhooks/reachable', 'unknown', 'The webhook target could not be looked up (DNS).', {
      evidence: ['webhooks.answer'],
    }),
    check('webhooks/paused', 'crash', 'This check failed by itself; please report it.'),
    check('opencx/key', 'unknown', 'OpenCX did not answer within 10 seconds.', {
      evidence: ['opencx.access'],
    }),
    check('processing/outcome', 'unknown', 'OpenCX did not answer within 10 seconds.', {
      evidence: ['opencx.access'],
    }),
    check('processing/session', 'fail', 'No session belongs to thread 9100001.', { source: 'live' }),
    check('conversation/found', 'na', 'No conversation was named.'),
    check('handoff/comment', 'na', 'No conversation was named.'),
    blocked('handoff/ticket', 'scopes/owners-read'),
    blocked('handoff/ticket-close', 'scopes/owners-read'),
    check('replies/channel-reachable', 'blocked', 'Cannot be told yet.'),
    check('replies/public', 'warn', "The rep's only answer is an internal comment: 「後で連絡します」.", {
      source: 'live',
      measured: '1 comment, 0 messages since the customer wrote',
      expected: 'a public message',
    }),
    asked('crm/connection', 'Which events is the app subscribed to on its Webhooks tab?'),
  ],
  evidence: {
    'token.form': live({ source: 'given', calls: 0, durationMs: 0, origin: 'environment' }),
    'token.introspection': live({ durationMs: 30_000, calls: 3 }),
    'owners.read': live({
      outcome: 'error',
      error: {
        kind: 'http',
        message: 'HubSpot refused the call.',
        status: 403,
        category: 'MISSING_SCOPES',
        scopes: { form: 'all', names: ['crm.objects.owners.read'] },
        correlationId: '00000000-0000-0000-0000-000000000000',
        host: 'api.hubapi.com',
        route: 'GET /crm/v3/owners/{id}',
      },
    }),
    'opencx.access': live({
      outcome: 'error',
      error: { kind: 'timeout', message: 'No answer within 10 s.', host: 'api.open.cx' },
      durationMs: 10_000,
    }),
    'webhooks.answer': live({
      outcome: 'error',
      error: { kind: 'dns', message: 'The name has no address.', host: 'hooks.example.test' },
    }),
    'webhooks.ticketProperties': live({
      source: 'stated',
      at: '2026-11-02T09:00:00.000Z',
      origin: 'ana@example.test',
      stale: true,
      calls: 0,
      durationMs: 0,
    }),
    'conversation.session': live({
      source: 'given',
      outcome: 'missing',
      why: 'An OpenCX API key.',
      calls: 0,
      durationMs: 0,
    }),
  },
  suppressions: {
    applied: ['webhooks/throttle'],
    unused: [{ check: 'webhooks/delivering', scope: {}, reason: 'moving house', expires: '2026-12-01' }],
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

const TIMED_OUT = 'HubSpot did not answer within 10 seconds, so this could not be told.';

/** The checklist of one symptom, of which an outage has hidden the most. */
export const checklist: Report = report({
  status: 'incomplete',
  symptom: 'replies-not-syncing',
  portal: { region: 'na1' },
  durationMs: 640,
  calls: 1,
  checks: [
    passed('token/format', { source: 'given' }),
    check('token/accepted', 'unknown', TIMED_OUT, { evidence: ['token.introspection'] }),
    check('scopes/required', 'unknown', TIMED_OUT, { evidence: ['token.introspection'] }),
    blocked('conversation/owner', 'token/accepted'),
    asked('webhooks/committed', 'Does the Webhooks tab offer a Commit changes button that can be pressed?'),
    check('webhooks/throttle', 'warn', 'Event throttling was 50 per second when it was last stated.', {
      source: 'stated',
      evidence: ['webhooks.throttle'],
    }),
    check('handoff/workflow-action', 'na', 'HubSpot owns the channel; no workflow is needed.'),
  ],
  evidence: {
    'token.introspection': live({
      outcome: 'error',
      error: { kind: 'timeout', message: 'No answer within 10 s.', host: 'api.hubapi.com' },
      durationMs: 600,
    }),
    'webhooks.throttle': live({ source: 'stated', stale: true, calls: 0, durationMs: 0 }),
  },
});
