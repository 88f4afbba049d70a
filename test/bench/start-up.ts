import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, succeeding } from './processes.ts';

const RUNS = 21;
const GOAL = 2;

const COMMANDS = {
  'node -e 0': ['-e', '0'],
  '--version': [BIN, '--version'],
  '--help': [BIN, '--help'],
  'doctor --help': [BIN, 'doctor', '--help'],
} as const;

/** Wall time of what only prints, beside Node's own. Runs take turns, so that a busy machine is unfair to none. */
export async function startUp(): Promise<Figure[]> {
  const times: Record<string, number[]> = {};
  for (const args of Object.values(COMMANDS)) await succeeding(args);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, args] of Object.entries(COMMANDS)) {
      times[name] = [...(times[name] ?? []), (await succeeding(args)).milliseconds];
    }
  }
  const bare = median(times['node -e 0'] ?? []);
  return Object.entries(times).map(([what, taken]) => {
    const time = median(taken);
    if (what === 'node -e 0') return { what, measured: milliseconds(time), bar: '' };
    const ratio = time / bare;
    return {
      what,
      measured: `${milliseconds(time)}, ${ratio.toFixed(2)} x node`,
      bar: `${GOAL} x node`,
      met: ratio <= GOAL,
    };
  });
}
