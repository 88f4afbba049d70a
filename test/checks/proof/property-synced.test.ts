/** What is said of a change that did not arrive: nothing is accused where its silence has an innocent reason. */
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import propertySynced from '../../../checks/proof/property-synced.ts';
import type { ConnectionMode } from '../../../src/core/connection.ts';
import type { HopValues } from '../../../src/core/proof.ts';
import { found, verdictOf } from '../token/judging.ts';

const MISSED = { seen: false, ms: 3000, property: 'hs_pipeline_stage', changed: true };

function judge(
  hop: Partial<HopValues['property']>,
  more: EvidenceSet = {},
  mode: ConnectionMode = 'legacy-app',
) {
  const evidence = { 'proof.property': found({ ...MISSED, ...hop }, 'tested'), ...more };
  return verdictOf(propertySynced, evidence, { mode });
}

test('a stage that a person moved is missed', () => {
  const { status, findings } = judge({});
  expect([status, findings[0]?.cause]).toEqual(['fail', 'ticket-properties-unselected']);
});

test("what OpenCX's own app changed, OpenCX may leave alone", () => {
  const verdict = judge({ byTokensApp: true });
  expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
  expect(verdict.summary).toContain('HUBSPOT_CHANGE_TOKEN');
  expect(judge({ byTokensApp: false }).status).toBe('fail');
  expect(judge({ byTokensApp: true }, {}, 'oauth').status).toBe('fail');
});

test('a property that the subscription may not select accuses nobody', () => {
  const priority = { property: 'hs_ticket_priority', byTokensApp: false };
  const selected = (...names: string[]) => ({ 'webhooks.ticketProperties': found(names, 'file') });
  expect(judge(priority).status).toBe('unknown');
  expect(judge(priority, selected('hs_pipeline_stage')).status).toBe('unknown');
  expect(judge(priority, selected('hs_ticket_priority')).status).toBe('fail');
});

test('what could not be put back leaves it open, whether or not the value arrived', () => {
  for (const seen of [true, false]) {
    const verdict = judge({ seen, leftBehind: true });
    expect(verdict.status).toBe('unknown');
    expect(verdict.summary).toContain('could not be put back');
  }
});
