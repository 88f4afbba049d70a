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
let stopCode: number = EXIT.interrupted;
let endsByItself = false;
for (const [signal, code] of [
  ['SIGINT', EXIT.interrupted],
  ['SIGTERM', EXIT.terminated],
] as const) {
  process.on(signal, () => {
    // Asked twice: whatever is still under way is not waited for.
    if (stop.signal.aborted) process.exit(code);
    stopCode = code;
    stop.abort(new Stopped(signal));
    // What does not listen to the abort must not keep the user waiting.
    if (!endsByItself) setTimeout(() => process.exit(code), 500).unref();
  });
}

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // A reader that went away (`| head`) is no fault of ours; the exit code still says what was found.
  if (code === 'EPIPE') return;
  process.stderr.write(`opencx-hubspot: standard output cannot be written to (${code}).\n`);
  process.exit(EXIT.usage);
});
// Progress that nobody reads is no reason to stop.
process.stderr.on('error', () => {});

/** A command that finishes its work after the first Ctrl-C, however long that takes; a second one still stops it. */
function announceEnd(): void {
  endsByItself = true;
}

const code = await run(process.argv.slice(2), processIo(stop.signal, announceEnd));
process.exitCode = code === EXIT.interrupted ? stopCode : code;
