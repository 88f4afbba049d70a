import { join } from 'node:path';
import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, ROOT, succeeding } from './processes.ts';

const RUNS = 21;
const BARE = 'node -e 0';

/** A run of every check whose evidence is kept among the fixtures. */
const BUNDLE = join(ROOT, 'fixtures', 'bundles', 'two-faults.json');

interface Command {
  args: readonly string[];
  /** Times bare Node's own start that it may take. */
  goal?: number;
}

const COMMANDS: Record<string, Command> = {
  [BARE]: { args: ['-e', '0'] },
  '--version': { args: [BIN, '--version'], goal: 2 },
  '--help': { args: [BIN, '--help'], goal: 2 },
  'doctor --help': { args: [BIN, 'doctor', '--help'], goal: 2 },
  'doctor --from': { args: [BIN, 'doctor', '--from', BUNDLE, '--exit-zero'], goal: 3 },
};

/**
 * Wall time of what makes no call, beside Node's own. Runs take turns, so that a busy machine is unfair to none.
 */
export async function startUp(): Promise<Figure[]> {
  const times: Record<string, number[]> = {};
  for (const { args } of Object.values(COMMANDS)) await succeeding(args);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, { args }] of Object.entries(COMMANDS)) {
      times[name] = [...(times[name] ?? []), (await succeeding(args)).milliseconds];
    }
  }
  const bare = median(times[BARE] ?? []);
  return Object.entries(COMMANDS).map(([what, { goal }]) => {
    const time = median(times[what] ?? []);
    if (goal === undefined) return { what, measured: milliseconds(time), bar: '' };
    const ratio = time / bare;
    return {
      what,
      measured: `${milliseconds(time)}, ${ratio.toFixed(2)} x node`,
      bar: `${goal} x node`,
      met: ratio <= goal,
    };
  });
}
