import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import committed from '../../../checks/webhooks/committed.ts';
import delivering from '../../../checks/webhooks/delivering.ts';
import objectFormat from '../../../checks/webhooks/object-format.ts';
import paused from '../../../checks/webhooks/paused.ts';
import registered from '../../../checks/webhooks/registered.ts';
import subscriptions from '../../../checks/webhooks/subscriptions.ts';
import targetOrg from '../../../checks/webhooks/target-org.ts';
import targetUrl from '../../../checks/webhooks/target-url.ts';
import throttle from '../../../checks/webhooks/throttle.ts';
import ticketProperties from '../../../checks/webhooks/ticket-properties.ts';
import type { ConnectionMode } from '../../../src/core/connection.ts';
import { runChecks } from '../../../src/doctor/run-checks.ts';
import { found, NOT_GIVEN } from '../token/judging.ts';
import { ALL_SUBSCRIBED, URL_FACTS } from './samples.ts';

const OWN_APP = [
  registered,
  subscriptions,
  ticketProperties,
  paused,
  objectFormat,
  committed,
  throttle,
  targetUrl,
  targetOrg,
  delivering,
];

const HEALTHY: EvidenceSet = {
  'webhooks.targetUrl': found(URL_FACTS, 'stated'),
  'opencx.webhookUrl': found(URL_FACTS, 'stated'),
  'webhooks.subscriptions': found(ALL_SUBSCRIBED, 'stated'),
  'webhooks.ticketProperties': found(['hs_pipeline_stage'], 'stated'),
  'webhooks.paused': found([], 'stated'),
  'webhooks.objectFormat': found({ classic: ['ticket.propertyChange'], expanded: [] }, 'file'),
  'webhooks.committed': found(true, 'stated'),
  'webhooks.delivering': found('delivered', 'stated'),
  'webhooks.throttle': found({ limit: 100 }, 'stated'),
};

const FAULTS: Record<string, EvidenceSet> = {
  'subscription-missing': { 'webhooks.subscriptions': found(ALL_SUBSCRIBED.slice(1), 'stated') },
  'ticket-properties-unselected': { 'webhooks.ticketProperties': found([], 'stated') },
  'subscription-paused': { 'webhooks.paused': found(['conversation.newMessage'], 'stated') },
  'expanded-object-events': {
    'webhooks.objectFormat': found({ classic: [], expanded: ['object.propertyChange'] }, 'file'),
  },
  'changes-uncommitted': { 'webhooks.committed': found(false, 'stated') },
  'throttle-too-low': { 'webhooks.throttle': found({ limit: 10 }, 'stated') },
  'webhook-url-stale': { 'opencx.webhookUrl': found({ ...URL_FACTS, digest: 'digest-2' }, 'stated') },
};

function run(evidence: EvidenceSet, mode: ConnectionMode = 'legacy-app') {
  return runChecks(
    OWN_APP,
    { 'connection.mode': found(mode, 'given'), ...evidence },
    { mode, conversation: 'unnamed', now: () => 0 },
  );
}

function causes(evidence: EvidenceSet): string[] {
  return run(evidence).flatMap(({ findings }) => findings.map(({ cause }) => cause));
}

describe('the webhook checks together', () => {
  test('find nothing wrong with a healthy app', () => {
    expect(causes(HEALTHY)).toEqual([]);
  });

  test.each(Object.keys(FAULTS))('find %s, and every other fault beside it', (fault) => {
    expect(causes({ ...HEALTHY, ...FAULTS[fault] })).toEqual([fault]);
    for (const other of Object.keys(FAULTS)) {
      const both = causes({ ...HEALTHY, ...FAULTS[fault], ...FAULTS[other] });
      expect(both).toEqual(expect.arrayContaining([fault, other]));
    }
  });

  test('name a missing subscription also where nothing is registered, and fold the rest', () => {
    const evidence = {
      ...HEALTHY,
      ...FAULTS['subscription-missing'],
      'webhooks.targetUrl': found(null, 'stated'),
      'webhooks.delivering': NOT_GIVEN,
    };
    expect(causes(evidence as EvidenceSet)).toEqual(['webhook-not-registered', 'subscription-missing']);
    const blocked = run(evidence as EvidenceSet).filter(({ status }) => status === 'blocked');
    expect(blocked.map(({ blockedBy }) => blockedBy)).toEqual(Array(8).fill('webhooks/registered'));
  });

  test('have no meaning for an OAuth connection, with the reason', () => {
    const verdicts = run({ ...HEALTHY, ...FAULTS['throttle-too-low'] }, 'oauth');
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['na']));
    expect(verdicts.every(({ summary }) => summary.includes('OAuth'))).toBe(true);
  });

  test('find one cause for a service key, whatever is given', () => {
    for (const evidence of [{}, HEALTHY]) {
      const verdicts = run(evidence, 'service-key');
      const failed = verdicts.filter(({ status }) => status === 'fail');
      expect(failed.map(({ check }) => check)).toEqual(['webhooks/registered']);
      expect(failed[0]?.findings).toEqual([{ cause: 'service-key-without-webhooks' }]);
      expect(verdicts.some(({ status }) => status === 'manual')).toBe(false);
    }
  });

  test('are judged for a project app like for a legacy app', () => {
    const verdicts = run({ ...HEALTHY, ...FAULTS['throttle-too-low'] }, 'project-app');
    expect(verdicts.filter(({ status }) => status === 'fail').map(({ check }) => check)).toEqual([
      'webhooks/throttle',
    ]);
  });
});
