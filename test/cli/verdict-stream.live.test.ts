/** `--format ndjson`: verdicts as they are reached; each is there once, as the runs of every portal show. */
import { expect, onTestFinished, test } from 'vitest';
import type { Report, ReportCheck } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runHere, terminal } from '../support/cli.ts';
import { TOKEN } from './hosts.ts';

type Line = { type: string; check?: string } & Partial<ReportCheck> & Partial<Report>;

function linesOf(out: string): Line[] {
  expect(out.endsWith('\n')).toBe(true);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

test('a verdict is printed before the slow part of the run has ended', async () => {
  const sandbox = await startSandbox(await loadPortal('healthy-email'), { faults: ['conversations-down'] });
  onTestFinished(() => sandbox.close());
  const env = { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: TOKEN };
  const { io, printed } = terminal({ env });
  const pieces: string[] = [];
  io.out = (text) => {
    pieces.push(text);
    printed.out += text;
  };
  const { run } = await import('../../src/cli/program.ts');
  await run(['doctor', '--thread', '9001', '--no-input', '--format', 'ndjson'], io);
  const [first] = linesOf(pieces[0] ?? '');
  expect(first?.type).toBe('verdict');
  expect(pieces.length).toBeGreaterThan(3);
});

test('without colour, prompts or other words', async () => {
  const { out } = await runHere(['doctor', '--offline', '--format', 'ndjson'], { interactive: true });
  expect(linesOf(out).at(-1)?.type).toBe('report');
});
