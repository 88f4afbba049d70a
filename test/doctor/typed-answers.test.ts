import { describe, expect, it } from 'vitest';
import { ANSWER_KEYS, FACTS } from '../../checks/facts.ts';
import { ANSWER, type TypedAnswer } from '../../src/core/flags/values.ts';
import { readTypedAnswers, SECRETS_STAND_IN, saidNow } from '../../src/doctor/typed-answers.ts';
import { UsageError } from '../../src/files/usage-error.ts';

const SAID = { by: 'jo', at: '2026-11-22T10:00:00.000Z' };

function answersTo(...words: readonly string[]) {
  return readTypedAnswers(
    words.map((word) => ANSWER.read(word) as TypedAnswer),
    SAID,
  ).answers;
}

function refusalOf(...words: readonly string[]): string {
  try {
    answersTo(...words);
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.hint].filter(Boolean).join(' ');
    throw error;
  }
  return 'taken';
}

describe('an answer that is typed', () => {
  it.each<[string, unknown]>([
    ['webhooks.throttle=10', 10],
    [' webhooks.throttle = 10 ', 10],
    ['webhooks.committed=yes', true],
    ['webhooks.committed=FALSE', false],
    ['connection.mode=project-app', 'project-app'],
    [
      'webhooks.subscriptions=New message, conversation.creation',
      ['conversation.newMessage', 'conversation.creation'],
    ],
    ['webhooks.paused=none', []],
    ['webhooks.ticketProperties=hs_pipeline_stage,subject', ['hs_pipeline_stage', 'subject']],
    ['opencx.defaultUserId=7001', '7001'],
    ['opencx.defaultUserId=none', ''],
    ['conversation.contactEmail=jo.doe@example.test', 'jo.doe@example.test'],
  ])('%s is read as at a prompt, with who said it and when', (word, value) => {
    expect(Object.values(answersTo(word))).toEqual([{ value, ...SAID }]);
  });

  it.each<[string, string]>([
    ['webhooks.throtle=10', 'is not a known answer; the nearest one is "webhooks.throttle".'],
    ['webhooks.throttle=ten', '"webhooks.throttle" in --answer must be a number.'],
    ['webhooks.throttle=0', 'must be a number of events per second, whole and above zero.'],
    ['webhooks.committed=maybe', '"webhooks.committed" in --answer must be yes or no.'],
    ['connection.mode=project', 'must be one of legacy-app, project-app'],
    ['webhooks.paused=,,', 'must be words with commas between, or "none".'],
    ['webhooks.paused=nwe message', 'which is no event'],
    ['opencx.defaultUserId=?', 'leave the question open'],
    [
      'conversation.thread=9001',
      '"conversation.thread" in --answer belongs to one run; name it with --thread ID.',
    ],
  ])('%s is refused with what it takes', (word, sentence) => {
    expect(refusalOf(word)).toContain(sentence);
  });

  it('is no secret, whose place is named', () => {
    const secrets = ANSWER_KEYS.filter((key) => FACTS[key].ask?.answer.form.kind === 'secret-url');
    expect(Object.keys(SECRETS_STAND_IN).toSorted()).toEqual(secrets.toSorted());
    for (const key of secrets) {
      const refusal = refusalOf(`${key}=https://api.open.cx/backend/hubspot/canary`);
      expect(refusal).toContain(SECRETS_STAND_IN[key]);
      expect(refusal).not.toContain('canary');
    }
  });

  it.each(['https://api.open.cx/hook?key=canary', 'webhooks.throttle', 'webhooks.throttle= ', '=10'])(
    '%s is no answer, and is not repeated',
    (word) => {
      const read = ANSWER.read(word);
      expect(read).toHaveProperty('says');
      expect('says' in read && read.says('--answer')).toBe(
        '--answer wants key=value, such as webhooks.throttle=10',
      );
    },
  );

  it('may be given twice, but not in two ways', () => {
    expect(refusalOf('webhooks.throttle=10', 'webhooks.throttle=10')).toBe('taken');
    expect(refusalOf('webhooks.throttle=10', 'webhooks.throttle=100')).toBe(
      '--answer answers "webhooks.throttle" in two ways: 10 and 100. Leave one of them out.',
    );
  });
});

it('whoever is logged in says it now', () => {
  const before = Date.now();
  const { by, at = '' } = saidNow({ USER: 'jo' });
  expect(by).toBe('jo');
  expect(Date.parse(at)).toBeGreaterThanOrEqual(before);
  expect(saidNow({})).not.toHaveProperty('by');
});
