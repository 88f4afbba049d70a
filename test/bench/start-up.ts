import { join } from 'node:path';
import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, ROOT, succeeding, type Timed } from './processes.ts';

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
 * Wall and CPU time of what makes no call, beside Node's own. Runs take turns, so that a busy machine is unfair to none.
 */
export async function startUp(): Promise<Figure[]> {
  const runs: Record<string, Timed[]> = {};
  for (const { args } of Object.values(COMMANDS)) await succeeding(args);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, { args }] of Object.entries(COMMANDS)) {
      runs[name] = [...(runs[name] ?? []), await succeeding(args)];
    }
  }
  const bare = middleOf(runs[BARE]);
  return Object.entries(COMMANDS).map(([what, { goal }]) => {
    const { wall, cpu } = middleOf(runs[what]);
    const times = `${milliseconds(wall)}, ${milliseconds(cpu)} of CPU`;
    if (goal === undefined) return { what, measured: times, bar: '' };
    const ratio = wall / bare.wall;
    return {
      what,
      measured: `${times}: ${ratio.toFixed(2)} and ${(cpu / bare.cpu).toFixed(2)} x node`,
      bar: `${goal} x node`,
      met: ratio <= goal,
    };
  });
}

function middleOf(runs: readonly Timed[] = []): { wall: number; cpu: number } {
  return {
    wall: median(runs.map((run) => run.milliseconds)),
    cpu: median(runs.map((run) => run.cpu)),
  };
}
