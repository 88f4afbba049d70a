/**
 * The process: its signals, its streams, its exit code. Everything else is the program's, which knows the terminal
 * only by `Io`.
 */
import { setMaxListeners } from 'node:events';
import { EXIT } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { processIo, type UncaughtListener } from './io.ts';
import { run } from './program.ts';

/** Reason with which everything under way is aborted when the user, or the system, asks to stop. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

const stop = new AbortController();
setMaxListeners(0, stop.signal);
let stopCode: number = EXIT.interrupted;
/** Milliseconds from the first signal until the process ends whatever is under way; see `Io.endsWithin`. */
let patience = 500;
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;
process.on('SIGINT', stopFor);
process.on('SIGTERM', stopFor);

function stopFor(signal: keyof typeof SIGNALS): void {
  const code = SIGNALS[signal];
  // Asked twice: whatever is still under way is not waited for.
  if (stop.signal.aborted) {
    if (patience < Infinity) process.exit(code);
    return;
  }
  stopCode = code;
  stop.abort(new Stopped(signal));
  // What does not listen to the abort must not keep the user waiting.
  if (patience < Infinity) setTimeout(() => cutOff(code), patience).unref();
}

function cutOff(code: number): never {
  process.stderr.write('\nInterrupted; what was under way was not waited for.\n');
  process.exit(code);
}

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // A reader that went away (`| head`, a closed terminal) is no fault of ours; the exit code still says what was found.
  if (code === 'EPIPE' || code === 'EIO') return;
  process.stderr.write(`opencx-hubspot: standard output cannot be written to (${code}).\n`);
  process.exit(EXIT.usage);
});
// Progress that nobody reads is no reason to stop.
process.stderr.on('error', () => {});

// What a library warns of, such as support that may still change (undici of SOCKS5), is for whoever writes programs with it.
process.removeAllListeners('warning');

let uncaughtListener: UncaughtListener | undefined;

const io = processIo(stop.signal, {
  endsWithin: (milliseconds) => {
    patience = milliseconds;
  },
  heedsHangup: () => void process.on('SIGHUP', stopFor),
  onUncaught: (listener) => {
    uncaughtListener = listener;
    return () => {
      uncaughtListener = undefined;
    };
  },
});

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    if (!uncaughtListener?.(error)) void explainError(error, io).then((code) => process.exit(code));
  });
}

const code = await run(process.argv.slice(2), io);
await Promise.all([process.stdout, process.stderr].map(written));
// What was given up must not hold the process: a file that never answers cannot even be closed.
process.exit(code === EXIT.interrupted ? stopCode : code);

/** Waits until all of it is out, or an error of the stream has been told. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength > 0 && !stream.destroyed)
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  await new Promise((resolve) => setImmediate(resolve));
}
