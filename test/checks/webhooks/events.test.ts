import { describe, expect, test } from 'vitest';
import { isLater, missingEvents, sentEvents } from '../../../checks/webhooks/events.ts';
import { eventLabel } from '../../../src/core/hubspot/webhooks.ts';
import { NOT_GIVEN, TIMED_OUT } from '../token/judging.ts';
import { AFTER, arrived, BEFORE, delivered, journalOf } from './samples.ts';

describe('the three events', () => {
  test('keep the order of the troubleshooting page', () => {
    expect(missingEvents([])).toEqual([
      'conversation.newMessage',
      'conversation.creation',
      'ticket.propertyChange',
    ]);
    expect(missingEvents(['ticket.propertyChange', 'conversation.messageCreated'])).toEqual([
      'conversation.newMessage',
    ]);
  });

  test('have the labels of HubSpot; others keep their name', () => {
    expect(eventLabel('ticket.propertyChange')).toBe('Ticket: Property change');
    expect(eventLabel('ticket.creation')).toBe('ticket.creation');
  });
});

describe('events that were sent', () => {
  const seen = (source: 'stated' | 'file') => ({ source, at: BEFORE, durationMs: 0, calls: 0 }) as const;
  const without = { 'journal.events': NOT_GIVEN, 'deliveries.log': NOT_GIVEN };

  test('are those that the journal saw arrive, at all or since a moment', () => {
    const by = (journal: ReturnType<typeof arrived>) => ({ ...without, 'journal.events': journal });
    expect(sentEvents(by(arrived(BEFORE, ['ticket.creation'])))).toEqual(['ticket.creation']);
    expect(sentEvents(by(arrived(BEFORE, ['ticket.creation'])), seen('stated'))).toEqual([]);
    expect(sentEvents(by(arrived(AFTER, ['ticket.creation'])), seen('file'))).toEqual(['ticket.creation']);
  });

  test('are those that HubSpot delivered; what a file says outweighs none of them', () => {
    const log = { ...without, 'deliveries.log': delivered(BEFORE, ['ticket.creation']) };
    expect(sentEvents(log)).toEqual(['ticket.creation']);
    expect(sentEvents(log, seen('stated'))).toEqual([]);
    expect(sentEvents(log, seen('file'))).toEqual(['ticket.creation']);
  });

  test('are none without a witness, and none that were counted zero times', () => {
    expect(sentEvents(without)).toEqual([]);
    expect(sentEvents({ ...without, 'journal.events': TIMED_OUT })).toEqual([]);
    const events = [{ event: 'ticket.creation', count: 0, lastAt: BEFORE }];
    expect(sentEvents({ ...without, 'journal.events': journalOf({ events }) })).toEqual([]);
  });
});

test.each([
  [AFTER, BEFORE, true],
  [BEFORE, AFTER, false],
  [BEFORE, BEFORE, false],
  ['2026-11-20T12:00:00+02:00', '2026-11-20T09:59:59Z', true],
  ['', BEFORE, false],
  [BEFORE, '', false],
])('%j is later than %j: %s', (time, than, expected) => {
  expect(isLater(time, than)).toBe(expected);
});
