import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Arguments, Options } from '../../core/flags/options.ts';
import { UsageError } from '../../files/usage-error.ts';
import { DOCTOR_FLAGS } from '../doctor/sandbox-flags.ts';
import type { Io } from '../io.ts';
import { usingSandbox } from './start-run.ts';

/** What a shell adds to the number of the signal that ended a command. */
const ENDED_BY_SIGNAL = 128;

/** For a command that was sent SIGTERM or SIGINT to end in order, in milliseconds. */
const PATIENCE_MS = 8_000;

/** `opencx-hubspot sandbox exec NAME -- COMMAND...`: the portal lives as long as the command; its exit code is ours. */
export async function execInSandbox(
  { name, command }: Arguments<'sandbox exec'>,
  flags: Options<'sandbox exec'>,
  io: Io,
): Promise<number> {
  io.endsWithin(Infinity);
  return usingSandbox(name, flags, (_sandbox, { variables, words }) =>
    runCommand(command, { ...variables, [DOCTOR_FLAGS]: JSON.stringify(words) }, io),
  );
}

/** @throws UsageError for a command that cannot be started */
function runCommand(
  [program = '', ...words]: readonly string[],
  variables: Readonly<Record<string, string>>,
  { env, cwd, signal, interactive }: Io,
): Promise<number> {
  const child = spawn(program, words, { cwd, env: { ...env, ...variables }, stdio: 'inherit' });
  let giveUp: NodeJS.Timeout | undefined;
  const passOn = () => {
    const name = nameOfSignal(signal.reason);
    // A terminal has sent Ctrl-C to the command already, which may live on: a shell does.
    if (interactive && name === 'SIGINT') return;
    child.kill(name);
    giveUp = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  };
  signal.addEventListener('abort', passOn);
  return new Promise<number>((resolve, reject) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new UsageError(`"${program}" cannot be run (${code}).`, {
          hint: 'Name a program and its arguments behind --: opencx-hubspot sandbox exec NAME -- node app.js',
        }),
      ),
    );
    child.once('close', (code, endedBy) =>
      resolve(code ?? ENDED_BY_SIGNAL + constants.signals[endedBy ?? 'SIGTERM']),
    );
  }).finally(() => {
    clearTimeout(giveUp);
    signal.removeEventListener('abort', passOn);
  });
}

function nameOfSignal(reason: unknown): 'SIGINT' | 'SIGTERM' {
  return reason instanceof Error && reason.message === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
}
