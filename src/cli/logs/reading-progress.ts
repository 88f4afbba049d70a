import stringWidth from 'fast-string-width';
import type { Ora } from 'ora';
import { spelledOut } from '../../redact/printable.ts';
import type { ReadingProgress, ReadingStep } from '../../run/read-logs.ts';
import type { Io } from '../io.ts';

/** What takes less long than this needs no line in a log. */
const QUIET_MS = 3000;

/**
 * Always on standard error: a bar with percent and rate on a terminal; otherwise a line every few seconds, and none
 * at all for what is read sooner.
 */
export async function startReading(
  io: Io,
  quiet: boolean,
  now: () => number = Date.now,
): Promise<ReadingProgress> {
  if (quiet) return SILENCE;
  const startedAt = now();
  const rateOf = ({ read }: ReadingStep) => (read * 1000) / Math.max(1, now() - startedAt);
  return io.liveProgress ? bar(io, rateOf) : plainLines(io, rateOf, now);
}

const SILENCE: ReadingProgress = { step: () => {}, stop: () => {} };

/** Bytes in a second. */
type RateOf = (step: ReadingStep) => number;

async function bar(io: Io, rateOf: RateOf): Promise<ReadingProgress> {
  const { default: ora } = await import('ora');
  let line: Ora | undefined;
  return {
    step(step) {
      const text = barText(step, rateOf(step), io);
      line ??= ora({ text, discardStdin: false }).start();
      line.text = text;
    },
    stop: () => void line?.stop(),
  };
}

function plainLines(io: Io, rateOf: RateOf, now: () => number): ReadingProgress {
  let toldAt = now();
  return {
    step(step) {
      if (now() - toldAt < QUIET_MS) return;
      toldAt = now();
      io.err(`still reading ${step.name}: ${reached(step)}, ${inBytes(rateOf(step))}/s\n`);
    },
    stop: () => {},
  };
}

const BAR_COLUMNS = 16;
/** On a narrow terminal half of the bar goes to the name. */
const NARROW = 60;
/** The spinner and the blank behind it, and one column that keeps the terminal from breaking the line. */
const SPINNER_COLUMNS = 3;

/** `api-calls.csv ████████░░░░░░░░ 51 %, 212 MB/s`, in one line of the terminal. */
export function barText(
  step: ReadingStep,
  rate: number,
  { width, ascii }: Pick<Io, 'width' | 'ascii'>,
): string {
  const { read, size } = step;
  const [full, open] = ascii ? ['#', '-'] : ['█', '░'];
  const columns = width < NARROW ? BAR_COLUMNS / 2 : BAR_COLUMNS;
  const filled = size ? Math.round(Math.min(1, read / size) * columns) : 0;
  const drawn = size ? `${full.repeat(filled)}${open.repeat(columns - filled)} ` : '';
  const figures = `${drawn}${reached(step)}, ${inBytes(rate)}/s`;
  const room = width - SPINNER_COLUMNS - stringWidth(figures) - 1;
  return `${shortened(spelledOut(step.name), room)} ${figures}`;
}

/** The end of a name says more than its beginning, which is often a folder. */
function shortened(name: string, room: number): string {
  if (stringWidth(name) <= room) return name;
  let end = name;
  while (end !== '' && stringWidth(end) > room - 3) end = [...end].slice(1).join('');
  return `...${end}`;
}

function reached({ read, size }: ReadingStep): string {
  return size ? `${Math.floor(Math.min(1, read / size) * 100)} %` : inBytes(read);
}

/** `850 B`, `12 kB`, `1.2 GB`. */
function inBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let rest = bytes;
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${rest < 10 && unit > 0 ? rest.toFixed(1) : Math.round(rest)} ${units[unit]}`;
}
