import { describe, expect, test } from 'vitest';
import type { EvidenceValues } from '../../../checks/facts.ts';
import { impactProbes } from '../../../checks/impact/probes.ts';
import { aboutHowMany, sayReading } from '../../../checks/impact/reading.ts';
import type { World } from '../../../checks/shared/probe.ts';
import type { Start } from '../../../src/core/flags/time-values.ts';
import type { Thread } from '../../../src/core/hubspot/records.ts';
import { REP, thread } from '../conversation/builders.ts';
import { fromCustomer, newestFirst, repComment } from '../replies/message-builders.ts';

const [period] = impactProbes;
if (!period) throw new Error('The area has no probe.');

const DAY = 24 * 60 * 60_000;
/** What HubSpot's clock shows; that of the machine is a year ahead. */
const NOW = '2026-11-20T12:00:00.000Z';
const HERE = '2027-11-20T12:00:00.000Z';

interface Portal {
  threads: readonly Thread[];
  ofPage: number;
  /** Whether it has to end, asked before each call. */
  mustEnd?: (calls: number) => boolean;
}

/** A portal that lists its threads page by page; what was asked for and told is kept. */
function worldOf(since: Start, { threads, ofPage, mustEnd = () => false }: Portal) {
  const asked = { since: '', calls: 0, told: [] as string[] };
  const ends = () => mustEnd(asked.calls);
  const world = {
    given: { since },
    clock: { now: () => Date.parse(HERE) },
    mustEnd: ends,
    tell: (progress: string) => asked.told.push(progress),
    opencx: () => ({ sessionsSince: async () => ({ sessions: [], whole: true }) }),
    hubspot: () => ({
      clock: async () => NOW,
      threadsSince: async (time: string, stop: () => boolean, onPage: (soFar: readonly Thread[]) => void) => {
        asked.since = time;
        const listed: Thread[] = [];
        while (listed.length < threads.length && !(listed.length > 0 && stop())) {
          asked.calls += 1;
          listed.push(...threads.slice(listed.length, listed.length + ofPage));
          onPage(listed);
        }
        return { threads: listed, whole: listed.length === threads.length };
      },
      messages: async () => {
        asked.calls += 1;
        return newestFirst(fromCustomer({}), repComment({}));
      },
    }),
  } as unknown as World;
  return { world, asked };
}

/** Spread evenly over the week before now, the last of them an hour ago. */
function week(count: number): Thread[] {
  const first = Date.parse(NOW) - 7 * DAY;
  const step = (7 * DAY - 60 * 60_000) / count;
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(first + (index + 1) * step).toISOString();
    return thread({ id: String(index), createdAt: at, receivedAt: at, latestMessageAt: at, assignedTo: REP });
  });
}

async function read(since: Start, portal: Portal) {
  const { world, asked } = worldOf(since, portal);
  const { value } = (await period?.obtain(world, {})) ?? {};
  return { value: value as EvidenceValues['impact.period'], asked };
}

describe('the period', () => {
  test("is counted back by HubSpot's clock, not by this machine's", async () => {
    const { value, asked } = await read({ agoMs: 7 * DAY }, { threads: week(3), ofPage: 10 });
    expect(asked.since).toBe('2026-11-13T12:00:00.000Z');
    expect(value).toMatchObject({ from: '2026-11-13T12:00:00.000Z', to: NOW, listed: 3, whole: true });
  });

  test('of a span longer than all time begins with it', async () => {
    const { asked } = await read({ agoMs: 1e18 }, { threads: [], ofPage: 10 });
    expect(asked.since).toBe('1970-01-01T00:00:00.000Z');
  });

  test('that has not begun is refused in one sentence', async () => {
    const begins = read({ at: Date.parse(HERE) }, { threads: [], ofPage: 10 });
    await expect(begins).rejects.toThrow(
      `--since names no time that is past: by HubSpot's clock it is ${NOW.slice(0, 10)}`,
    );
  });
});

describe('5,000 conversations', () => {
  const threads = week(5000);

  test('are told page by page, with how many there will be, and then sample by sample', async () => {
    const { value, asked } = await read({ agoMs: 7 * DAY }, { threads, ofPage: 500 });
    expect(value).toMatchObject({
      listed: 5000,
      whole: true,
      replies: { of: 200, sample: { read: 200, of: 5000 } },
    });
    expect(asked.told[1]).toBe('1,000 of about 5,000 conversations');
    expect(asked.told.at(-1)).toBe('5,000 conversations, 199 of 200 samples');
  });

  test('are counted as far as they were listed where it has to end meanwhile', async () => {
    const { value } = await read(
      { agoMs: 7 * DAY },
      { threads, ofPage: 500, mustEnd: (calls) => calls >= 4 },
    );
    expect(value).toMatchObject({
      listed: 2000,
      whole: false,
      to: threads[1999]?.latestMessageAt,
      sessions: { of: 1997, hit: 1997 },
      replies: { status: 'unknown', untold: expect.stringContaining('none were read') },
    });
  });

  test('are a sample as large as was read by then where it has to end while messages are read', async () => {
    const { value } = await read(
      { agoMs: 7 * DAY },
      { threads, ofPage: 500, mustEnd: (calls) => calls >= 50 },
    );
    expect(value).toMatchObject({
      whole: true,
      replies: { of: 40, hit: 40, sample: { read: 40, of: 5000 } },
    });
  });
});

test.each<[number, number | undefined, string]>([
  [500, 5000, '500 of about 5,000 conversations'],
  [1200, 4980, '1,200 of about 5,000 conversations'],
  [7, 7, '7 of about 7 conversations'],
  [0, undefined, '0 conversations'],
])('%i of %s is told with two figures', (listed, all, told) => {
  const end = (all ?? 0) * 60_000;
  const at = (ms: number) => new Date(ms).toISOString();
  const about = aboutHowMany(listed, at(0), all === undefined ? undefined : at(listed * 60_000), at(end));
  expect(sayReading({ listed, about })).toBe(told);
});
