import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a process took and said. */
export interface Run {
  /** Of all its threads, in the program and in the system; undefined where the system does not tell it. */
  cpuSeconds: number | undefined;
  seconds: number;
  /** Highest resident memory; undefined where the system does not tell it. */
  megabytes: number | undefined;
  out: string;
}

const LOOK_EVERY_MS = 5;
/** Linux counts time in ticks of a hundredth of a second, whatever the machine. */
const TICKS_IN_SECOND = 100;
/** In /proc/PID/stat, counted behind the name, which may hold blanks itself. */
const [USER_TICKS, SYSTEM_TICKS] = [11, 12] as const;

/** @throws where the command says nothing on its standard output */
export async function run(command: string, args: readonly string[]): Promise<Run> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const closed = once(child, 'close');
  const taken = await watched(child.pid, closed);
  await closed;
  if (out === '') throw new Error(`${command} says nothing: ${said.trim().slice(0, 300)}`);
  return { ...taken, seconds: (performance.now() - startedAt) / 1_000, out };
}

/** As the system counts for each process, asked for again and again until the process is gone. */
async function watched(
  pid: number | undefined,
  closed: Promise<unknown>,
): Promise<Pick<Run, 'cpuSeconds' | 'megabytes'>> {
  const taken: Pick<Run, 'cpuSeconds' | 'megabytes'> = { cpuSeconds: undefined, megabytes: undefined };
  let isOver = false;
  const over = closed.then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  while (!isOver) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]);
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    if (ticks > 0) taken.cpuSeconds = ticks / TICKS_IN_SECOND;
    if (kilobytes !== undefined) taken.megabytes = Number(kilobytes) / 1_024;
    await Promise.race([over, sleep(LOOK_EVERY_MS)]);
  }
  return taken;
}

export async function isInstalled(command: string): Promise<boolean> {
  return run(command, ['--version']).then(
    () => true,
    () => false,
  );
}
