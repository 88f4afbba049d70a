import { describe, expect, it } from 'vitest';
import { ticketContent, ticketSubject } from '../../../src/engine/work/handoff-texts.ts';
import { MESSAGE } from './builders.ts';

describe('the subject of a ticket', () => {
  it.each([
    ['Re: re: Where is my order', 'Where is my order'],
    ['Where is my order', 'Where is my order'],
    ['Re: ', 'Conversation 5001'],
    ['', 'Conversation 5001'],
  ])('%j becomes %j', (subject, expected) => {
    expect(ticketSubject({ ...MESSAGE, subject }, '5001')).toBe(expected);
  });
});

describe('a transcript that is too long for HubSpot', () => {
  it('keeps the summary and its newest part', () => {
    const turns = Array.from({ length: 2_000 }, (_, index) => ({
      from: 'customer' as const,
      text: `${'x'.repeat(40)} ${index}`,
      at: '2026-11-22T09:00:00Z',
    }));
    const content = ticketContent('Summary.', turns);
    expect(content).toHaveLength(65_536);
    expect(content.startsWith('Summary.\n\n(The earlier part')).toBe(true);
    expect(content.endsWith(' 1999')).toBe(true);
  });

  it('is cut where the summary alone is too long', () => {
    expect(ticketContent('s'.repeat(70_000), [])).toHaveLength(65_536);
  });
});
