import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openConsole } from '../../src/console/console.ts';
import { keysOf } from '../../src/engine/decide/keys.ts';
import { parseDelivery } from '../../src/engine/intake/parse.ts';
import type { Journal } from '../../src/engine/journal/journal.ts';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import { newMessage } from './engine/deliveries.ts';
import { type Figure, median, percentile } from './figures.ts';

const EVENTS = 10_000;
const SCROLLED_MS = 5_000;
const PATIENCE_MS = 120_000;
/** In each frame: faster than anybody reads. */
const ROWS_A_FRAME = 10;
const COMING_A_SECOND = 100;
/** Of a processor: sixty frames a second. */
const FRAME_GOAL_MS = 16.7;
const MEMORY_GOAL_MB = 50;

/**
 * How smoothly the console's list scrolls with as many events as the page holds, and what they take of the browser's
 * memory: while nothing comes in, and while something does.
 */
export async function consoleScrolling(): Promise<Figure[]> {
  const chromium = findChromium(process.env);
  if (chromium === undefined) throw new Error(NO_BROWSER);
  const journal = createMemoryJournal();
  await take(journal, EVENTS);
  const about = { title: 'bench', kind: 'journal' } as const;
  const opened = await openConsole({ about, journal, place: {}, port: 0 });
  const browser = await openBrowser(chromium);
  try {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
    page.setDefaultTimeout(PATIENCE_MS);
    const before = await heapOf(page);
    await page.goto(opened.url);
    await page.goto(`${opened.url.split('#')[0]}#/events`);
    await page.getByText(/^\s*10,000 events/).waitFor();
    const still = await scrolled(page);
    const held = (await heapOf(page)) - before;
    const stop = new AbortController();
    const coming = keepTaking(journal, stop.signal);
    const moving = await scrolled(page);
    stop.abort();
    await coming;
    return [
      smoothness('console, 10,000 events in the list, scrolled', still),
      smoothness(`the same while ${COMING_A_SECOND} events a second come in`, moving),
      {
        what: 'the same, memory of the page',
        measured: `${held.toFixed(1)} MB, and ${((await heapOf(page)) - before).toFixed(1)} MB afterwards`,
        bar: `${MEMORY_GOAL_MB} MB`,
        met: held <= MEMORY_GOAL_MB,
      },
    ];
  } finally {
    await browser.close();
    await opened.close();
  }
}

async function take(journal: Journal, count: number): Promise<void> {
  const read = parseDelivery(Buffer.from(JSON.stringify(Array.from({ length: count }, newMessage))));
  const events = 'events' in read ? read.events : [];
  for (const { id } of await journal.accept(keysOf(events), Date.now())) {
    await journal.begin(id, Date.now());
    await journal.finish(id, Date.now(), { status: 'done', summary: 'The AI answered.' });
  }
}

async function keepTaking(journal: Journal, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await take(journal, COMING_A_SECOND / 10);
    await sleep(100);
  }
}

/** What scrolling came to. */
interface Scrolled {
  /** Milliseconds between one frame and the next, in order. */
  frames: number[];
  /** Milliseconds of a processor that the page's own thread took for a frame. */
  worked: number;
}

/** The list is scrolled from its beginning, and back where it ends. */
async function scrolled(page: Page): Promise<Scrolled> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await worked();
  const frames = (await page.evaluate(SCROLL)) as number[];
  return { frames, worked: ((await worked()) - before) / frames.length };
}

/** Runs in the page, where the types of a browser are. */
const SCROLL = `new Promise((resolve) => {
  const list = document.querySelector('.list');
  const taken = [];
  const begun = performance.now();
  let last = begun;
  // Nothing is asked of the page's layout meanwhile.
  const end = list.scrollHeight - list.clientHeight;
  let way = ${ROWS_A_FRAME * 64};
  let at = 0;
  const frame = (now) => {
    taken.push(now - last);
    last = now;
    at += way;
    list.scrollTop = at;
    if (at >= end || at <= 0) way = -way;
    if (now - begun < ${SCROLLED_MS}) requestAnimationFrame(frame);
    else resolve(taken.slice(1));
  };
  requestAnimationFrame(frame);
})`;

function smoothness(what: string, { frames, worked }: Scrolled): Figure {
  const [usual, most] = [median(frames), percentile(95, frames)];
  return {
    what,
    measured: `${worked.toFixed(1)} ms of a processor a frame; one in ${usual.toFixed(0)} ms, 95 % in ${most.toFixed(0)} ms, the longest ${Math.max(...frames).toFixed(0)} ms`,
    bar: `${FRAME_GOAL_MS} ms of a processor`,
    met: worked <= FRAME_GOAL_MS,
  };
}

/** Megabytes that scripts hold, with nothing that only waits to be collected. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
}
