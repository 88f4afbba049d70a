import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, succeeding } from './processes.ts';

const PROFILES = 1000;
const RUNS = 3;
/** Times the CPU of the same calls by Node's own fetch. */
const GOAL = 3;
const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

/** Files in memory, where the system has a place for them. */
const MEMORY = '/dev/shm';

/**
 * A thousand profiles in one process, beside a process that only makes the same calls. The portal is served from this
 * one, whose time counts for neither. The reports are written to memory: a disk's file system may step over each file
 * that was deleted in the last minutes, a fifth of all the time where the tests have just run.
 */
export async function fleet(): Promise<Figure[]> {
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'opencx-hubspot-bench-'));
  try {
    const config = join(folder, 'opencx-hubspot.config.json');
    const shop = { hubspot: { apiUrl: sandbox.url, tokenVariable: 'SHOP_TOKEN' } };
    const names = Array.from({ length: PROFILES }, (_, index) => `shop-${index}`);
    await writeFile(
      config,
      JSON.stringify({ profiles: Object.fromEntries(names.map((name) => [name, shop])) }),
    );
    const args = ['doctor', '--all-profiles', '--config', config, '--output-dir', folder, '--quiet'];
    await succeeding([BIN, ...args], { SHOP_TOKEN: TOKEN });
    const calls = sandbox.requests.map(({ method, path }) => ({ method, url: sandbox.url + path }));

    const bareCalls = join(folder, 'bare.mjs');
    await writeFile(bareCalls, bareFetches(calls));
    const runs: { doctor: Used; bare: Used }[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const doctor = await measured([BIN, ...args], { SHOP_TOKEN: TOKEN });
      const bare = await measured([bareCalls], {});
      runs.push({ doctor, bare });
    }
    const of = (figure: (run: (typeof runs)[number]) => number) => median(runs.map(figure));
    const ratio = of(({ doctor, bare }) => doctor.cpu / bare.cpu);
    return [
      {
        what: `${PROFILES} profiles, ${calls.length} calls: CPU`,
        measured: `${milliseconds(of(({ doctor }) => doctor.cpu))}, ${ratio.toFixed(2)} x bare fetches`,
        bar: `${GOAL} x bare fetches`,
        met: ratio <= GOAL,
      },
      {
        what: `${PROFILES} profiles: wall time`,
        measured: `${milliseconds(of(({ doctor }) => doctor.wall))}, bare ${milliseconds(of(({ bare }) => bare.wall))}`,
        bar: '',
      },
      {
        what: `${PROFILES} profiles: peak memory`,
        measured: `${Math.round(of(({ doctor }) => doctor.megabytes))} MB, bare ${Math.round(of(({ bare }) => bare.megabytes))} MB`,
        bar: '',
      },
    ];
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

/** What a process used in all, from its start to its end. */
interface Used {
  /** Milliseconds. */
  cpu: number;
  wall: number;
  megabytes: number;
}

/** Runs `node` with a last word on what it used, which every process knows of itself. */
async function measured(args: readonly string[], env: Record<string, string>): Promise<Used> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  try {
    const hook = join(folder, 'used.mjs');
    await writeFile(
      hook,
      `process.on('exit', () => {
        const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
        console.log('\\nused ' + JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }));
      });`,
    );
    const { out, milliseconds: wall } = await succeeding(['--import', hook, ...args], env);
    const used = JSON.parse(out.slice(out.lastIndexOf('\nused ') + 6)) as Omit<Used, 'wall'>;
    return { ...used, wall };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A script that makes the same calls, as many at once as the doctor makes. */
function bareFetches(calls: readonly { method: string; url: string }[]): string {
  return `
    const waiting = ${JSON.stringify(calls)};
    const headers = { authorization: 'Bearer ${TOKEN}', 'content-type': 'application/json' };
    const work = async () => {
      for (let call = waiting.shift(); call; call = waiting.shift()) {
        const body = call.method === 'POST' ? '{}' : undefined;
        await (await fetch(call.url, { method: call.method, headers, body })).text();
      }
    };
    await Promise.all(Array.from({ length: 64 }, work));
  `;
}
