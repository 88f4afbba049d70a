import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import sessionsMade from '../../../checks/impact/sessions-made.ts';
import type { Impact, Share } from '../../../src/core/impact.ts';
import { found, verdictOf } from '../token/judging.ts';
import { deliveryLogOf } from '../webhooks/samples.ts';

const LAST_WELL = '2026-11-20T14:02:00.000Z';
const FIRST_HIT = '2026-11-20T14:30:00.000Z';
/** A quarter of an hour around the onset is near. */
const NEAR = ['2026-11-20T13:47:00.000Z', '2026-11-20T14:20:00.000Z', '2026-11-20T14:45:00.000Z'];
const FAR = ['2026-11-20T13:46:59.000Z', '2026-11-20T14:45:01.000Z'];

const SHARE: Share = {
  of: 40,
  hit: 20,
  firstAt: FIRST_HIT,
  lastAt: '2026-11-21T09:00:00.000Z',
  turn: {
    to: 'hit',
    lastBefore: LAST_WELL,
    firstSince: FIRST_HIT,
    before: { of: 20, hit: 0 },
    since: { of: 20, hit: 20 },
  },
  places: [],
  examples: ['1', '2', '3'],
};
const UNTOLD = { status: 'na', untold: 'it was not counted' } as const;

function judged(chronicles: EvidenceSet, share: Share = SHARE) {
  const impact: Impact = {
    from: '2026-11-14T00:00:00.000Z',
    to: '2026-11-21T10:00:00.000Z',
    listed: 40,
    whole: true,
    sessions: share,
    replies: UNTOLD,
    tickets: UNTOLD,
    owners: UNTOLD,
  };
  return verdictOf(sessionsMade, { 'impact.period': found(impact), ...chronicles });
}

const refusals = (more: object) =>
  found({ missingScopes: [], rateLimits: [], unauthorized: null, calls: 9, ...more }, 'file');

/** One thing that happened, as each source tells it. */
const SOURCES: Record<string, { told: string; by(at: string): EvidenceSet }> = {
  'a change in the security log': {
    told: 'a change of a webhook subscription (WEBHOOK_SUBSCRIPTION_UPDATE)',
    by: (at) => ({ 'webhooks.activity': found([{ type: 'WEBHOOK_SUBSCRIPTION_UPDATE', at }]) }),
  },
  'a rotation': {
    told: "a rotation of an app's access token",
    by: (at) => ({ 'webhooks.activity': found([{ type: 'PRIVATE_APP_ACCESS_TOKEN_ROTATE', at }]) }),
  },
  'a build': {
    told: 'build 4 of the project',
    by: (finishedAt) => ({
      'project.builds': found({ builds: [{ id: 4, status: 'SUCCESS', finishedAt }], whole: true }),
    }),
  },
  'a release': {
    told: 'the release of build 4',
    by: (createdAt) => ({ 'project.releases': found([{ tag: 'v4', buildId: 4, createdAt }]) }),
  },
  'the first 403 of a log': {
    told: 'the first 403',
    by: (firstAt) => ({
      'logs.refusals': refusals({
        missingScopes: [
          { scope: 'tickets', route: 'GET /a', count: 3, firstAt, inferred: false },
          { scope: 'tickets', route: 'GET /b', count: 3, firstAt: FAR[1], inferred: false },
        ],
      }),
    }),
  },
  'the first 401 of a log': {
    told: 'the first 401',
    by: (since) => ({ 'logs.refusals': refusals({ unauthorized: { count: 9, since, ended: false } }) }),
  },
  'the first refused delivery': {
    told: 'the first delivery refused with 404',
    by: (firstAt) => ({
      'deliveries.log': deliveryLogOf({
        deliveries: 9,
        troubles: [{ outcome: 'refused', status: 404, count: 9, firstAt, still: true, digests: [] }],
      }),
    }),
  },
};

describe('what happened at about the same time', () => {
  test.each(Object.entries(SOURCES))('%s stands beside the onset', (_, { told, by }) => {
    for (const at of NEAR) expect(judged(by(at)).measured).toContain(told);
    for (const at of FAR) expect(judged(by(at)).measured).not.toContain(told);
  });

  test('is told as no proof, in the order of time, and changes no verdict', () => {
    const [first = '', , last = ''] = NEAR;
    const all = { ...SOURCES['a build']?.by(last), ...SOURCES['a rotation']?.by(first) };
    const verdict = judged(all);
    expect(verdict.measured).toMatch(
      /at about the same time \(give or take 15 minutes\), which is no proof: a rotation.* and the end of build 4/,
    );
    const { measured: _told, evidence: _seen, ...beside } = verdict;
    const { measured: _untold, evidence: _unseen, ...alone } = judged({});
    expect(beside).toEqual(alone);
  });

  test('is told of no more than four, and of nothing where there was no onset', () => {
    const many = {
      'webhooks.activity': found(
        Array.from({ length: 9 }, () => ({ type: 'WEBHOOK_SETTINGS_UPDATE', at: FIRST_HIT })),
      ),
    };
    expect(judged(many).measured).toContain('and 5 more');
    const { turn: _turn, ...scattered } = SHARE;
    expect(judged(many, scattered).measured).not.toContain('same time');
  });

  test('is not a build that failed', () => {
    const [at] = NEAR;
    const failed = {
      'project.builds': found({ builds: [{ id: 4, status: 'FAILURE', finishedAt: at }], whole: true }),
    };
    expect(judged(failed as EvidenceSet).measured).not.toContain('build 4');
  });
});
