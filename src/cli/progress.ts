import { type EvidenceKey, titleOf } from '../../checks/facts.ts';
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
  const awaited = new Set<EvidenceKey>();
  return {
    step({ key, phase }) {
      if (phase === 'start') awaited.add(key);
      else awaited.delete(key);
      const [first] = awaited;
      const others = awaited.size > 1 ? ` and ${awaited.size - 1} more` : '';
      line.text = first ? `${about}: waiting for ${titleOf(first)}${others}` : about;
    },
    stop: () => void line.stop(),
  };
}

/** One line at the start, and one each time that nothing has come for a while: enough for a log, no flood. */
function plainLines(io: Io, about: string): GatherProgress {
  io.err(`${about} ...\n`);
  const awaited = new Set<EvidenceKey>();
  const timer = setInterval(() => {
    const titles = [...awaited].map(titleOf);
    const shown = titles.slice(0, MOST_NAMED).join(', ');
    const others = titles.length > MOST_NAMED ? ` and ${titles.length - MOST_NAMED} more` : '';
    if (shown) io.err(`still waiting for ${shown}${others}\n`);
  }, QUIET_MS);
  timer.unref();
  return {
    step({ key, phase }) {
      if (phase === 'start') awaited.add(key);
      else awaited.delete(key);
    },
    stop: () => clearInterval(timer),
  };
}
