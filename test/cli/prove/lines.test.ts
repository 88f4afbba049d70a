/** What a person is told, in lines that fit beside a mail program. */
import { describe, expect, test } from 'vitest';
import { changeInWords, putBackLines } from '../../../src/cli/prove/lines.ts';
import type { Destinations } from '../../../src/run/prove/script.ts';
import { hopLine, instruction } from '../../../src/run/prove/words.ts';

const written = (to: Destinations) => instruction({ do: 'write-message', mark: 'PROOF 7Q4K', to });
const mailbox = (name: string) => ({ address: `${name}@example.test`, name: `The ${name} box` });

describe('where the test message goes', () => {
  test.each<[string, Destinations, string[]]>([
    [
      'one mailbox and a chat',
      { mailboxes: [mailbox('support')], chat: true },
      ['Write to support@example.test, or on your chat widget,'],
    ],
    [
      'one mailbox alone',
      { mailboxes: [mailbox('support')], chat: false },
      ['Write to support@example.test,'],
    ],
    ['a chat alone', { mailboxes: [], chat: true }, ['Write on your chat widget,']],
    [
      'nothing that is known',
      { mailboxes: [], chat: false },
      ['Write to your support address, or on your chat widget,'],
    ],
    [
      'several mailboxes, to choose from',
      { mailboxes: [mailbox('support'), { address: 'sales@example.test' }], chat: false },
      ['Write to one of these,', '  support@example.test (The support box)', '  sales@example.test'],
    ],
  ])('%s', (_what, to, lines) => {
    expect(written(to).slice(0, lines.length)).toEqual(lines);
    expect(written(to)[lines.length]).toBe('from an address that belongs to no HubSpot user.');
  });

  test('of a great many the first few are shown', () => {
    const many = Array.from({ length: 40 }, (_, index) => mailbox(`box${index}`));
    const lines = written({ mailboxes: many, chat: true });
    expect(lines[0]).toBe('Write to one of these, or to another mailbox of yours, or on your chat widget,');
    expect(lines.filter((line) => line.includes('@'))).toHaveLength(6);
  });
});

describe('what is changed', () => {
  const planned = {
    portalId: 1020304,
    ticketId: '57774743',
    property: 'subject',
    was: 'Where is\nmy order?\u001b[31m',
    value: 'Where is my order? (PROOF 7Q4K)',
    sessionId: '00000000-0000-4000-8000-0000000000c1',
  };

  test('is told on one line that no terminal obeys, whatever it holds', () => {
    const told = [changeInWords(planned), ...putBackLines(planned, { is: 'failed', why: 'It was down.' })];
    expect(told.join('')).toContain('"Where is\\nmy order?\\u001b[31m"');
  });

  test.each([
    ['put-back', 'again'],
    ['unchanged', 'still'],
    ['changed-by-another', 'left as it is'],
  ] as const)('and came back as %s', (is, words) => {
    expect(putBackLines(planned, { is }).join(' ')).toContain(words);
  });

  test('and has to be set by hand where it could not be put back', () => {
    const lines = putBackLines(planned, { is: 'failed', why: 'HubSpot could not answer (503).' });
    expect(lines).toEqual([
      'subject of ticket 57774743 could not be put back:',
      'HubSpot could not answer (503).',
      'Set it to "Where is\\nmy order?\\u001b[31m" in HubSpot by hand.',
    ]);
  });
});

test('a hop that waits for a person in vain is told by what was not done, not by what did not arrive', () => {
  const missed = { seen: false, ms: 30_000 };
  const property = { ...missed, property: 'hs_pipeline_stage' };
  expect(hopLine('property', { value: { ...property, changed: false } })).toContain(
    'nobody moved the ticket',
  );
  expect(hopLine('property', { value: { ...property, changed: true } })).toContain('not within 30 s');
  expect(hopLine('reply', { value: { ...missed, written: 'internal' } })).toContain(
    'no public reply was seen',
  );
  expect(hopLine('reply', { value: { ...missed, written: 'public' } })).toContain('not within 30 s');
});
