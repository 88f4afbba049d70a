/** A served portal is mended from beside: the doctor finds its cause, and sees it go. */
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { listPortals } from '../../src/sandbox/portal/portals.ts';
import { folderWith } from '../config/folder.ts';
import { type Outcome, runHere } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { expectUsageError } from './expectations.ts';
import { followed, serve } from './served.ts';

/** A portal that is served, and what is done beside it as in another terminal. */
class Beside {
  readonly folder: string;
  #args: readonly string[];
  readonly #env: Record<string, string>;

  private constructor(folder: string, args: readonly string[], env: Record<string, string>) {
    this.folder = folder;
    this.#args = args;
    this.#env = env;
  }

  static async of(...portal: string[]): Promise<Beside> {
    const { args, around } = followed((await serve(...portal)).printed);
    return new Beside(await folderWith(), args, around.env);
  }

  /** What follows `doctor` in the printed line, behind other words. */
  doctor(...words: string[]): Promise<Outcome> {
    const [, ...given] = this.#args;
    return runHere(['doctor', ...words, ...given, '--no-input'], { env: this.#env, cwd: this.folder });
  }

  async status(): Promise<unknown> {
    const { status, causes } = JSON.parse((await this.doctor('--format', 'json')).out);
    return causes.length === 0 ? status : causes.map(({ id }: { id: string }) => id);
  }

  async mend(...words: string[]): Promise<Outcome> {
    const outcome = await runHere(['sandbox', 'mend', ...words], { env: this.#env });
    // As the person does who copies what is printed.
    for (const [, name = '', value = ''] of outcome.out.matchAll(/^export (\w+)='(.*)'$/gm))
      this.#env[name] = value;
    const anew = /^Look again with: (.*)$/m.exec(outcome.out)?.[1]?.split(' ') ?? [];
    if (anew.length > 0) this.#args = ['doctor', ...anew, ...filesIn(this.#args)];
    return outcome;
  }
}

/** The flags that name files, with those. */
function filesIn(args: readonly string[]): string[] {
  return args.flatMap((word, at) =>
    /^--(?:answers|webhook-config)$/.test(word) ? [word, args[at + 1] ?? ''] : [],
  );
}

describe('a cause that was found', () => {
  test.each([
    ['owner-not-ai-user', ['--assign', 'A-7001']],
    ['owners-scope-missing', ['--grant', 'crm.objects.owners.read']],
    ['throttle-too-low', ['--throttle', '100']],
    ['changes-uncommitted', ['changes-uncommitted']],
  ])('%s is gone for recheck after mend %j', async (cause, words) => {
    const beside = await Beside.of(cause);
    const found = await beside.doctor('--save', 'before.json');
    expect(found.out).toContain(cause);
    expect(found.code).toBe(1);
    const recheck = () => beside.doctor('recheck', cause, '--from', join(beside.folder, 'before.json'));
    expect((await recheck()).code).toBe(1);
    const mended = await beside.mend(...words);
    expect([mended.code, mended.err]).toEqual([0, '']);
    const again = await recheck();
    expect(again.code, again.out).toBe(0);
  });

  test('ends --wait when it is mended', async () => {
    const beside = await Beside.of('owner-not-ai-user');
    const waiting = beside.doctor('ai-stopped-replying', '--wait', '60s', '--quiet');
    expect((await beside.doctor('ai-stopped-replying', '--quiet')).code).toBe(1);
    await beside.mend('owner-not-ai-user');
    expect((await waiting).code).toBe(0);
  });
});

/** Healthy for whoever does not miss the AI: a silent AI is what a handoff is for, there as in what it extends. */
const UNDER_A_SYMPTOM_ALONE = 'handed-off-silent';
const broken = (await listPortals())
  .filter(({ name, causes }) => causes.length > 0 && name !== UNDER_A_SYMPTOM_ALONE)
  .map(({ name }) => name);
/** One of each way in which a portal is broken: its environment, its state, its flags, and several at once. */
const FEW = [
  'token-malformed',
  'webhook-unreachable',
  'default-user-missing',
  'subscription-missing+reply-internal',
];

test.each(PROOF ? [...broken, ...FEW] : FEW)('%s is healthy when all of it is mended', async (name) => {
  const beside = await Beside.of(name);
  expect(await beside.status()).not.toBe('healthy');
  expect((await beside.mend()).out).toContain('Nothing is broken in it now.');
  expect(await beside.status()).toBe('healthy');
});

describe('mend', () => {
  let beside: Beside;
  beforeEach(async () => {
    beside = await Beside.of('throttle-too-low+reply-internal', '--fault', 'owners-down');
  });

  test('mends what is named alone, and says what is left', async () => {
    const { out } = await beside.mend('reply-internal', 'owners-down');
    expect(out).toBe(
      'Mended in throttle-too-low+reply-internal: reply-internal, owners-down. Still broken: throttle-too-low.\n',
    );
    expect(await beside.status()).toEqual(['throttle-too-low']);
  });

  test('prints what is otherwise in the environment, and as JSON', async () => {
    const other = await Beside.of('default-user-is-owner-id');
    expect((await other.mend()).out).toContain("export OPENCX_DEFAULT_USER_ID='A-7001'");
    expect(JSON.parse((await beside.mend('--format', 'json')).out)).toEqual({
      portal: 'throttle-too-low+reply-internal',
      mended: ['throttle-too-low', 'reply-internal', 'owners-down'],
      left: [],
      variables: {},
      words: null,
    });
  });

  test.each([
    [['reply-interna'], /Nothing called reply-interna is broken.*\n.*Did you mean reply-internal\?/],
    [['--assign', 'A-1'], /A-1 is no agent of this portal\.\n {2}Its agents are: A-7001, /],
    [['--assign', '7001'], /7001 is no agent of this portal\.\n {2}Did you mean A-7001\?/],
    [['--grant', 'nonsense'], /HubSpot has no scope nonsense, as far as this portal knows\.\n {2}It knows/],
    [['--grant', 'crm.objects.owner.read'], /Did you mean crm\.objects\.owners\.read\?/],
    [['--grant', 'tickets', 'ticket.read'], /no scope ticket\.read/],
    [['--throttle', 'many'], /--throttle cannot be "many"/],
    [['--throttle', '0'], /--throttle cannot be "0"/],
    [['reply-internal', '--assign', 'A-1', '--throttle', '100'], /A-1 is no agent/],
    [['--url', 'https://api.hubapi.com'], /sandboxes run on this machine alone/],
    [['--url', 'http://127.0.0.1:9'], /No sandbox answers at/],
  ])('refuses %j', async (words, why) => {
    const outcome = await beside.mend(...words);
    expectUsageError(outcome);
    expect(outcome.err).toMatch(why);
    expect(await beside.status()).toEqual(expect.arrayContaining(['throttle-too-low', 'reply-internal']));
  });

  test('wants to know where', async () => {
    expectUsageError(await runHere(['sandbox', 'mend']), '--url');
  });
});
