import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPassword, shownAddress } from '../../src/core/store-address.ts';
import { targetOf } from '../../src/engine/journal/postgres/address.ts';

const PIECE = 'hush';
const SEPARATORS = ['@', '/', '#', '?', ':', '%', '&', '=', '\\', '[', ' ', '%40'];

/** Passwords as people paste them: pieces with characters between, before and behind that an address escapes. */
const PASSWORD = fc
  .array(fc.constantFrom(PIECE, ...SEPARATORS), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((password) => password.includes(PIECE));

/** What a user would be told of the address, whether it can be used or not. */
function told(address: string): string {
  try {
    return targetOf(address).shown;
  } catch (error) {
    return `${(error as Error).message} ${(error as { hint?: string }).hint ?? ''}`;
  }
}

describe('the address of a database', () => {
  it('is never shown with a piece of its password, escaped or not', () => {
    fc.assert(
      fc.property(PASSWORD, (password) => {
        const address = `postgres://me:${password}@db.example.test:5432/journal`;
        expect(told(address)).not.toContain(PIECE);
        expect(shownAddress(address)).not.toContain(PIECE);
        expect(holdsPassword(address)).toBe(true);
      }),
    );
  });

  it.each([
    'postgres://db.example.test/journal?user=me&password=hush',
    'postgres://db.example.test/journal?user=me&sslpassword=hush',
    'postgres://db.example.test/journal?user=me&Password=hush',
    'postgres://db.example.test:5432:1/journal?password=hu@hush',
  ])('is never shown with what a parameter may hold: %s', (address) => {
    expect(told(address)).not.toContain(PIECE);
    expect(shownAddress(address)).not.toContain(PIECE);
  });

  it.each([
    ['postgres://me:pw@db.example.test:5432/journal', 'postgres://db.example.test:5432/journal'],
    ['postgres://me@host:pw@db.example.test/journal', 'postgres://db.example.test/journal'],
    ['postgres://me:p%40w%2F%23@db.example.test/journal', 'postgres://db.example.test/journal'],
    [
      'postgres://db.example.test/journal?user=me@host&sslmode=require',
      'postgres://db.example.test/journal?user=me@host&sslmode=require',
    ],
    ['postgres:///journal?host=/run/postgresql', 'postgres:///journal?host=/run/postgresql'],
  ])('is shown as far as it is open: %s', (address, shown) => {
    expect(told(address)).toBe(shown);
  });

  it('is shown whole where it cannot be taken apart and can hold no secret', () => {
    expect(told('postgres://db.example.test:5432:1/journal')).toMatch(
      /^postgres:\/\/db\.example\.test:5432:1\/journal is no address of a Postgres database\./,
    );
  });
});
