import type { Comparison } from '../../../src/doctor/compare.ts';

/** Two runs between which everything happened that can happen to a cause or a check. */
export const everything: Comparison = {
  schemaVersion: 1,
  before: {
    startedAt: '2026-11-20T22:10:00.000Z',
    portal: 7700001,
    symptom: 'replies-not-syncing',
    status: 'problems',
    version: '0.1.0',
  },
  after: { startedAt: '2026-11-22T22:10:00.000Z', symptom: null, status: 'incomplete', version: '0.2.0' },
  cautions: [
    { kind: 'symptom', text: 'The first run looked at replies-not-syncing, the second at no symptom.' },
    {
      kind: 'rules',
      text: 'The first run was judged by version 0.1.0, the second by version 0.2.0: a difference can come from the rules.',
    },
  ],
  worse: true,
  causes: {
    broke: [
      {
        id: 'token-rejected',
        title: 'HubSpot does not accept the access token (401)',
        owner: 'hubspot-admin',
        checks: ['token/accepted'],
      },
    ],
    revealed: [
      {
        id: 'session-missing',
        title: 'The thread has no OpenCX session',
        owner: 'opencx-support',
        checks: ['processing/session', 'logs/unauthorized'],
      },
    ],
    untold: [
      {
        id: 'reply-internal',
        title:
          'The rep has answered with internal comments only, and customers never see those: 「後で連絡します」',
        owner: 'rep',
        checks: ['replies/public', 'replies/channel-reachable', 'handoff/comment'],
        now: [
          { check: 'replies/public', status: 'blocked', accepted: false },
          { check: 'replies/channel-reachable', status: null, accepted: false },
          { check: 'handoff/comment', status: 'fail', accepted: true },
        ],
      },
    ],
    open: [
      {
        id: 'throttle-too-low',
        title: 'Event throttling stands at 10 per second; OpenCX asks for 100 or more',
        owner: 'hubspot-admin',
        checks: ['webhooks/throttle'],
        confidence: { before: 'likely', after: 'confirmed' },
      },
      {
        id: 'crm-not-connected',
        title: 'The CRM connection is not made',
        owner: 'opencx-admin',
        checks: ['crm/connection'],
        confidence: { before: 'likely', after: 'likely' },
      },
    ],
    mended: [
      {
        id: 'scope-missing',
        title: 'The scope tickets is missing',
        owner: 'hubspot-admin',
        checks: ['scopes/required', 'logs/missing-scopes'],
      },
    ],
  },
  checks: [
    {
      id: 'scopes/required',
      change: 'mended',
      before: 'fail',
      after: 'pass',
      summary: 'Every scope is there.',
    },
    {
      id: 'account/usage',
      change: 'eased',
      before: 'fail',
      after: 'warn',
      summary: 'Nine calls in ten are used up.',
    },
    {
      id: 'token/accepted',
      change: 'broke',
      before: 'pass',
      after: 'fail',
      summary: 'HubSpot refuses the token.',
    },
    {
      id: 'replies/public',
      change: 'untold',
      before: 'fail',
      after: 'blocked',
      summary: 'Cannot be told yet.',
    },
    {
      id: 'conversation/found',
      change: 'untold',
      before: 'pass',
      after: 'blocked',
      summary: 'Cannot be told yet.',
    },
    {
      id: 'processing/session',
      change: 'told',
      before: 'unknown',
      after: 'fail',
      summary: 'No session belongs to it.',
    },
    {
      id: 'handoff/comment',
      change: 'accepted',
      before: 'fail',
      after: 'fail',
      summary: 'No comment was found.',
    },
    {
      id: 'webhooks/paused',
      change: 'other',
      before: 'manual',
      after: 'na',
      summary: 'Nothing is subscribed.',
    },
  ],
  unchanged: 23,
};
