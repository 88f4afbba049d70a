import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANSWER_KEYS } from '../../checks/facts.ts';
import { parseAnswers, readAnswersFile } from '../../src/doctor/answers.ts';
import { joinAnswers } from '../../src/doctor/join-answers.ts';
import { writeAnswers } from '../../src/doctor/write-answers.ts';
import { fingerprint, urlFacts } from '../../src/redact/url-facts.ts';
import { folderWith, usageErrorOf } from '../config/folder.ts';

const URL_IN_CLEAR = 'https://api.open.cx/backend/hubspot/canary';
const FACTS = urlFacts(URL_IN_CLEAR);

const WHOLE = {
  'connection.mode': 'legacy-app',
  'webhooks.targetUrl': URL_IN_CLEAR,
  'webhooks.subscriptions': ['New message', 'conversation.creation'],
  'webhooks.paused': [],
  'webhooks.ticketProperties': ['hs_pipeline_stage'],
  'webhooks.committed': true,
  'webhooks.throttle': 100,
  'opencx.webhookUrl': fingerprint(FACTS),
  'opencx.defaultUserId': 'A-7001',
  'opencx.ticketCreation': true,
  'opencx.crmConnected': false,
  'opencx.assistMode': false,
  'opencx.workflowAction': false,
  'conversation.channel': 'hubspot-email',
  'conversation.contactEmail': 'jane@example.test',
};

async function readAnswers(files: readonly string[]) {
  return joinAnswers([await Promise.all(files.map((file) => readAnswersFile(file)))]).answers;
}

async function read(answers: unknown, name = 'answers.json') {
  const folder = await folderWith({ [name]: typeof answers === 'string' ? answers : { answers } });
  return readAnswers([join(folder, name)]);
}

async function refusal(answers: unknown, name = 'answers.json'): Promise<string> {
  const error = await usageErrorOf(read(answers, name));
  return error.message.replace(/\/\S*\/answers\.\w+/, 'FILE');
}

