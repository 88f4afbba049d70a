/** `--format ndjson`: verdicts as they are reached. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report, ReportCheck } from '../../src/core/report.ts';
import { listPortals, loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runHere, terminal } from '../support/cli.ts';
import { TOKEN } from './hosts.ts';

const portals = (await listPortals()).map(({ name }) => name);

type Line = { type: string; check?: string } & Partial<ReportCheck> & Partial<Report>;

function linesOf(out: string): Line[] {
  expect(out.endsWith('\n')).toBe(true);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** Without what differs from run to run: times and the ports of the sandbox. */
const told = (checks: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(checks).replaceAll(/127\.0\.0\.1:\d+/g, 'HOST'), (key, value) =>
    key === 'durationMs' ? undefined : value,
  ) as object;

describe.each(portals)('%s', (portal) => {
  test('every verdict once, and the same ones as in the report', async () => {
    const run = ['doctor', '--sandbox', portal, '--no-input', '--format'];
    const [streamed, whole] = [await runHere([...run, 'ndjson']), await runHere([...run, 'json'])];
    const report = JSON.parse(whole.out) as Report;
    const lines = linesOf(streamed.out);
    const verdicts = lines.filter(({ type }) => type === 'verdict');
    expect(new Set(verdicts.map(({ check }) => check)).size).toBe(verdicts.length);
    const byId = Object.fromEntries(verdicts.map(({ type: _type, check, ...rest }) => [check, rest]));
    expect(told(byId)).toEqual(told(report.checks));
    expect(lines.at(-1)).toMatchObject({ type: 'report', status: report.status });
    expect(streamed.code).toBe(whole.code);
  });
});

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
