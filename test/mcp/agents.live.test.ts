/**
 * A scripted agent, without a model, at every emulated portal: it must come to the right cause in few calls for few tokens,
 * or end with the right next step. One portal in ten, in one generation of the protocol each; with PROOF all of them, in
 * both. The table is kept in fixtures/AGENT.md; `npm run matrix` renews it.
 */
import { expect, test } from 'vitest';
import { listPortals, type PortalSummary } from '../../src/sandbox/portal/portals.ts';
import { inTurn, PROOF, some } from '../support/proof.ts';
import { diagnosedBy, MOST_CALLS, type Outcome } from './scripted-agent.ts';

/** Of four bytes: the brief report, the lines of its fence, and the next step. */
const MOST_OF_AN_ANSWER = 750;
const MOST_OF_A_DIAGNOSIS = 2_500;

/** What no API tells and nobody sees: a flag has it tried, at a shell. */
const TRIED_BY: Readonly<Record<string, string>> = { 'webhook-unreachable': '--probe-webhook' };

const portals = await listPortals();
const outcomes = new Map<string, Outcome[]>();
/** The agent's own answers over the new generation, and a person's in forms over the old one. */
const WAYS = [
  { generation: 'modern', withForms: false },
  { generation: 'legacy', withForms: true },
] as const;

test.each(some(portals).map((portal, index) => ({ ...portal, ways: inTurn(WAYS, index) })))(
  'comes to what is wrong with $name',
  async ({ ways, ...portal }) => {
    for (const way of ways) {
      const outcome = await diagnosedBy(portal, way);
      outcomes.set(portal.name, [...(outcomes.get(portal.name) ?? []), outcome]);
      expectRight(portal, outcome);
      // What a person fills in costs no further call.
      if (way.withForms) expect(outcome.calls).toBe(1);
    }
  },
);

function expectRight({ causes, obstacle, name }: PortalSummary, outcome: Outcome): void {
  const { calls, tokens, largest, cause, status, next } = outcome;
  expect(calls).toBeLessThanOrEqual(MOST_CALLS);
  expect(largest).toBeLessThanOrEqual(MOST_OF_AN_ANSWER);
  expect(tokens).toBeLessThanOrEqual(MOST_OF_A_DIAGNOSIS);
  const [expected] = causes;
  const flag = TRIED_BY[name];
  if (expected !== undefined && flag === undefined) {
    expect(cause).toBe(expected);
    expect(next).toContain(`call recheck with cause ${expected} and run r`);
    return;
  }
  expect(cause).toBeUndefined();
  if (flag !== undefined) expect(next).toContain(flag);
  else if (obstacle) expect({ status, next }).toEqual({ status: 'incomplete', next: MEND_THE_WAY });
  else expect({ status, next }).toEqual({ status: 'healthy', next: PROVE });
}

const MEND_THE_WAY =
  'next: have whoever started this server mend what is in the way, then call diagnose again';
const PROVE = 'next: nothing was found; to follow one real message hop by hop, call prove';

test.runIf(PROOF)('the table is up to date', async () => {
  const rows = portals.map(({ name, symptom }) => {
    const [own, filled] = outcomes.get(name) ?? [];
    const cells = [
      name,
      symptom ?? '',
      own?.calls,
      own?.tokens,
      own?.cause ?? own?.status,
      own?.confidence ?? '',
      filled?.forms,
      filled?.tokens,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const lines = [
    '# What a diagnosis costs an agent',
    '',
    'A scripted agent, without a model, asks `opencx-hubspot mcp` about each emulated portal: it knows the symptom and the',
    'conversation, and answers what it is asked by what the screens of the portal show. Tokens are of four bytes, of all that',
    'it sent and was answered. The last two columns are the same where its client shows forms to a person, which takes one',
    'call. Made by `npm run matrix`.',
    '',
    '| portal | symptom | calls | tokens | cause, or status | how sure | forms | tokens with forms |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../fixtures/AGENT.md');
});
