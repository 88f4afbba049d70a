import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { sessionIdOf } from '../../../src/engine/work/index.ts';

it('is a UUID of version 8, whatever the thread is called', () => {
  assert(
    property(string(), (threadId) => {
      expect(sessionIdOf(threadId)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

it('is the same for the same thread, over every restart and version', () => {
  expect(sessionIdOf('8243595013')).toBe('8b417ec9-1a9d-8823-8511-82017f21a91b');
});

it('is another one for another thread', () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => sessionIdOf(`${index}`));
  expect(new Set(ids).size).toBe(1_000);
});
