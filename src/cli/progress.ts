import { type EvidenceKey, titleOf } from '../../checks/facts.ts';
import type { GatherStep } from '../doctor/gather.ts';
import type { GatherProgress } from '../run/examination.ts';
import type { Io } from './io.ts';

const QUIET_MS = 3000;
const MOST_NAMED = 3;

/** Always on standard error: a spinner that names what is awaited on a terminal, plain lines otherwise. */
export async function startProgress(io: Io, about: string, quiet: boolean): Promise<GatherProgress> {
  if (quiet) return SILENCE;
  return io.liveProgress ? spinner(io, about) : plainLines(io, about);
}

const SILENCE: GatherProgress = { step: () => {}, stop: () => {} };

async function spinner({ ascii }: Io, about: string): Promise<GatherProgress> {
  const { default: ora } = await import('ora');
  const line = ora({ text: about, discardStdin: false, ...(ascii && { spinner: 'line' }) }).start();
  const awaited = new Awaited();
  return {
    step(step) {
      awaited.take(step);
      const told = awaited.told(1);
      line.text = told ? `${about}: ${told}` : about;
    },
    stop: () => void line.stop(),
  };
}

/** One line at the start, and one each time that nothing has come for a while: enough for a log, no flood. */
function plainLines(io: Io, about: string): GatherProgress {
  io.err(`${about} ...\n`);
  const awaited = new Awaited();
  const timer = setInterval(() => {
    const told = awaited.told(MOST_NAMED);
    if (told) io.err(`still ${told}\n`);
  }, QUIET_MS);
  timer.unref();
  return {
    step: (step) => awaited.take(step),
    stop: () => clearInterval(timer),
  };
}

/** What is awaited, and how far the one has come that takes long. */
class Awaited {
  readonly #keys = new Set<EvidenceKey>();
  #progress: { key: EvidenceKey; words: string } | undefined;

  take(step: GatherStep): void {
    if (step.phase === 'start') this.#keys.add(step.key);
    else if (step.phase === 'under-way') this.#progress = { key: step.key, words: step.progress };
    else {
      this.#keys.delete(step.key);
      if (this.#progress?.key === step.key) this.#progress = undefined;
    }
  }

  /** `reading 1,200 conversations`, or `waiting for` the first of them; '' where nothing is awaited. */
  told(most: number): string {
    if (this.#progress) return `reading: ${this.#progress.words}`;
    const titles = [...this.#keys].map(titleOf);
    if (titles.length === 0) return '';
    const others = titles.length > most ? ` and ${titles.length - most} more` : '';
    return `waiting for ${titles.slice(0, most).join(', ')}${others}`;
  }
}
