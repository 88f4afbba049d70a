/**
 * Every emulated portal, and pairs of them, looked at by the doctor: what was injected against what was found. For each
 * symptom one portal, and with PROOF every portal, is looked at by the command line and over real sockets too, and in
 * other ways. The table is kept in fixtures/MATRIX.md; `npm run matrix` renews it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CAUSES, type CauseId } from '../../checks/causes.ts';
import { CHECKS } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { listPortals, loadPortal, type PortalSummary } from '../../src/sandbox/portal/portals.ts';
import { followed, serve } from '../cli/served.ts';
import { expectBrief } from '../reporters/brief/a-budget.ts';
import { expectCausesInEveryFormat } from '../reporters/every-format.ts';
import { expectAnswerOnAScreen } from '../reporters/text/a-screen.ts';
import { runHere } from '../support/cli.ts';
import { figure } from '../support/figure.ts';
import { PROOF, some } from '../support/proof.ts';
import { agreement } from './cause-figures.ts';
import { type Line, lookByCommand, PortalLooks, symptomNeeded } from './portal-looks.ts';

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

/** Looked at only under a symptom, so that a whole run has no word on them. */
const SYMPTOMS_OWN: readonly string[] = CHECKS.filter(({ onlyUnder }) => onlyUnder).map(({ id }) => id);

const portals = await listPortals();
const looks = new PortalLooks();
const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
afterAll(() => rm(folder, { recursive: true }));

describe.each(portals)('the portal $name', ({ name, causes, symptom, obstacle }) => {
  const isSample = standsForOthers({ name, symptom });

  test.runIf(isSample)(
    'has every verdict once in the stream, and the same report from what was saved',
    async () => {
      const { streamed, lines, again, report } = await lookByCommand(name, folder);
      const verdicts = lines.filter(({ type }) => type === 'verdict');
      expect(new Set(verdicts.map(({ check }) => check)).size).toBe(verdicts.length);
      expect(lines.at(-1)?.type).toBe('report');
      const { evidence: _evidence, ...printed } = report;
      expect(withoutTimes(reportOf(lines))).toEqual(withoutTimes(printed));
      expect({ code: again.code, err: again.err }).toEqual({ code: streamed.code, err: '' });
      const { report: seen } = await looks.at(name);
      expect(verdictsOf(report)).toEqual(verdictsOf(seen));
      expect(report.causes.map(told)).toEqual(seen.causes.map(told));
    },
  );

  test('has in its way what is in its way, and nothing else', async () => {
    expect((await looks.at(name)).report.obstacle?.id ?? null).toBe(obstacle);
  });

  if (obstacle) {
    test('accuses nobody', async () => {
      const { report } = await looks.at(name);
      countAccused('doctor: something in the way of whoever looks', report);
      expect(report.causes.map(({ id }) => id)).toEqual([]);
      expect(report.status).toBe('incomplete');
    });
  } else if (causes.length === 0) {
    test('is healthy, without a cause', async () => {
      const { report } = await looks.at(name);
      countAccused('doctor: portals that work', report);
      expect(report.causes.map(({ id }) => id)).toEqual([]);
      expect(report.status).toBe(report.summary.manual > 0 ? 'open' : 'healthy');
      expect(report.summary).toMatchObject({ fail: 0, unknown: 0, blocked: 0, crash: 0 });
    });
  } else {
    test('gives its documented cause first, with owner and fix, and nothing beside', async () => {
      const { report } = await looks.at(name);
      agreement('doctor: one cause alone', report, { injected: [causes] });
      const [first] = report.causes;
      expect(first?.id).toBe(causes[0]);
      const cause = CAUSES[first?.id as CauseId];
      // Where the details decide, the tests of the cause say how.
      if (!cause.ownerOf) expect(first?.owner).toBe(cause.owner);
      expect(first?.fixes[0]?.steps.length).toBeGreaterThan(0);
      expect(new Set(report.causes.map(({ id }) => id))).toEqual(new Set(causes));
    });
  }

  test.each(waysTo({ name, causes, symptom }))('gives the same $way', async ({ selected, isOutside }) => {
    const { args, around } = isOutside
      ? followed((await serve(name)).printed)
      : { args: ['doctor', '--sandbox', name], around: {} };
    const [command = '', ...flags] = args;
    const run = [command, ...selected, ...flags, '--no-input', '--format', 'json'];
    const seen = JSON.parse((await runHere(run, around)).out) as Report;
    const { report } = await looks.at(name);
    expect(seen.causes[0]?.id).toBe(causes[0]);
    const compared = Object.keys(seen.checks).filter((id) => !SYMPTOMS_OWN.includes(id));
    expect(verdictsOf(seen, compared)).toEqual(verdictsOf(report, compared));
    if (selected.length > 0) return;
    expect(seen.status).toBe(report.status);
    expect(seen.causes.map(told)).toEqual(report.causes.map(told));
  });

  test.runIf(isSample)('is told in every format', async () => {
    await expectCausesInEveryFormat((await looks.at(name)).report);
  });

  test('is answered on one screen', async () => {
    expectAnswerOnAScreen((await looks.at(name)).report);
    expectAnswerOnAScreen(await looks.withoutAnswers(name, symptom));
  });

  test('is told in brief within what an agent may spend on it', async () => {
    expectBrief((await looks.at(name)).report);
    expectBrief(await looks.withoutAnswers(name, symptom));
    expectBrief(await looks.withoutAnswers(name, null));
  });

  test('is never well where nobody has answered, and what is asked leads to it', async () => {
    const report = await looks.withoutAnswers(name, symptom);
    const cause = causes[0] as CauseId | undefined;
    if (cause === undefined) return expect(report.causes).toEqual([]);
    expect(report.status).not.toBe('healthy');
    // Nobody is asked whether the target answers: a flag has it called.
    if (cause === 'webhook-unreachable') return;
    const found = report.causes.some(({ id }) => id === cause);
    const ways = CHECKS.filter((check) => check.causes.includes(cause)).map(({ id }) => report.checks[id]);
    expect(found || ways.some((check) => check?.status === 'manual' || check?.status === 'blocked')).toBe(
      true,
    );
  });
});

