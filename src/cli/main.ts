import { setMaxListeners } from 'node:events';
import { EXIT } from './exit-codes.ts';
import { processIo } from './io.ts';
import { run } from './program.ts';

/** Reason with which everything under way is aborted when the user, or the system, asks to stop. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

const stop = new AbortController();
setMaxListeners(0, stop.signal);
for (const [signal, code] of [
  ['SIGINT', EXIT.interrupted],
  ['SIGTERM', EXIT.terminated],
] as const) {
  process.once(signal, () => {
    process.exitCode = code;
    stop.abort(new Stopped(signal));
    // What does not listen to the abort must not keep the user waiting.
    setTimeout(() => process.exit(code), 500).unref();
  });
}

// A reader that went away (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const code = await run(process.argv.slice(2), processIo(stop.signal));
if (!stop.signal.aborted) process.exitCode = code;
