import { expect, test } from 'vitest';
import type { EvidenceKey } from '../../checks/facts.ts';
import { PROBES } from '../../checks/index.ts';
import type { Given } from '../../src/core/given.ts';

const EMPTY: Given = { webhookFiles: [], answers: {}, probeWebhook: false, offline: false };

/** Probes that only combine what others obtained make no call of their own. */
const WITHOUT_CALL: readonly RegExp[] = [
  /^token\.form$/,
  /^connection\.mode$/,
  /^portal\.expected$/,
  /^opencx\.(?!access)/,
  /^journal\./,
  /^webhooks\.(?!api|activity|answer)/,
  /^conversation\.(channel|contactEmail)$/,
];

function depthOf(key: EvidenceKey, given: Given, trail: readonly EvidenceKey[] = []): number {
  if (trail.includes(key)) throw new Error(`${[...trail, key].join(' -> ')} goes round in a circle`);
  const probe = PROBES.find((each) => each.key === key);
  const before = probe?.after?.(given) ?? [];
  const deepest = Math.max(0, ...before.map((other) => depthOf(other, given, [...trail, key])));
  return deepest + (WITHOUT_CALL.some((pattern) => pattern.test(key)) ? 0 : 1);
}

test.each<[string, Partial<Given>]>([
  ['nothing', {}],
  ['a thread', { threadId: '9001' }],
  ['a ticket', { ticketId: '501' }],
  ['a session', { sessionId: '00000000-0000-4000-8000-000000000001' }],
  ['a contact', { contactEmail: 'jo@example.test' }],
  ['a thread and a session', { threadId: '9001', sessionId: '00000000-0000-4000-8000-000000000001' }],
  ['a ticket and a contact', { ticketId: '501', contactEmail: 'jo@example.test' }],
])('with %s given, no fact is more than three dependent calls deep', (_name, changes) => {
  const given = { ...EMPTY, ...changes };
  const depths = Object.fromEntries(PROBES.map(({ key }) => [key, depthOf(key, given)]));
  expect(Object.entries(depths).filter(([, depth]) => depth > 3)).toEqual([]);
});

test('one probe for each evidence', () => {
  const keys = PROBES.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