describe('an answers file', () => {
  it('holds answers to questions', async () => {
    expect(ANSWER_KEYS).toEqual(expect.arrayContaining(Object.keys(WHOLE)));
    const answers = await read(WHOLE);
    const values = Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, answer?.value]));
    expect(values).toEqual({
      ...WHOLE,
      'webhooks.targetUrl': FACTS,
      'webhooks.subscriptions': ['conversation.newMessage', 'conversation.creation'],
      'opencx.webhookUrl': FACTS,
    });
  });

  it('may say who answered and when', async () => {
    const answers = await read({
      'webhooks.throttle': { value: 100, by: 'Jane', at: '2026-11-22T10:00:00Z' },
      'webhooks.committed': { value: false, at: '2026-11-22' },
      'opencx.assistMode': { value: true, at: '2026-11-22T10:00+01:00' },
    });
    expect(answers).toEqual({
      'webhooks.throttle': { value: 100, by: 'Jane', at: '2026-11-22T10:00:00.000Z' },
      'webhooks.committed': { value: false, at: '2026-11-22T00:00:00.000Z' },
      'opencx.assistMode': { value: true, at: '2026-11-22T09:00:00.000Z' },
    });
  });

  it('may be YAML, where a user id may be a number', async () => {
    const text =
      'answers:\n  webhooks.subscriptions: [Ticket - Property changed]\n  opencx.defaultUserId: 7001\n';
    expect(await read(text, 'answers.yaml')).toEqual({
      'webhooks.subscriptions': { value: ['ticket.propertyChange'] },
      'opencx.defaultUserId': { value: '7001' },
    });
  });

  it('may state that there is none', async () => {
    const answers = await read({
      'webhooks.targetUrl': null,
      'opencx.webhookUrl': '',
      'opencx.defaultUserId': '',
      'conversation.contactEmail': { value: '' },
    });
    expect(answers).toEqual({
      'webhooks.targetUrl': { value: null },
      'opencx.webhookUrl': { value: null },
      'opencx.defaultUserId': { value: '' },
      'conversation.contactEmail': { value: '' },
    });
  });

  it('stands beside another one, and what both answer differently is open', async () => {
    const folder = await folderWith({
      'one.json': { answers: { 'webhooks.throttle': { value: 10, by: 'Jane' }, 'webhooks.committed': true } },
      'two.yml': 'answers: { webhooks.throttle: 100, webhooks.paused: [] }',
    });
    expect(await readAnswers([join(folder, 'one.json'), join(folder, 'two.yml')])).toEqual({
      'webhooks.committed': { value: true },
      'webhooks.paused': { value: [] },
    });
  });

  it('may say which portal it is about', async () => {
    const folder = await folderWith({ 'one.yaml': 'portal: 1020304\nanswers: { webhooks.throttle: 100 }' });
    expect(await readAnswersFile(join(folder, 'one.yaml'))).toMatchObject({ portal: 1020304 });
    const other = await folderWith({ 'one.yaml': 'portal: mine\nanswers: {}' });
    const error = await usageErrorOf(readAnswersFile(join(other, 'one.yaml')));
    expect(error.message).toMatch(/^"portal" in the answers file \S+ must be a portal id\.$/);
  });

  it.each<[unknown, string]>([
    [
      { 'webhooks.throtle': 1 },
      '"webhooks.throtle" in the answers file FILE is not a known answer; the nearest one is "webhooks.throttle".',
    ],
    [{ 'webhooks.throttle': '100' }, '"webhooks.throttle" in the answers file FILE must be a number.'],
    [{ 'webhooks.throttle': -1 }, 'must be a number of events per second'],
    [
      { 'webhooks.committed': 'true' },
      '"webhooks.committed" in the answers file FILE must be a boolean, true or false.',
    ],
    [{ 'webhooks.committed': null }, 'must be a boolean'],
    [{ 'webhooks.subscriptions': 'New message' }, 'must be a list of strings'],
    [
      { 'webhooks.paused': ['newMesage'] },
      'holds "newMesage", which is no event; the nearest one is "conversation.newMessage"',
    ],
    [{ 'webhooks.ticketProperties': [1] }, 'must be a list of strings'],
    [{ 'webhooks.targetUrl': 'canary' }, 'must be a whole http or https URL, or its fingerprint.'],
    [{ 'opencx.webhookUrl': 'https://api.open.cx/canary/<JWT>' }, 'must be a whole http or https URL'],
    [{ 'opencx.webhookUrl': 'https://api.open.cx/canary/•••' }, 'must be a whole http or https URL'],
    [{ 'opencx.webhookUrl': 5 }, 'must be a string, or null for none'],
    [{ 'opencx.defaultUserId': 1.5 }, 'must be a string, such as "A-7001"'],
    [{ 'opencx.defaultUserId': '?' }, 'holds "?", which says that it is not known; leave the question open.'],
    [
      { 'opencx.defaultUserId': 'A-<id>' },
      'holds "A-<id>", which is a placeholder; leave the question open.',
    ],
    [{ 'opencx.defaultUserId': 'I don\u2019t know' }, 'says that it is not known'],
    [{ 'webhooks.ticketProperties': ['dunno'] }, 'holds "dunno", which says that it is not known'],
    [{ 'conversation.channel': 'hubspot-mail' }, 'the nearest one is "hubspot-email"'],
    [{ 'conversation.contactEmail': 'Jane' }, 'must be a whole email address'],
    [{ 'conversation.contactEmail': 'j…@example.test' }, 'must be a whole email address'],
    [{ 'connection.mode': 7 }, 'must be one of legacy-app, project-app, service-key, oauth.'],
    [
      { 'webhooks.throttle': {} },
      '"value" in the answer "webhooks.throttle" of the answers file FILE is missing.',
    ],
    [
      { 'webhooks.throttle': { value: 1, form: 'x' } },
      '"form" in the answer "webhooks.throttle" of the answers file FILE is not a known key; known here: value, by, at.',
    ],
    [
      { 'webhooks.throttle': { value: 1, by: 2 } },
      '"by" in the answer "webhooks.throttle" of the answers file FILE must be a string.',
    ],
    [
      { 'webhooks.throttle': { value: 1, at: 'yesterday' } },
      'must be an ISO time, such as 2026-11-22T10:00:00Z',
    ],
    [{ 'webhooks.throttle': { value: 1, at: '2026-02-30' } }, 'must be an ISO time'],
    [{ 'webhooks.throttle': { value: 1, at: '2026-02-20T25:00:00Z' } }, 'must be an ISO time'],
    [{ 'webhooks.throttle': { value: 1, at: '2026-02-20T10:00:00' } }, 'must be an ISO time'],
    [
      '{"webhooks.throttle": 1}',
      '"webhooks.throttle" in the answers file FILE stands at the top; put it under "answers".',
    ],
    [
      '{"throttle": 1}',
      '"throttle" in the answers file FILE is not a known key; known here: portal, answers.',
    ],
    ['{"answers": []}', '"answers" in the answers file FILE must be an object.'],
  ])('is refused: %j', async (answers, message) => {
    const text = await refusal(answers);
    expect(text).toContain(message);
    expect(text).not.toContain('canary');
  });

  it('takes no YAML word for a boolean', async () => {
    expect(await refusal('answers: { webhooks.committed: yes }', 'answers.yaml')).toBe(
      '"webhooks.committed" in the answers file FILE must be a boolean, true or false.',
    );
  });

  it('must be there', async () => {
    expect((await usageErrorOf(readAnswers(['/none/answers.json']))).message).toBe(
      'The answers file /none/answers.json does not exist.',
    );
  });
});

