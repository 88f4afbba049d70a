/**
 * Every emulated portal, and pairs of them, run through the doctor over real sockets: what was injected against what
 * was found. The table is kept in fixtures/MATRIX.md; `npm run matrix` renews it.
 */

import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../checks/causes.ts';
import { CAUSES } from '../../checks/causes.ts';
import type { Report } from '../../src/core/report.ts';
import { listPortals, loadPortal } from '../../src/sandbox/portal/portals.ts';
import { expectCausesInEveryFormat } from '../reporters/every-format.ts';
import { runHere } from '../support/cli.ts';

/** Faults of different areas: both must be found, whichever stands nearer to the ground first. */
const PAIRS = [
  'owners-scope-missing+throttle-too-low',
  'owners-scope-missing+reply-internal',
  'scope-missing+webhook-url-stale',
  'subscription-missing+throttle-too-low',
  'changes-uncommitted+owner-not-ai-user',
  'throttle-too-low+reply-internal',
  'webhook-url-stale+reply-internal',
  'webhook-url-other-org+owner-not-ai-user',
  'default-user-is-owner-id+throttle-too-low',
  'ticket-creation-disabled+crm-not-connected',
  'token-rejected+throttle-too-low',
  'token-malformed+subscription-missing',
  'token-other-portal+changes-uncommitted',
  'daily-limit-reached+throttle-too-low',
  'opencx-key-rejected+subscription-paused',
  'message-failed+ticket-properties-unselected',
  'contact-not-in-portal+webhook-not-registered',
];

interface Row {
  injected: string;
  symptom: string;
  expected: readonly string[];
  report: Report;
}

async function examine(injected: string): Promise<Row> {
  const { expect: expected } = await loadPortal(injected);
  const { out } = await runHere(['doctor', '--sandbox', injected, '--no-input', '--format', 'json']);
  return {
    injected,
    symptom: expected.symptom ?? '',
    expected: expected.causes,
    report: JSON.parse(out) as Report,
  };
}

const portals = await listPortals();
const single = new Map<string, Row>();
const paired = new Map<string, Row>();
for (const { name } of portals) single.set(name, await examine(name));
for (const pair of PAIRS) paired.set(pair, await examine(pair));

function rowOf(rows: Map<string, Row>, name: string): Row {
  const row = rows.get(name);
  if (!row) throw new Error(`${name} was not examined`);
  return row;
}

describe.each(portals.filter(({ causes }) => causes.length === 0))('the healthy portal $name', ({ name }) => {
  test('gives no cause', () => {
    const { report } = rowOf(single, name);
    expect(report.causes.map(({ id }) => id)).toEqual([]);
    expect(report.status).toBe('healthy');
    expect(report.summary).toMatchObject({ fail: 0, unknown: 0, blocked: 0, crash: 0 });
  });
});

describe.each(portals.filter(({ causes }) => causes.length > 0))(
  'the broken portal $name',
  ({ name, causes, symptom }) => {
    test('gives its documented cause first, with owner and fix, and nothing beside', () => {
      const { report } = rowOf(single, name);
      const [first] = report.causes;
      expect(first?.id).toBe(causes[0]);
      expect(first?.owner).toBe(CAUSES[first?.id as CauseId].owner);
      expect(first?.fixes[0]?.steps.length).toBeGreaterThan(0);
      expect(new Set(report.causes.map(({ id }) => id))).toEqual(new Set(causes));
    });

    test.runIf(symptom)('gives it first under its symptom too', async () => {
      const { out } = await runHere([
        'doctor',
        String(symptom),
        '--sandbox',
        name,
        '--no-input',
        '--format',
        'json',
      ]);
      expect((JSON.parse(out) as Report).causes[0]?.id).toBe(causes[0]);
    });
  },
);

test.each(PAIRS)('the pair %s gives both', (pair) => {
  const { report } = rowOf(paired, pair);
  expect(report.causes.map(({ id }) => id)).toEqual(expect.arrayContaining(pair.split('+')));
});

test.each([...single.keys(), ...paired.keys()])('%s is told in every format', async (name) => {
  const { report } = single.get(name) ?? rowOf(paired, name);
  await expectCausesInEveryFormat(report);
});

test('the table is up to date', async () => {
  const lines = [
    '# Injected against found',
    '',
    'Each emulated portal was run through `opencx-hubspot doctor --sandbox NAME`; `a+b` has two faults at once. Made by',
    '`npm run matrix`, which runs every row over real sockets. A cause in brackets follows from the one before it.',
    '',
    '## One at a time',
    '',
    ...table([...single.values()]),
    '',
    '## Pairs',
    '',
    ...table([...paired.values()]),
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../fixtures/MATRIX.md');
});

function table(rows: readonly Row[]): string[] {
  return [
    '| injected | symptom | found | who acts | confidence | exit |',
    '|---|---|---|---|---|---|',
    ...rows.map(({ injected, symptom, report }) => {
      const found = report.causes.map(({ id, followsFrom }) => (followsFrom ? `(${id})` : id)).join(', ');
      const [first] = report.causes;
      const exit = { healthy: 0, problems: 1, incomplete: 3 }[report.status];
      return `| ${injected} | ${symptom} | ${found || 'none'} | ${first?.owner ?? ''} | ${first?.confidence ?? ''} | ${exit} |`;
    }),
  ];
}
