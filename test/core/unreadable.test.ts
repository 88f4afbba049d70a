import { describe, expect, it } from 'vitest';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import { guarded } from '../../src/core/unreadable.ts';

describe('guarded', () => {
  it('is the same value where everything could be read', () => {
    const value = { a: 1, list: [{ b: null }], when: new Date(0) };
    expect(guarded(value)).toBe(value);
  });

  it.each([
    ['at the top', (party: object) => party, (value: object) => value],
    [
      'in a list',
      (party: object) => [{ from: [party] }],
      (value: unknown) => (value as [{ from: [object] }])[0].from[0],
    ],
    [
      'in evidence',
      (party: object) => ({ outcome: 'ok', value: party }),
      (value: unknown) => (value as { value: object }).value,
    ],
  ])('refuses a look at what could not be read %s, and nothing else', (_where, around, within) => {
    const party = { name: 'Jo', senders: [], unreadable: ['senders', 'actorId'] };
    const found = within(guarded(around(party))) as typeof party & { actorId?: string };
    expect(found.name).toBe('Jo');
    expect(() => found.senders).toThrow(EvidenceFailure);
    expect(() => found.actorId).toThrow('"actorId" was not there, or in a form that is not known');
  });

  it('leaves what is saved as it was', () => {
    const thread = { id: '1', unreadable: ['assignedTo'] };
    guarded(thread);
    expect(JSON.stringify(thread)).toBe('{"id":"1","unreadable":["assignedTo"]}');
  });
});
