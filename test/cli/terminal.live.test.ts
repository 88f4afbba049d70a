/** What is drawn, and whether anything is asked, by what is at the other end. */
import type { ReadStream, WriteStream } from 'node:tty';
import stringWidth from 'fast-string-width';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { processIo } from '../../src/cli/io.ts';
import { runHere, runProcess } from '../support/cli.ts';

/** This process as if its streams were those of a terminal, or not. */
function ioOf({ tty, env = {}, columns }: { tty: boolean; env?: Record<string, string>; columns?: number }) {
  for (const name of ['CI', 'NO_COLOR', 'FORCE_COLOR', 'COLUMNS', 'TERM']) vi.stubEnv(name, env[name]);
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const stream of [process.stdin, process.stdout, process.stderr])
    pretend(stream, { isTTY: tty, columns });
  return processIo(new AbortController().signal, {
    endsWithin: () => {},
    heedsHangup: () => {},
    onUncaught: () => () => {},
  });
}

function pretend(stream: (ReadStream | WriteStream) & { fd: number }, properties: object): void {
  for (const [name, value] of Object.entries(properties)) {
    const before = Object.getOwnPropertyDescriptor(stream, name);
    Object.defineProperty(stream, name, { value, configurable: true, writable: true });
    onTestFinished(() => {
      Object.defineProperty(stream, name, before ?? { value: undefined, configurable: true, writable: true });
    });
  }
}

describe('on a terminal', () => {
  test('a person can be asked, and colour is used', () => {
    expect(ioOf({ tty: true })).toMatchObject({ interactive: true, liveProgress: true, color: true });
  });

  test('CI is no person', () => {
    const io = ioOf({ tty: true, env: { CI: 'true' } });
    expect(io).toMatchObject({ interactive: false, liveProgress: false });
    expect(ioOf({ tty: true, env: { CI: 'false' } }).interactive).toBe(true);
  });

  test('NO_COLOR takes the colour, also from FORCE_COLOR', () => {
    expect(ioOf({ tty: true, env: { NO_COLOR: '1' } }).color).toBe(false);
    expect(ioOf({ tty: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }).color).toBe(false);
    expect(ioOf({ tty: true, env: { NO_COLOR: '' } }).color).toBe(true);
  });

  test('a dumb one gets neither colour nor a spinner', () => {
    expect(ioOf({ tty: true, env: { TERM: 'dumb' } })).toMatchObject({ color: false, liveProgress: false });
  });

  test('one that does not tell its size is not drawn on: what redraws a line would never end', () => {
    expect(ioOf({ tty: true, columns: 0 })).toMatchObject({ liveProgress: false, width: 80 });
  });

  test('its width counts, within bounds', () => {
    expect(ioOf({ tty: true, columns: 120, env: { COLUMNS: '60' } }).width).toBe(120);
    expect(ioOf({ tty: true, columns: 10 }).width).toBe(40);
    expect(ioOf({ tty: true, columns: 500 }).width).toBe(200);
  });
});

describe('without a terminal', () => {
  test('nobody is asked, and there is no colour unless it is forced', () => {
    expect(ioOf({ tty: false })).toMatchObject({ interactive: false, liveProgress: false, color: false });
    expect(ioOf({ tty: false, env: { FORCE_COLOR: '1' } }).color).toBe(true);
    expect(ioOf({ tty: false, env: { FORCE_COLOR: '0' } }).color).toBe(false);
  });

  test('COLUMNS says how wide it is', () => {
    expect(ioOf({ tty: false }).width).toBe(80);
    expect(ioOf({ tty: false, env: { COLUMNS: '60' } }).width).toBe(60);
    expect(ioOf({ tty: false, env: { COLUMNS: 'wide' } }).width).toBe(80);
    expect(ioOf({ tty: false, env: { COLUMNS: '-5' } }).width).toBe(40);
  });
});

describe('forty columns', () => {
  /** Longer lines are one word that cannot be broken: an id, or an address to be clicked. */
  const isTooLong = (line: string) => stringWidth(line) > 40 && line.trim().includes(' ');

  test.each([
    ['doctor --sandbox reply-internal --no-input'],
    ['doctor --sandbox reply-internal --no-input --full'],
    ['checks'],
    ['checks scopes/required'],
  ])('%s keeps within them', async (line) => {
    const { out } = await runHere(line.split(' '), { width: 40 });
    expect(out.split('\n').filter(isTooLong)).toEqual([]);
  });
});

test('colour is drawn in the report, and nowhere else', async () => {
  const args = ['doctor', '--offline', '--no-input'];
  const coloured = await runProcess(args, { env: { FORCE_COLOR: '1', COLUMNS: '60' } });
  expect(coloured.out).toContain('\u001b[');
  expect(coloured.err).not.toContain('\u001b[');
  const plain = await runProcess(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1', COLUMNS: '60' } });
  expect(plain.out).not.toContain('\u001b[');
});
