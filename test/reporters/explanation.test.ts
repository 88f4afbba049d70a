import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { decideMessage } from '../../src/engine/decide/decide.ts';
import type { ExplainedEvent } from '../../src/engine/explain/explanation.ts';
import { renderExplanation } from '../../src/reporters/explanation.ts';
import { event, given, REP, thread } from '../engine/decide/builders.ts';

const PLAIN = { width: 100, color: false };

const answered: ExplainedEvent = {
  event: event(),
  decision: decideMessage(event(), given()),
  effects: ['wait 5000 ms (email)', 'post-message'],
};
const ownedByRep: ExplainedEvent = {
  event: event({ messageId: 'm2' }),
  decision: decideMessage(event(), given({ thread: thread({ assignedTo: REP }) })),
  effects: [],
};
const byCustomer: ExplainedEvent = { ...ownedByRep, author: 'customer' };
const unexplained: ExplainedEvent = {
  event: event({ messageId: 'm3' }),
  decision: null,
  why: 'it names no message.',
  effects: [],
};

/** With runs of blanks as one. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('an event', () => {
  test('that is skipped: reason, deciding rule in full, what would turn it', () => {
    const text = renderExplanation([ownedByRep], PLAIN);
    expect(text).toMatch(
      /^2026-11-02T\d\d:\d\d:\d\dZ {2}conversation\.newMessage {2}m2\n {2}SKIP {2}owner-not-ai-user\n/,
    );
    expect(flat(text)).toMatch(
      / skip owner-gate [A-Z][^()]+ \(owner: A-7002, aiUser: A-7001, assistMode: false\) /,
    );
    expect(flat(text)).toContain('Then: nothing is sent To turn it: assign the thread to A-7001');
  });

  test('that is acted on: the action and its effects in order', () => {
    const text = flat(renderExplanation([answered], PLAIN));
    expect(text).toContain('ACT reply');
    expect(text).toContain('Then: wait 5000 ms (email), post-message');
  });

  test('whose rules let it pass: each in brief, with what it looked at', () => {
    const text = flat(renderExplanation([ownedByRep], PLAIN));
    expect(text).toContain(' pass duplicate duplicateOf: none ');
    expect(text).toContain(' pass outgoing direction: INCOMING ');
  });

  test('that could not be explained: why', () => {
    expect(renderExplanation([unexplained], PLAIN)).toMatch(
      /m3\n {2}Could not be explained: it names no message\.\n/,
    );
  });

  test.each([
    ['a changed property', { propertyName: 'hs_pipeline_stage' }, 'hs_pipeline_stage'],
    ['an object', {}, '9001'],
  ])('without a message is named by %s', (_, over, name) => {
    const { messageId: _none, ...bare } = event({ objectId: '9001', ...over });
    const [head] = renderExplanation([{ ...unexplained, event: bare }], PLAIN).split('\n');
    expect(head).toMatch(new RegExp(`  ${name}$`));
  });
});

describe('the last line', () => {
  test.each<[ExplainedEvent[], string]>([
    [[], '0 explained: 0 acted on, 0 skipped'],
    [[answered, ownedByRep], '2 explained: 1 acted on, 1 skipped'],
    [[ownedByRep, unexplained], '2 explained: 0 acted on, 1 skipped, 1 that could not be explained'],
  ])('adds up (%#)', (events, line) => {
    expect(renderExplanation(events, PLAIN).trimEnd().split('\n').at(-1)).toBe(line);
  });

  test('stands alone where there was nothing to explain', () => {
    expect(renderExplanation([], PLAIN)).toBe('0 explained: 0 acted on, 0 skipped\n');
  });
});

test.each([40, 60, 80, 120])('at %d columns no line is wider', (width) => {
  const text = renderExplanation([answered, ownedByRep, unexplained], { width, color: false });
  // The heads and the last line are what a program may look for; they are left whole.
  const lines = text.split('\n').filter((line) => line.startsWith(' '));
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});

test('colour changes nothing but colour', () => {
  const coloured = renderExplanation([answered, ownedByRep], { width: 100, color: true });
  expect(coloured).toContain('\u001B[');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one
  expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(renderExplanation([answered, ownedByRep], PLAIN));
});

describe('a conversation in brief', () => {
  const text = renderExplanation([answered, byCustomer, byCustomer, unexplained], {
    width: 80,
    color: false,
    brief: true,
  });

  test('has a line a message: when, who, what happens, why', () => {
    expect(text).toMatch(/^2026-11-02 \(UTC\)\n/);
    expect(text).toMatch(/^ {2}\d\d:\d\d:\d\d {2}customer +skipped +owner-not-ai-user$/m);
    expect(text).toMatch(/^ {2}\d\d:\d\d:\d\d {2}conversation\.newMessage {2}the AI answers +\S+$/m);
    expect(text).toMatch(/not explained\n {6}it names no message\.\n/);
  });

  test('names each message where somebody has to name one again', () => {
    const named = renderExplanation([byCustomer], { ...PLAIN, brief: true, ids: true });
    expect(byCustomer.event.messageId).toBeTruthy();
    expect(named).toContain(`  ${byCustomer.event.messageId}  customer  skipped  owner-not-ai-user`);
    expect(text).not.toContain(byCustomer.event.messageId);
  });

  test('says each reason once, and how the rules are seen', () => {
    expect(text.match(/^ {2}owner-not-ai-user: /gm)).toHaveLength(1);
    expect(text).toMatch(
      /\n4 explained: 1 acted on, 2 skipped, 1 that could not be explained; rule by rule:\s--full\n$/,
    );
  });
});
