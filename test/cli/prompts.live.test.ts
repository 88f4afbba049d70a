/** A person who answers: only the keyboard is played, everything else is real. */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CHECKS } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { folderWith } from '../config/folder.ts';
import { type Outcome, runHere } from '../support/cli.ts';
import { CANARIES, expectNoTrace } from './canaries.ts';
import { deadWorld, TOKEN } from './hosts.ts';

interface Prompt {
  type: 'select' | 'checkbox' | 'password' | 'input' | 'confirm';
  message: string;
  choices?: readonly { name: string; value: unknown }[];
  default?: unknown;
  validate?: (typed: never) => true | string;
}

type Person = (prompt: Prompt) => unknown;

const keyboard = vi.hoisted(() => ({ person: undefined as Person | undefined, asked: [] as Prompt[] }));

vi.mock('inquirer', () => ({
  default: {
    createPromptModule: () => async (prompts: readonly Prompt[]) => {
      const [prompt] = prompts;
      if (!prompt || !keyboard.person) throw new Error('Nobody is at the keyboard.');
      keyboard.asked.push(prompt);
      return { value: keyboard.person(prompt) };
    },
  },
}));

afterEach(() => {
  keyboard.person = undefined;
  keyboard.asked = [];
});

const WEBHOOK_URL = CANARIES.OPENCX_WEBHOOK_URL;

/** Says yes, picks every event, pastes a URL, and leaves open what has to be typed. */
const willing: Person = ({ type, message, choices = [] }) => {
  switch (type) {
    case 'select':
      return choices[1]?.value;
    case 'checkbox':
      return choices.filter(({ name }) => name !== 'None of them').map(({ value }) => value);
    case 'password':
      return message.startsWith('Access token') ? TOKEN : WEBHOOK_URL;
    case 'confirm':
      return true;
    case 'input':
      return '';
  }
};

/** Presses Enter, whatever is asked. */
const unsure: Person = ({ type, choices = [], default: otherwise }) => {
  if (type === 'select') return choices[0]?.value;
  if (type === 'checkbox') return [];
  return type === 'confirm' ? otherwise : '';
};

/** What Ctrl-C at a prompt comes as. */
const leave = (): never => {
  throw Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });
};

function doctor(person: Person, args: readonly string[], around: object = {}): Promise<Outcome> {
  keyboard.person = person;
  return runHere(['doctor', '--offline', '--format', 'json', ...args], { interactive: true, ...around });
}

function verdicts({ out }: Outcome): object {
  const { checks, causes } = JSON.parse(out) as Report;
  const told = Object.entries(checks).map(([id, { status, source }]) => [id, status, source]);
  return { causes: causes.map(({ id }) => id), told };
}

