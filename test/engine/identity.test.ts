import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import type { Introspection } from '../../src/core/hubspot/records.ts';
import { ownApp, sessionIdOf } from '../../src/engine/identity.ts';

describe('the session of a thread', () => {
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
});

describe('the app behind a token', () => {
  it('is the one that HubSpot names', async () => {
    const introspect = async () => ({ appId: 2011410 }) as Introspection;
    expect(await ownApp({ introspect })).toBe(2011410);
  });

  it('is unknown where HubSpot does not say, and the engine goes on', async () => {
    const introspect = () =>
      Promise.reject(new EvidenceFailure({ kind: 'http', status: 401, message: 'No.' }));
    expect(await ownApp({ introspect })).toBeUndefined();
  });

  it('is not guessed after a fault of ours', async () => {
    const fault = new Error('A bug.');
    await expect(ownApp({ introspect: () => Promise.reject(fault) })).rejects.toBe(fault);
  });
});
