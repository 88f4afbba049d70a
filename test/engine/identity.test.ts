import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import type { AccountDetails, Introspection } from '../../src/core/hubspot/records.ts';
import { lookAtToken, sessionIdOf, tokenIdentity } from '../../src/engine/identity.ts';

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

describe('whom a token belongs to', () => {
  const refused = () => Promise.reject(new EvidenceFailure({ kind: 'http', status: 401, message: 'No.' }));
  const introspect = async (): Promise<Introspection> => ({ appId: 2011410, hubId: 1020304, scopes: [] });
  const accountDetails = async (): Promise<AccountDetails> => ({ portalId: 62515 });

  it('is told by HubSpot', async () => {
    const identity = await tokenIdentity({ introspect, accountDetails: refused });
    expect(identity).toEqual({ appId: 2011410, portalId: 1020304 });
  });

  it('is told by the account where the token itself does not say it', async () => {
    expect(await tokenIdentity({ introspect: refused, accountDetails })).toEqual({ portalId: 62515 });
  });

  it('is unknown where HubSpot does not say, and the engine goes on', async () => {
    expect(await tokenIdentity({ introspect: refused, accountDetails: refused })).toEqual({});
  });

  it('comes with its scopes, or with why nothing was told', async () => {
    expect(await lookAtToken({ introspect, accountDetails: refused })).toMatchObject({ scopes: [] });
    const failure = { status: 401 };
    expect(await lookAtToken({ introspect: refused, accountDetails: refused })).toMatchObject({ failure });
    expect(await lookAtToken({ introspect: refused, accountDetails })).not.toHaveProperty('failure');
  });

  it('is not guessed after a fault of ours', async () => {
    const fault = new Error('A bug.');
    const broken = () => Promise.reject(fault);
    await expect(tokenIdentity({ introspect: broken, accountDetails })).rejects.toBe(fault);
  });
});
