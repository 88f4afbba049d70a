import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sandboxOf, TOKEN } from '../sandbox/support.ts';

const COMMAND = join(import.meta.dirname, 'run.ts');

/** The command in a folder of its own, with this environment and nobody at the keyboard. */
async function run(env: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'verify-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const ended = await new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(execPath, [COMMAND], { cwd: folder, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
    child.stdin?.end();
  });
  const record = await readFile(join(folder, 'verification.json'), 'utf8').catch(() => undefined);
  return { ...ended, record };
}

describe('npm run verify:live', () => {
  it('tells a line a question and writes the record', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { code, out, err, record = '' } = await run({ HUBSPOT_ACCESS_TOKEN: TOKEN, HUBSPOT_API_URL: url });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('=  How is a conversation assigned?');
    expect(out).toContain('Open: Set OPENCX_API_KEY.');
    expect(JSON.parse(record)).toMatchObject({ region: 'na1' });
    expect(`${out}${record}`).not.toContain(TOKEN);
  });

  it.each([
    ['without a token', {}, 2, 'Set HUBSPOT_ACCESS_TOKEN'],
    [
      'for somebody else’s address',
      { HUBSPOT_API_URL: 'https://hubspot.example.test' },
      2,
      'no secret is sent',
    ],
    ['where nobody answers', { HUBSPOT_API_URL: 'http://127.0.0.1:9' }, 3, 'nothing listens there'],
  ])('%s says so and writes nothing', async (_, env, code, sentence) => {
    const token = 'HUBSPOT_API_URL' in env ? { HUBSPOT_ACCESS_TOKEN: TOKEN } : {};
    const ended = await run({ ...token, ...env });
    expect(ended).toMatchObject({ code, out: '', record: undefined });
    expect(ended.err).toContain(sentence);
  });
});