it('an answer given at a prompt is read as one of a file', async () => {
  expect(parseAnswers({ 'webhooks.subscriptions': ['New message'] }, 'your answer')).toEqual({
    'webhooks.subscriptions': { value: ['conversation.newMessage'] },
  });
  const error = await usageErrorOf(() => parseAnswers({ 'webhooks.throttle': 'many' }, 'your answer'));
  expect(error.message).toBe('"webhooks.throttle" in your answer must be a number.');
});

describe('writeAnswers', () => {
  const ANSWERS = {
    'webhooks.throttle': { value: 100, by: 'Jane', at: '2026-11-22T10:00:00.000Z' },
    'opencx.webhookUrl': { value: FACTS },
    'webhooks.targetUrl': { value: null },
  };

  it.each(['answers.json', 'answers.yaml'])('%s can be read back, and only its owner can', async (name) => {
    const folder = await folderWith();
    const file = join(folder, name);
    await writeAnswers(file, ANSWERS);
    expect(await readAnswers([file])).toEqual(ANSWERS);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('keeps what the file holds, in JSON', async () => {
    const answers = { 'webhooks.throttle': 10, 'webhooks.committed': { value: true, by: 'John' } };
    const folder = await folderWith({ 'answers.json': { answers } });
    const file = join(folder, 'answers.json');
    await writeAnswers(file, ANSWERS);
    expect(await readAnswers([file])).toEqual({
      ...ANSWERS,
      'webhooks.committed': { value: true, by: 'John' },
    });
  });

  it('keeps comments, in YAML', async () => {
    const text =
      '# by hand\nanswers:\n  # asked twice\n  webhooks.committed: true\n  webhooks.throttle: 10 # low\n';
    const folder = await folderWith({ 'answers.yaml': text });
    const file = join(folder, 'answers.yaml');
    await writeAnswers(file, ANSWERS);
    const written = await readFile(file, 'utf8');
    expect(written).toContain('# by hand');
    expect(written).toContain('# asked twice');
    expect(await readAnswers([file])).toEqual({ ...ANSWERS, 'webhooks.committed': { value: true } });
  });

  it.each([
    [
      'answers.json',
      JSON.stringify({ answers: { 'webhooks.targetUrl': { value: URL_IN_CLEAR, by: 'Jane' } } }),
    ],
    ['answers.yaml', `answers:\n  webhooks.targetUrl: ${URL_IN_CLEAR}\n`],
  ])('leaves no webhook URL in clear, also none that stood there: %s', async (name, text) => {
    const folder = await folderWith({ [name]: text });
    const file = join(folder, name);
    await writeAnswers(file, { 'webhooks.committed': { value: true } });
    expect(await readFile(file, 'utf8')).not.toContain('canary');
    expect(await readAnswers([file])).toMatchObject({
      'webhooks.targetUrl': { value: FACTS },
      'webhooks.committed': { value: true },
    });
  });

  it('writes into an empty YAML file', async () => {
    const folder = await folderWith({ 'answers.yml': '' });
    await writeAnswers(join(folder, 'answers.yml'), ANSWERS);
    expect(await readAnswers([join(folder, 'answers.yml')])).toEqual(ANSWERS);
  });

  it('leaves a file alone that is no answers file', async () => {
    const folder = await folderWith({ 'answers.json': '{"profiles": {}}' });
    const file = join(folder, 'answers.json');
    await usageErrorOf(writeAnswers(file, ANSWERS));
    expect(await readFile(file, 'utf8')).toBe('{"profiles": {}}');
  });

  it.each(['answers.json', 'answers.yaml'])('says in %s which portal they are about', async (name) => {
    const file = join(await folderWith(), name);
    await writeAnswers(file, ANSWERS, 1020304);
    await writeAnswers(file, { 'webhooks.committed': { value: true } }, 1020304);
    expect(await readAnswersFile(file)).toMatchObject({ portal: 1020304, answers: ANSWERS });
    const written = await readFile(file, 'utf8');
    const error = await usageErrorOf(writeAnswers(file, ANSWERS, 5060708));
    expect(error.message).toContain(
      'holds answers about portal 1020304, and this run looks at portal 5060708',
    );
    expect(await readFile(file, 'utf8')).toBe(written);
  });

  it.each([
    ['form.md', '# Questions'],
    ['form.yaml', 'asked: 2026-11-29\nanswers:\nwebhooks.throttle: "10'],
    ['form.yaml', 'asked: 2026-11-29\nanswers: see below\nwebhooks.throttle: 10'],
  ])('adds nothing to what is no document: %s', async (name, text) => {
    const folder = await folderWith({ [name]: text });
    const error = await usageErrorOf(writeAnswers(join(folder, name), ANSWERS));
    expect(error.message).toContain(`${name}: it holds no JSON or YAML to add them to.`);
    expect(await readFile(join(folder, name), 'utf8')).toBe(text);
  });
});
