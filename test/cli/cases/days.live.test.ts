/** `doctor --case NAME`, day after day. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { folderWith } from '../../config/folder.ts';
import type { Surroundings } from '../../support/cli.ts';
import { TOKEN } from '../hosts.ts';
import { CASES, daysLater, filesOf, look, weekdayBefore } from './days.ts';

const NAME = 'ACME-123';
const TWO_FAULTS = 'owners-scope-missing+throttle-too-low';

async function reportIn(cwd: string, around: Surroundings = {}, ...args: readonly string[]): Promise<Report> {
  const { out } = await look(cwd, ['--case', NAME, '--format', 'json', ...args], around);
  return JSON.parse(out) as Report;
}

/** The environment in which a portal is reached as a real one is. */
async function servedPortal(name: string): Promise<Record<string, string>> {
  const sandbox = await startSandbox(await loadPortal(name));
  onTestFinished(() => sandbox.close());
  return {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: TOKEN,
    OPENCX_API_URL: sandbox.openCxUrl,
  };
}

test('the first run begins the case, for its owner alone and out of every repository', async () => {
  const cwd = await folderWith();
  const { code, out, err } = await look(cwd, ['--case', NAME, '--sandbox', TWO_FAULTS]);
  expect(code).toBe(1);
  expect(err).toContain(`New case ${NAME}: sandbox ${TWO_FAULTS}\n`);
  expect(out).not.toContain('Since');
  const files = await filesOf(cwd, NAME);
  expect(files).toHaveLength(2);
  for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600);
  for (const folder of ['.opencx-hubspot', CASES, join(CASES, NAME)])
    expect((await stat(join(cwd, folder))).mode & 0o777).toBe(0o700);
  expect(await readFile(join(cwd, '.opencx-hubspot', '.gitignore'), 'utf8')).toBe('*\n');
});

describe('a later run', () => {
  test('opens with what became of the causes, and needs no flag again', async () => {
    const cwd = await folderWith();
    await look(cwd, [
      '--case',
      NAME,
      '--sandbox',
      TWO_FAULTS,
      '--thread',
      '8243595013',
      'replies-not-syncing',
    ]);
    await daysLater(cwd, NAME, 2);
    const { out, err } = await look(cwd, ['--case', NAME]);
    expect(err).toContain(
      `Case ${NAME}: symptom replies-not-syncing, sandbox ${TWO_FAULTS}, thread 8243595013\n`,
    );
    expect(out.split('\n')[0]).toMatch(new RegExp(`^Since ${weekdayBefore(2)}: \\d still open \\(`));
    expect((await reportIn(cwd)).symptom).toBe('replies-not-syncing');
  });

  test('tells apart what was mended, what is still open and what came to light', async () => {
    const cwd = await folderWith();
    await look(cwd, ['--case', NAME, '--sandbox', TWO_FAULTS]);
    await daysLater(cwd, NAME, 9);
    const { since } = await reportIn(cwd, {}, '--sandbox', 'throttle-too-low+reply-internal');
    expect(since?.mended).toEqual([{ id: 'owners-scope-missing' }]);
    expect(since?.open).toEqual([{ id: 'throttle-too-low' }]);
    expect([...(since?.broke ?? []), ...(since?.revealed ?? [])]).toEqual([{ id: 'reply-internal' }]);
    await daysLater(cwd, NAME, 9);
    const { out, code } = await look(cwd, ['--case', NAME, '--sandbox', 'token-rejected']);
    expect(code).toBe(1);
    expect(out).toMatch(/^Since \d{4}-\d{2}-\d{2}: .*1 broke \(token-rejected\), 1 cannot be told any more/);
  });

  test('keeps an answer with its date and who gave it, and counts it again', async () => {
    const cwd = await folderWith();
    const env = { ...(await servedPortal('healthy-email')), USER: 'jo' };
    await look(cwd, ['--case', NAME, '--answer', 'webhooks.throttle=10'], { env });
    await daysLater(cwd, NAME, 3);
    const { out, err } = await look(cwd, ['--case', NAME], { env });
    expect(err).toContain('1 answer');
    expect(out).toContain('1 still open (throttle-too-low)');
    const { evidence } = await reportIn(cwd, { env });
    expect(evidence['webhooks.throttle']).toMatchObject({ source: 'stated', origin: 'jo' });
    const at = Date.parse(evidence['webhooks.throttle']?.at ?? '');
    expect(Math.round((Date.now() - at) / 86_400_000)).toBe(3);
    const again = await look(cwd, ['--case', NAME, '--answer', 'webhooks.throttle=100'], { env });
    expect(again.err).toContain('answered differently');
    expect(again.out).toContain('1 mended (throttle-too-low)');
    expect((await look(cwd, ['--case', NAME], { env })).err).not.toContain('answered differently');
  });
});
