/**
 * What each source of evidence tells of the webhook faults, over real sockets, where nobody answers anything. The table is
 * kept in fixtures/SOURCES.md; `npm run matrix` renews it, and the proof holds the whole of it against what is found.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { ROOT, runHere } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { lookBy, type MeasuredBy, WEBHOOK_FAULTS, type WebhookFault, wantedOf } from './source-looks.ts';

const TABLE = join(ROOT, 'fixtures', 'SOURCES.md');
/** More suspects tell nobody where to begin. */
const FEW = 4;
/** What is inferred is at most likely: HubSpot does not say that its limit counts by the second. */
const AT_MOST_LIKELY: readonly string[] = ['throttle-too-low'];
/** One message at a time comes through whatever the throttle is. */
const UNSTOPPED: readonly string[] = ['throttle-too-low'];
/** A hop at which ticket changes alone stop, and the one at which everything does. */
const STOPS = { tickets: 'property-synced', everything: 'session-made' } as const;
const OF_TICKETS: readonly string[] = ['ticket-properties-unselected', 'expanded-object-events'];

/** The one that concludes from silence first: without the proof it stands for all. */
const ALONE: readonly MeasuredBy[] = ['delivered', 'deployed', 'onset'];

describe.each(WEBHOOK_FAULTS)('$name', (fault) => {
  test('is named first with a personal access key, with no answer of anybody', async () => {
    const { causes, checks } = await lookBy('key', fault);
    const [wanted] = await wantedOf(fault);
    expect(causes[0]?.id).toBe(wanted);
    expect(causes[0]?.confidence).toBe(AT_MOST_LIKELY.includes(fault.name) ? 'likely' : 'confirmed');
    expect(causes[0]?.checks.map((id) => checks[id]?.source)).not.toContain('stated');
  });

  test.each(PROOF ? ALONE : ALONE.slice(0, 1))('is never mistaken for another: %s', async (source) => {
    const { causes } = await lookBy(source, fault);
    const wanted = await wantedOf(fault);
    const confirmed = causes.filter(({ confidence }) => confidence === 'confirmed').map(({ id }) => id);
    expect(confirmed.filter((id) => !wanted.includes(id))).toEqual([]);
  });
});

test.runIf(PROOF)('the table is up to date', async () => {
  const rows: Row[] = [];
  for (const fault of WEBHOOK_FAULTS) rows.push(await rowOf(fault));
  await expect(page(rows)).toMatchFileSnapshot(TABLE);
});

