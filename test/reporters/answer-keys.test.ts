import stringWidth from 'fast-string-width';
import { expect, it } from 'vitest';
import { ANSWER_KEYS, FACTS, QUESTIONS } from '../../checks/facts.ts';
import { renderAnswerKeys, renderAnswerKeysJson } from '../../src/reporters/answer-keys.ts';

const ALL = ANSWER_KEYS.map((key) => QUESTIONS[key]);
const SOME = (['connection.mode', 'webhooks.throttle', 'opencx.webhookUrl'] as const).map(
  (key) => QUESTIONS[key],
);

it('says of each key what it takes, in a column beside it', () => {
  const lines = renderAnswerKeys(SOME, { width: 100, color: false }).split('\n');
  const takes = lines.filter((line) => line.includes('Takes:'));
  expect(takes.map((line) => line.trim())).toEqual([
    'Takes: one of legacy-app, project-app, service-key, oauth',
    'Takes: a whole number',
    'Takes: a URL that is a secret: in a variable or a file, not on the command line',
  ]);
  const column = 'webhooks.throttle'.length + 2;
  expect(takes.map((line) => line.indexOf('Takes'))).toEqual([column, column, column]);
});

it.each([40, 60, 80, 200])('lists every key with its whole question within %d columns', (width) => {
  const text = renderAnswerKeys(ALL, { width, color: false });
  const words = text.split(/\s+/).join(' ');
  for (const { key, text: question } of ALL) expect(words).toContain(`${key} ${question}`);
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});

it('tells a program kind and choices, which are what an answer is read by', () => {
  const { answers } = JSON.parse(renderAnswerKeysJson(ALL));
  expect(answers.map(({ key }: { key: string }) => key)).toEqual(ANSWER_KEYS);
  for (const { key, kind, choices } of answers) {
    const { answer } = FACTS[key as (typeof ANSWER_KEYS)[number]].ask ?? {};
    expect(kind).toBe(answer?.form.kind);
    for (const choice of choices ?? [])
      expect(() => answer?.read(kind === 'several' ? [choice] : choice)).not.toThrow();
  }
});
