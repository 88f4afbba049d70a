/** `--color`, `--ascii`: for every command, before or after its name. */
import { describe, expect, test } from 'vitest';
import { type Outcome, runHere, runProcess, type Surroundings } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const COMMANDS: readonly (readonly string[])[] = [
  ['doctor', '--offline', '--no-input'],
  ['checks'],
  ['checks', 'scopes/required'],
  ['sandbox', 'list'],
];

const coloured = ({ out }: Outcome) => out.includes('\u001b[');

function onTerminal(args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  return runHere(args, { ...around, color: true });
}

describe('--color', () => {
  test('stands before or after the command, and wins over the environment', async () => {
    const run = ['doctor', '--offline', '--no-input'];
    expect(coloured(await runHere(['--color', 'always', ...run]))).toBe(true);
    expect(coloured(await runHere([...run, '--color=always']))).toBe(true);
    expect(coloured(await onTerminal([...run, '--color', 'never']))).toBe(false);
    expect(coloured(await onTerminal([...run, '--no-color']))).toBe(false);
    expect(coloured(await onTerminal([...run, '--color', 'auto']))).toBe(true);
  });

  test('in a pipe: none, unless asked for; NO_COLOR counts under auto', async () => {
    const run = ['doctor', '--offline', '--no-input', '--color'];
    expect(coloured(await runProcess([...run, 'auto']))).toBe(false);
    expect(coloured(await runProcess([...run, 'auto'], { env: { FORCE_COLOR: '1' } }))).toBe(true);
    expect(coloured(await runProcess([...run, 'always'], { env: { NO_COLOR: '1' } }))).toBe(true);
  });

  test('takes no other word', async () => {
    expectUsageError(await runHere(['doctor', '--color', 'sometimes']), '--color', 'always');
  });

  test('changes no document', async () => {
    const { out } = await runHere([
      'doctor',
      '--offline',
      '--no-input',
      '--format',
      'json',
      '--color',
      'always',
    ]);
    expect(() => JSON.parse(out)).not.toThrow();
  });
});

describe('--ascii', () => {
  test.each(COMMANDS)('%s %s', async (...args) => {
    const words = args.filter((word) => word !== undefined);
    const { out } = await runHere([...words, '--ascii']);
    expect([...new Set(out.match(/[^\n\u0020-\u007e]/g) ?? [])]).toEqual([]);
    expect(out.length).toBeGreaterThan(100);
  });

  test('for a broken portal, with causes, fixes and questions', async () => {
    for (const portal of ['owners-scope-missing', 'webhook-url-stale', 'ticket-missing']) {
      const { out } = await runHere(['doctor', '--sandbox', portal, '--no-input', '--full', '--ascii']);
      expect([...new Set(out.match(/[^\n\u0020-\u007e]/g) ?? [])]).toEqual([]);
    }
  });
});
