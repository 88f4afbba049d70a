/** `doctor --questions` and what comes of it: who is asked, what is never in it, and what becomes of a form of somebody else's. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { CANARIES, expectNoTrace } from './canaries.ts';
import { followed, serve } from './served.ts';
import { stainedPortal } from './stained-portal.ts';

const KINDS = ['yaml', 'md', 'html'];

/** The doctor at a portal that is served, by somebody without answers. */
async function doctorAt(portal: string) {
  const { args, around } = followed((await serve(portal)).printed);
  const words = args.toSpliced(args.indexOf('--answers'), 2);
  const cwd = await folderWith();
  const run = (...more: string[]) => runHere([...words, '--no-input', ...more], { ...around, cwd });
  return { run, cwd, around, written: (name: string) => readFile(join(cwd, name), 'utf8') };
}

describe('a form', () => {
  it('has exact screens, one owner at a time, and says what it is about', async () => {
    const { run, written, around, cwd } = await doctorAt('throttle-too-low');
    const { err } = await run('--for', 'hubspot-admin', '--questions', 'one.yaml');
    expect(err).toMatch(
      /\d+ questions on 2 screens are in one\.yaml, for: HubSpot admin\. When it comes back, give the file to --answers\./,
    );
    const form = await written('one.yaml');
    expect(form).toContain('portal: 1020304');
    expect(form).toContain('https://app.hubspot.com/private-apps/1020304/2011410/webhooks');
    expect(form).toContain('  webhooks.throttle:\n');
    expect(form).not.toContain('opencx.');
    const whole = await runHere(['doctor', 'replies-not-syncing', '--no-input', '--questions', 'all.md'], {
      ...around,
      cwd,
    });
    expect(whole.err).toContain('Not in it, since a flag says it: --thread ID');
    await run('--for', 'opencx-admin', '--questions', 'other.yaml');
    expect(await written('other.yaml')).not.toContain('  webhooks.throttle:');
  });

  it('is not written where no question is open, nor to what is no form', async () => {
    const { run, written } = await doctorAt('healthy-email');
    const { err } = await run('--for', 'rep', '--questions', 'form.md');
    expect(err).toContain('No question is open for them, so form.md was not written.');
    await expect(written('form.md')).rejects.toThrow('ENOENT');
    const refused = await run('--questions', 'form.pdf');
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('--questions wants a file that ends in .yaml, .yml, .md, .html'),
    });
  });

  it.each(KINDS)('holds neither secrets nor what customers wrote: .%s', async (ending) => {
    const url = await stainedPortal('healthy-email', 'canary jane.canary@example.test');
    const cwd = await folderWith();
    const env = { ...CANARIES, HUBSPOT_API_URL: url };
    const args = [
      'doctor',
      '--no-input',
      '--thread',
      '9001',
      '--contact',
      'jane.canary@example.test',
      '--questions',
      `form.${ending}`,
    ];
    const { code } = await runHere([...args, '--output', '/dev/null', '--quiet'], { cwd, env });
    expect(code).not.toBe(2);
    expect((await readFile(join(cwd, `form.${ending}`), 'utf8')).length).toBeGreaterThan(500);
    await expectNoTrace({ out: '', err: '' }, cwd);
  });
});

describe('a form that comes back', () => {
  it('is refused where it is of another portal, before anything is printed', async () => {
    const { run, cwd } = await doctorAt('throttle-too-low');
    await writeFile(
      join(cwd, 'form.yaml'),
      'portal: 5060708\nasked: 2026-11-29\nanswers:\n  webhooks.throttle: 10\n',
    );
    for (const format of ['text', 'ndjson'])
      expect(await run('--answers', 'form.yaml', '--format', format)).toEqual({
        code: 2,
        out: '',
        err: expect.stringContaining(
          'form.yaml holds answers about portal 5060708, and this run looks at portal 1020304.',
        ),
      });
  });

  it('is taken where it is of the portal that is meant, whatever the token is of', async () => {
    const { given } = await loadPortal('token-other-portal');
    const { run, cwd } = await doctorAt('token-other-portal');
    await writeFile(
      join(cwd, 'answers.yaml'),
      `portal: ${given.portalId}\nanswers: { webhooks.throttle: 10 }\n`,
    );
    const { out } = await run('--answers', 'answers.yaml', '--format', 'json');
    expect((JSON.parse(out) as Report).causes[0]?.id).toBe('token-other-portal');
  });

  it('decides nothing where two people say different things, and the command line decides', async () => {
    const { run, cwd } = await doctorAt('throttle-too-low');
    for (const [name, value] of [
      ['Ann', 10],
      ['Bob', 100],
    ])
      await writeFile(
        join(cwd, `${name}.yaml`),
        `asked: 2026-11-29\nby: ${name}\nanswers:\n  webhooks.throttle: ${value}\n`,
      );
    const words = [
      '--only',
      'webhooks/throttle',
      '--format',
      'json',
      '--answers',
      'Ann.yaml',
      '--answers',
      'Bob.yaml',
    ];
    const both = await run(...words);
    expect(both.err).toContain(
      '"webhooks.throttle" is answered differently: 10 (Ann, Ann.yaml), then 100 (Bob, Bob.yaml). Neither counts; decide it with --answer webhooks.throttle=VALUE, or leave one of the files out.',
    );
    expect((JSON.parse(both.out) as Report).checks['webhooks/throttle']?.status).toBe('manual');
    const [note] = (JSON.parse(both.out) as Report).answerNotes ?? [];
    expect(note).toMatchObject({
      kind: 'contradiction',
      said: [
        { value: '10', by: 'Ann' },
        { value: '100', by: 'Bob' },
      ],
    });
    const decided = await run(...words, '--answer', 'webhooks.throttle=10');
    expect((JSON.parse(decided.out) as Report).causes.map(({ id }) => id)).toContain('throttle-too-low');
  });

  it('is told in the report where a file of HubSpot outweighs it', async () => {
    const { run, cwd } = await doctorAt('throttle-too-low');
    const hook = {
      targetUrl: 'https://hooks.example.test/',
      throttling: { maxConcurrentRequests: 100, period: 'SECONDLY' },
    };
    await writeFile(join(cwd, 'hook.json'), JSON.stringify(hook));
    const words = [
      '--answer',
      'webhooks.throttle=10',
      '--webhook-config',
      'hook.json',
      '--only',
      'webhooks/throttle',
    ];
    const sentence =
      /"webhooks\.throttle" is 10 by an answer, and 100 in \S*hook\.json\. What stands in \S*hook\.json counts\./;
    for (const format of [['--full'], ['--format', 'markdown'], ['--format', 'html']])
      expect((await run(...words, ...format)).out.replaceAll(/\s+/g, ' ').replaceAll('&quot;', '"')).toMatch(
        sentence,
      );
    expect((await run(...words)).out).toContain(
      '1 answer differs from what others say, or from what was read: --full shows it.',
    );
  });

  it('is as old as it says', async () => {
    const { run, cwd } = await doctorAt('throttle-too-low');
    await writeFile(join(cwd, 'form.md'), 'Asked on: 2026-01-02\n\n**Answer to webhooks.throttle:** 10\n');
    const { out } = await run('--answers', 'form.md', '--format', 'json');
    expect((JSON.parse(out) as Report).evidence['webhooks.throttle']).toMatchObject({
      at: '2026-01-02T00:00:00.000Z',
      stale: true,
    });
  });
});