describe('answers that are saved', () => {
  const only = ['--only', 'webhooks,handoff,crm,default-user', '--skip', 'webhooks/reachable'];

  test.each(['answers.json', 'answers.yaml'])('give the same verdicts when given again: %s', async (name) => {
    const file = join(await folderWith(), name);
    const asked = await doctor(willing, [...only, '--save-answers', file]);
    expect(verdicts(asked)).toHaveProperty(
      'told',
      expect.arrayContaining([['webhooks/committed', 'pass', 'stated']]),
    );
    expect(asked.err).toContain(`--answers ${file}`);

    const again = await runHere(['doctor', '--offline', '--format', 'json', ...only, '--answers', file]);
    expect(verdicts(again)).toEqual(verdicts(asked));
  });

  test('say who gave them, and when', async () => {
    const file = join(await folderWith(), 'answers.json');
    await doctor(willing, [...only, '--save-answers', file], { env: { USER: 'ana' } });
    const { answers } = JSON.parse(await readFile(file, 'utf8'));
    expect(answers['webhooks.committed']).toEqual({
      value: true,
      by: 'ana',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  test('hold webhook URLs as fingerprints, and are for their owner alone', async () => {
    const folder = await folderWith();
    const file = join(folder, 'answers.json');
    const outcome = await doctor(willing, [...only, '--save-answers', file]);
    expect(keyboard.asked.filter(({ type }) => type === 'password')).not.toEqual([]);
    await expectNoTrace(outcome, folder);
    const { answers } = JSON.parse(await readFile(file, 'utf8'));
    expect(answers['webhooks.targetUrl'].value).toMatch(/^redacted:https:hooks\.example\.test:sha256-/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('are kept where the configuration says, if the person agrees', async () => {
    const cwd = await folderWith({ 'opencx-hubspot.config.json': { answers: 'said.yaml' } });
    const outcome = await doctor(willing, only, { cwd });
    expect(outcome.err).toContain(join(cwd, 'said.yaml'));
    expect(outcome.err).toContain('The answers file said.yaml does not exist yet');
    expect(await readFile(join(cwd, 'said.yaml'), 'utf8')).toContain('webhooks.committed');
  });
});

describe('a person who cannot tell', () => {
  test('is asked each thing once, and leaves the report as it was', async () => {
    const only = ['--only', 'webhooks'];
    const asked = await doctor(unsure, only);
    const alone = await runHere(['doctor', '--offline', '--format', 'json', '--no-input', ...only]);
    expect(verdicts(asked)).toEqual(verdicts(alone));
    expect(keyboard.asked.length).toBeGreaterThan(0);
    expect(asked.err).not.toContain('Saved');
  });

  test('says nothing with commas alone, and nothing with words for not knowing', async () => {
    const typed = ['dunno', ' , '];
    const only = ['--mode', 'legacy-app', '--only', 'webhooks/ticket-properties', '--save-answers', 'x.json'];
    const cwd = await folderWith();
    const { out, err } = await doctor(
      (prompt) => (/commas between/.test(prompt.message) ? typed.shift() : unsure(prompt)),
      only,
      { cwd },
    );
    const { checks, causes } = JSON.parse(out) as Report;
    expect(typed).toEqual([]);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(
      'holds "dunno", which says that it is not known; leave the question open',
    );
    expect(checks['webhooks/ticket-properties']?.status).toBe('manual');
    expect(causes).toEqual([]);
  });

  test('is asked for a symptom first, where nothing says what to look at', async () => {
    keyboard.person = unsure;
    const { out } = await runHere(['doctor', '--offline'], { interactive: true });
    expect(keyboard.asked[0]).toMatchObject({ type: 'select', message: 'What do you see?' });
    expect(out).toContain(`${CHECKS.length} checks`);
  });
});

describe('nobody is asked', () => {
  test.each([
    ['with --no-input', ['--no-input'], true],
    ['without a terminal', [], false],
  ])('%s', async (_what, args, interactive) => {
    const { code } = await doctor(willing, ['--only', 'webhooks', ...args], { interactive });
    expect(keyboard.asked).toEqual([]);
    expect(code).toBe(3);
  });
});

describe('the token', () => {
  test('is asked for where none was given, and printed nowhere', async () => {
    keyboard.person = willing;
    const env = { ...(await deadWorld()), HUBSPOT_ACCESS_TOKEN: '' };
    const args = ['doctor', '--only', 'token/format', '--full', '--format', 'text'];
    const outcome = await runHere(args, { interactive: true, env });
    expect(keyboard.asked.map(({ type }) => type)).toEqual(['password']);
    expect(outcome.code).toBe(0);
    await expectNoTrace(outcome);
  });

  test('is not asked for where it was given', async () => {
    keyboard.person = unsure;
    await runHere(['doctor', '--only', 'token/format'], { interactive: true, env: await deadWorld() });
    expect(keyboard.asked).toEqual([]);
  });
});

describe('leaving at a prompt', () => {
  test('before anything was looked at ends the run with 130, and nothing is written', async () => {
    keyboard.person = leave;
    const cwd = await folderWith();
    const outcome = await runHere(['doctor', '--output', 'report.json'], { interactive: true, cwd });
    expect(outcome).toMatchObject({ code: 130, out: '' });
    expect(outcome.err).toContain('Interrupted; nothing was written.');
    await expect(stat(join(cwd, 'report.json'))).rejects.toThrow('ENOENT');
  });

  test('among the questions ends the asking alone: what was answered counts, and is kept', async () => {
    const cwd = await folderWith();
    const only = ['--mode', 'legacy-app', '--only', 'webhooks/committed,webhooks/throttle'];
    const outcome = await doctor(
      (prompt) => (prompt.type === 'input' ? leave() : willing(prompt)),
      [...only, '--save-answers', 'said.json'],
      { cwd },
    );
    const { checks, status } = JSON.parse(outcome.out) as Report;
    expect(checks['webhooks/committed']?.status).toBe('pass');
    expect(checks['webhooks/throttle']?.status).toBe('manual');
    expect({ status, code: outcome.code }).toEqual({ status: 'open', code: 0 });
    expect(outcome.err).toContain('No more is asked; 1 answer so far.');
    expect(JSON.parse(await readFile(join(cwd, 'said.json'), 'utf8')).answers).toMatchObject({
      'webhooks.committed': { value: true },
    });
  });
});

test('how HubSpot is connected is asked first and once, and its answer decides what else is asked', async () => {
  const person: Person = ({ type, choices = [] }) =>
    type === 'confirm' ? false : choices.find(({ value }) => value === 'oauth')?.value;
  const outcome = await doctor(person, ['--only', 'webhooks/throttle,webhooks/committed']);
  expect(outcome.err).toContain('How is HubSpot connected to OpenCX');
  expect(keyboard.asked.filter(({ type }) => type !== 'confirm')).toHaveLength(1);
  const { checks, connection } = JSON.parse(outcome.out) as Report;
  expect(connection).toMatchObject({ mode: 'oauth', by: 'said' });
  expect(Object.values(checks).map(({ status }) => status)).toEqual(['na', 'na']);
});

describe('"none"', () => {
  test('for a webhook URL says that there is none', async () => {
    const outcome = await doctor(
      ({ type, validate }) => {
        if (type === 'confirm') return false;
        expect(validate?.('none' as never)).toBe(true);
        return 'none';
      },
      ['--mode', 'legacy-app', '--only', 'webhooks/registered'],
    );
    expect(verdicts(outcome)).toMatchObject({ causes: ['webhook-not-registered'] });
  });

  test('of several is a row of its own, and Enter alone is not it', async () => {
    const pickNone: Person = ({ type, choices = [] }) =>
      type === 'checkbox' ? [choices.at(-1)?.value] : false;
    const only = ['--mode', 'legacy-app', '--only', 'webhooks/subscriptions'];
    expect(verdicts(await doctor(pickNone, only))).toMatchObject({ causes: ['subscription-missing'] });
    expect(verdicts(await doctor(unsure, only))).toMatchObject({
      causes: [],
      told: [['webhooks/subscriptions', 'manual', null]],
    });
  });
});

describe('what is known', () => {
  test('comes before the questions, and whoever has the cause in hand is not asked on', async () => {
    const { err, code } = await doctor(unsure, ['--default-user', '', '--only', 'default-user,webhooks']);
    expect(code).toBe(1);
    expect(err).toMatch(/Found: [^?]+\(confirmed; OpenCX\s+admin\)\n/);
    expect(keyboard.asked.map(({ type }) => type)).toEqual(['confirm']);
    expect(keyboard.asked[0]?.message).toMatch(/^\d+ questions? left that could find more/);
  });

  test('is what is in the way, where something is', async () => {
    keyboard.person = unsure;
    const { err } = await runHere(['doctor', '--only', 'webhooks'], {
      interactive: true,
      env: await deadWorld(),
    });
    expect(err.replaceAll(/\s+/g, ' ')).toContain('does not answer (you can fix it).');
    expect(keyboard.asked.map(({ type }) => type)).toEqual(['confirm']);
  });
});

test('whoever wants everything checked is asked for a conversation first', async () => {
  keyboard.person = unsure;
  await runHere(['doctor', '--offline'], { interactive: true });
  expect(keyboard.asked.slice(0, 2).map(({ message }) => message)).toEqual([
    'What do you see?',
    'Thread id or address (Enter to leave open)',
  ]);
});

describe('init', () => {
  const typing: Person = (prompt) => (prompt.type === 'input' ? typed(prompt.message) : willing(prompt));
  const typed = (message: string) => (message.startsWith('Portal id') ? '1020304' : 'A-7001');

  test('writes a file that the doctor reads, and does not replace it unasked', async () => {
    const cwd = await folderWith();
    keyboard.person = typing;
    expect((await runHere(['init'], { interactive: true, cwd })).code).toBe(0);
    const config = JSON.parse(await readFile(join(cwd, 'opencx-hubspot.config.json'), 'utf8'));
    expect(config).toMatchObject({ portal: { id: 1020304 }, opencx: { defaultUserId: 'A-7001' } });
    expect((await runHere(['doctor', '--offline', '--no-input', '--only', 'webhooks'], { cwd })).code).toBe(
      3,
    );

    const again = await runHere(['init'], { interactive: true, cwd });
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toContain('--force');
    expect((await runHere(['init', '--force'], { interactive: true, cwd })).code).toBe(0);
  });
});

test('recheck asks for what only a person can tell', async () => {
  const cwd = await folderWith();
  await runHere(['doctor', '--sandbox', 'throttle-too-low', '--no-input', '--save', 'run.json'], { cwd });
  keyboard.person = ({ type, message }) => {
    if (type === 'confirm') return message.includes('Answer now?');
    return message.startsWith('Access token') ? '' : '100';
  };
  const args = ['doctor', 'recheck', 'throttle-too-low', '--from', 'run.json'];
  const { code, out, err } = await runHere(args, { cwd, env: await deadWorld(), interactive: true });
  expect(code).toBe(0);
  expect(out).toMatch(/^Mended\n {2}✓ throttle-too-low/m);
  expect(err).toContain('No API tells the following; 1 left open so far.');
  expect(err).toMatch(/^Open once \(1 question\): HubSpot: /m);
});