test.each(PAIRS)('the pair %s gives both', async (pair) => {
  const { report } = await looks.at(pair);
  expect(report.causes.map(({ id }) => id)).toEqual(expect.arrayContaining(pair.split('+')));
  expectAnswerOnAScreen(report);
  expectBrief(report);
});

test.each(some(PAIRS))('the pair %s is told in every format', async (pair) => {
  await expectCausesInEveryFormat((await looks.at(pair)).report);
});

function countAccused(row: string, { causes }: Report): void {
  figure(row, { tried: 1, 'falsely accused': causes.length > 0 ? 1 : 0 });
}

/** The report that the lines of a stream make together. */
function reportOf(lines: readonly Line[]): Record<string, unknown> {
  const { type: _type, ...run } = lines.at(-1) ?? { type: '' };
  const of = (wanted: string) => lines.flatMap(({ type, ...line }) => (type === wanted ? [line] : []));
  return {
    ...run,
    causes: of('cause'),
    checks: Object.fromEntries(of('verdict').map(({ check, ...verdict }) => [check, verdict])),
  };
}

function withoutTimes(report: object): unknown {
  return JSON.parse(JSON.stringify(report), (key, value) =>
    /^(?:durationMs|startedAt|at)$/.test(key) ? undefined : asSaved(value, key),
  );
}

/** What `--sandbox` says of a portal by itself, and a saved run in flags. */
const SAID_BY_SANDBOX = / --(?:sandbox|thread|ticket|session|contact|mode|portal|default-user) [\w@.+-]+/g;

/**
 * A bundle holds the customer's address and the ids of contacts in disguise, no text of a failed build and no link to a
 * conversation, and no word of how the portal was reached, which the commands of a live report repeat.
 */
function asSaved(value: unknown, key: string): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'command') return value.replaceAll(SAID_BY_SANDBOX, '');
  return value
    .replaceAll(/\p{L}…@[\w.-]+\w/gu, 'an address')
    .replaceAll(/\b(?:\d{12}|14\d\d)\b/g, 'a contact')
    .replaceAll(/ --sandbox [\w+-]+/g, '')
    .replace(/^(Build \d+ of the project \S+ failed: \w+): .+$/, '$1')
    .replace(/; for example https:.+$/, '');
}

function verdictsOf({ checks }: Report, ids = Object.keys(checks)): Record<string, string | undefined> {
  return Object.fromEntries(ids.map((id) => [id, checks[id]?.status]));
}

interface Way {
  way: string;
  /** By `doctor` with what `sandbox start` prints, not by `doctor --sandbox`. */
  isOutside: boolean;
  selected: readonly string[];
}

/** For each symptom, and for none, the first portal that shows it; with PROOF, every portal. */
function standsForOthers({ name, symptom }: Pick<PortalSummary, 'name' | 'symptom'>): boolean {
  return PROOF || portals.find((portal) => portal.symptom === symptom)?.name === name;
}

/**
 * Other ways to find out: from outside, where everything has to be given that the sandbox gives by itself, and under
 * the symptom, where less is asked for. With PROOF, both at once too.
 */
function waysTo({ name, causes, symptom }: Pick<PortalSummary, 'name' | 'causes' | 'symptom'>): Way[] {
  const outside = { way: 'from outside', isOutside: true, selected: symptomNeeded({ causes, symptom }) };
  if (!standsForOthers({ name, symptom })) return [];
  if (symptom === null) return [outside];
  const underSymptom = { way: `under ${symptom}`, isOutside: false, selected: [symptom] };
  const both = { way: `from outside, under ${symptom}`, isOutside: true, selected: [symptom] };
  return PROOF ? [outside, underSymptom, both] : [outside, underSymptom];
}

/** What is said of a cause, whoever looks. */
function told({ id, confidence, owner, checks }: Report['causes'][number]): unknown {
  return { id, confidence, owner, checks };
}

test('the table is up to date', async () => {
  const lines = [
    '# Injected against found',
    '',
    'What the doctor says of each emulated portal (`opencx-hubspot doctor --sandbox NAME`); `a+b` has two faults at once.',
    'Made by `npm run matrix`; `npm run proof` looks at each portal by the command line and over real sockets too. A cause',
    'in brackets follows from the one before it. What each source tells of the webhook faults without an answer of anybody',
    'is in SOURCES.md.',
    '',
    '## One at a time',
    '',
    ...(await table(portals.map(({ name }) => name))),
    '',
    '## Pairs',
    '',
    ...(await table(PAIRS)),
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../fixtures/MATRIX.md');
});

async function table(injected: readonly string[]): Promise<string[]> {
  const rows: string[] = [];
  // One after the other: all at once, a busy machine would have no time for any.
  for (const name of injected) {
    const { report } = await looks.at(name);
    const { expect: expected } = await loadPortal(name);
    const found = report.causes.map(({ id, followsFrom }) => (followsFrom ? `(${id})` : id)).join(', ');
    const [first] = report.causes;
    rows.push(
      `| ${name} | ${expected.symptom ?? ''} | ${found || 'none'} | ${first?.owner ?? ''} | ${first?.confidence ?? ''} | ${report.status} |`,
    );
  }
  return [
    '| injected | symptom | found | who acts | confidence | status |',
    '|---|---|---|---|---|---|',
    ...rows,
  ];
}
