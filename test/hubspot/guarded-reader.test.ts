import { expect, it } from 'vitest';
import type { HubSpotReader } from '../../src/core/ports.ts';
import { guardedReader } from '../../src/hubspot/guarded-reader.ts';

it('reads as the reader does, and refuses a look at what could not be read', async () => {
  const actor = { id: 'A-7', name: 'Jo', unreadable: ['email'] };
  const reader = guardedReader({
    actor: async (id: string) => (id === 'A-7' ? actor : null),
  } as HubSpotReader);
  const found = await reader.actor('A-7');
  expect(found?.name).toBe('Jo');
  expect(() => found?.email).toThrow('"email" was not there, or in a form that is not known');
  expect(await reader.actor('A-8')).toBeNull();
});