test('the table says how many are confirmed, and of how many the live test lists the cause', async () => {
  const table = await readFile(TABLE, 'utf8');
  const all = WEBHOOK_FAULTS.length;
  const rows = [...table.matchAll(/^\| ([a-z-]+) \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(['fault', ...WEBHOOK_FAULTS.map(({ name }) => name)]);
  expect(table).toContain(`confirms ${all - AT_MOST_LIKELY.length} of ${all}`);
  expect(table).toContain(`at most ${FEW}, for ${all - UNSTOPPED.length} of ${all}`);
});

interface Row {
  fault: WebhookFault;
  cells: Record<'deployed' | 'delivered' | 'key' | 'live' | 'onset' | 'answers', string>;
  /** The live test stopped where it had to, and lists the cause among few. */
  listed: boolean;
}

async function rowOf(fault: WebhookFault): Promise<Row> {
  const wanted = (await wantedOf(fault))[0] ?? '';
  const cell = async (source: MeasuredBy) => named(await lookBy(source, fault), wanted);
  const live = await liveTest(fault);
  return {
    fault,
    cells: {
      deployed: await cell('deployed'),
      delivered: await cell('delivered'),
      key: await cell('key'),
      live: live.told,
      onset: besideIn(await lookBy('onset', fault)),
      answers: named(await reportOf('doctor', fault.name, '--no-input'), fault.name),
    },
    listed: live.listed,
  };
}

async function reportOf(command: string, portal: string, ...flags: string[]): Promise<Report> {
  const { out } = await runHere([command, '--sandbox', portal, ...flags, '--format', 'json']);
  return JSON.parse(out);
}

/** How sure the cause is, and among how many that do not follow from each other. */
function named({ causes }: Report, wanted: string): string {
  const cause = causes.find(({ id }) => id === wanted);
  if (cause === undefined) return instead(causes[0]);
  const roots = causes.filter(({ followsFrom }) => !followsFrom).length;
  return roots === 1 ? cause.confidence : `${cause.confidence}, one of ${roots}`;
}

function instead(first: Report['causes'][number] | undefined): string {
  return first === undefined ? 'not named' : `not named (${first.id} ${first.confidence})`;
}

/** Of an app that no key shows anything of. */
async function liveTest({ name }: WebhookFault): Promise<{ told: string; listed: boolean }> {
  const report = await reportOf('prove', name);
  const stop = Object.entries(report.checks).find(
    ([id, { status }]) => id.startsWith('proof/') && status !== 'pass',
  )?.[0];
  if (stop === undefined) return { told: 'passes', listed: false };
  const hop = stop.slice('proof/'.length);
  const cause = report.causes.find(({ id }) => id === name);
  const isRight = hop === (OF_TICKETS.includes(name) ? STOPS.tickets : STOPS.everything);
  const told = cause === undefined ? 'not named' : `${cause.confidence}, one of ${report.causes.length}`;
  return { told: `${hop}: ${told}`, listed: isRight && cause !== undefined && report.causes.length <= FEW };
}

/** What stands beside the onset; nothing is accused by it. */
function besideIn({ checks }: Report): string {
  const measured = checks['impact/sessions-made']?.measured ?? '';
  if (!/none until .* since/.test(measured)) return 'none';
  const told = /which is no proof: ([^;]*)/.exec(measured)?.[1] ?? '';
  const sources = Object.entries({ 'security log': /security log/, builds: /build \d+/ });
  const beside = sources.filter(([, words]) => words.test(told)).map(([source]) => source);
  return beside.length === 0 ? 'seen' : `seen, beside ${beside.join(' and ')}`;
}

function page(rows: readonly Row[]): string {
  const all = rows.length;
  const count = (holds: (row: Row) => boolean) => rows.filter(holds).length;
  const confirmed = count(({ cells }) => cells.key.startsWith('confirmed'));
  const likely = count(({ cells }) => cells.key.startsWith('likely'));
  const listed = count((row) => row.listed);
  const stopped = rows.filter(({ fault }) => !UNSTOPPED.includes(fault.name)).length;
  return [
    '# What tells of a webhook fault',
    '',
    'How sure the true cause is by each source alone, where nobody answers anything. Made by `npm run matrix`.',
    '',
    `- With a personal access key on a project app: confirms ${confirmed} of ${all}, and ${likely} more is likely.`,
    `- The live test, with no key: stops at the right hop, with the cause among at most ${FEW}, for ${listed} of ${all}; ${all - stopped} passes, as it must.`,
    '',
    "The columns: what is **deployed** (the files of the build in force), what was **delivered** (HubSpot's log of the last day, in",
    'which a customer wrote once more), all that the **key** opens together with `--probe-webhook` where the portal has it, the',
    '**live test** (`prove`; the hop at which it stops), the **onset** (`--since`; what is seen beside it is no proof and accuses',
    'nobody), and for comparison what is said with the **answers** of a person. The URL that OpenCX shows is given, and how',
    'HubSpot is connected. On a project app an uncommitted change is one that is not deployed.',
    '',
    '| fault | deployed | delivered | key | live test | onset | answers |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ fault: { name }, cells: { deployed, delivered, key, live, onset, answers } }) =>
        `| ${[name, deployed, delivered, key, live, onset, answers].join(' | ')} |`,
    ),
    '',
  ].join('\n');
}
