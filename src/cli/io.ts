import { type Readable, Writable } from 'node:stream';
import { createRedactor } from '../redact/redactor.ts';
import type { Surroundings } from '../run/surroundings.ts';

/** The terminal and the environment as the commands see them; here and in main.ts alone `process` is touched. */
export interface Io extends Required<Surroundings> {
  out(text: string): void;
  err(text: string): void;
  /** On standard error, what is of use only as it is: an address to write to, a value to put back by hand. */
  tell(text: string): void;
  /** As `out`; resolves when standard output has taken the text, and rejects where nobody reads it any more. */
  handOver(text: string): Promise<void>;
  /** Columns of the terminal, or of `COLUMNS`; 80 where neither says. */
  width: number;
  /** Colour on standard output. */
  color: boolean;
  /** Signs of plain ASCII only. */
  ascii: boolean;
  /** A person is there to answer: a terminal on both ends, and not CI. */
  interactive: boolean;
  /** Standard error is a terminal that may be drawn on. */
  liveProgress: boolean;
  /** Prompts are drawn on standard error: standard output holds the report alone. */
  promptOutput: NodeJS.WritableStream;
  /**
   * Says that the command ends its work by itself after the abort, within so many milliseconds, and is not to be cut
   * off before. Infinity: a program that it runs gets the signals and decides.
   */
  endsWithin(milliseconds: number): void;
  /**
   * Says that there is something to take back, so that a closed terminal stops the command like Ctrl-C. Otherwise it ends
   * it as the system has it, or not where `nohup` was asked for.
   */
  heedsHangup(): void;
  /**
   * Has errors told to the listener that were thrown where nobody waits for them, until the function it returns is
   * called. They end the process where the listener returns false.
   */
  onUncaught(listener: UncaughtListener): () => void;
  /**
   * Standard input and output for a protocol alone: from then on whatever else is written to standard output, by whomever,
   * goes to standard error.
   */
  takeStreams(): { requests: Readable; answers: Writable };
}

export type UncaughtListener = (error: unknown) => boolean;

export function processIo(signal: AbortSignal, { endsWithin, heedsHangup, onUncaught }: ProcessHooks): Io {
  const { env, stdout, stderr } = process;
  const ci = Boolean(env['CI']) && env['CI'] !== 'false';
  return {
    env,
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    tell: (text) => void stderr.write(text),
    handOver: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    redactor: createRedactor([]),
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    stdin: () => process.stdin,
    width: widthOf(stdout.columns, env['COLUMNS']),
    color: colorOf(stdout.isTTY === true, env),
    ascii: !writesUnicode(env),
    // Standard input last: to ask it opens it, and loads what reads it.
    interactive: stderr.isTTY === true && !ci && process.stdin.isTTY === true,
    promptOutput: stderr,
    liveProgress: canBeDrawnOn(stderr) && !ci && env['TERM'] !== 'dumb',
    signal,
    endsWithin,
    heedsHangup,
    onUncaught,
    takeStreams: () => ({ requests: process.stdin, answers: takeStandardOutput() }),
  };
}

/** Whatever a library prints would break the protocol, so its way there is closed. */
function takeStandardOutput(): Writable {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  return new Writable({
    write: (chunk, _encoding, done) => void write(chunk, (error) => done(error)),
  });
}

type ProcessHooks = Pick<Io, 'endsWithin' | 'heedsHangup' | 'onUncaught'>;

/** A terminal that has not been told its size says 0 columns; what redraws a line would never end there. */
function canBeDrawnOn({ isTTY, columns }: NodeJS.WriteStream): boolean {
  return isTTY === true && columns !== 0;
}

/** As POSIX has it, the first of these that is set counts. One without a character set, such as `C`, says nothing of it. */
export function writesUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const [, charset] = /\.([^@]+)/.exec(locale) ?? [];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

function widthOf(columns: number | undefined, stated: string | undefined): number {
  const wanted = columns || Number(stated) || 80;
  return Math.max(40, Math.min(200, wanted));
}

/** https://no-color.org: set and not empty means none; FORCE_COLOR brings it into a pipe. */
function colorOf(terminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return terminal && env['TERM'] !== 'dumb';
}
