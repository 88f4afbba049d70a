/** HubSpot's log of calls, read with a key in the place of an export. */
import { describe, expect, test } from 'vitest';
import { logsProbes } from '../../../checks/logs/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { Given } from '../../../src/core/given.ts';
import type { LogQuery } from '../../../src/core/ports.ts';
import { Secret } from '../../../src/core/secret.ts';
import { ok } from '../conversation/builders.ts';

const [probe] = logsProbes;
const NOW = Date.parse('2026-11-29T10:00:00Z');
const GOT = { 'token.introspection': ok({ hubId: 1001, appId: 2002, userId: 7001, scopes: [] }) };

const refused = {
  id: 'a',
  loggingSystemType: 'API_CALL',
  requestExecutionTimestamp: NOW - 60_000,
  duration: 35,
  errorType: 'MISSING_SCOPES',
  extraInfo: {
    method: 'GET',
    url: 'https://api.hubapi.com/crm/owners/v3/A-7002',
    httpStatus: '403',
  },
  responseBody: JSON.stringify({
    status: 'error',
    category: 'MISSING_SCOPES',
    errors: [{ context: { requiredGranularScopes: ['crm.objects.owners.read'] } }],
  }),
};

function obtain(calls: readonly object[] | EvidenceFailure, given: Partial<Given> = {}, keysPortal = 1001) {
  const asked: (LogQuery & { appId: number })[] = [];
  const world = {
    given: { personalAccessKey: new Secret('x'), ...given },
    developer: () => ({
      keyAccess: async () => ({ hubId: keysPortal }),
      keyTakenAt: async () => NOW,
      async calls(appId: number, query: LogQuery) {
        asked.push({ appId, ...query });
        if (calls instanceof EvidenceFailure) throw calls;
        return { rows: calls, whole: true };
      },
    }),
  } as unknown as World;
  return { asked, found: probe?.obtain(world, GOT) };
}

test("asks for the app's 24 hours before this run by HubSpot's clock, and finds the refusal", async () => {
  const { asked, found } = obtain([refused]);
  expect(await found).toMatchObject({
    source: 'live',
    value: { calls: 1, missingScopes: [{ scope: 'crm.objects.owners.read', count: 1 }] },
  });
  expect(asked).toEqual([{ appId: 2002, from: NOW - 3_000 - 86_400_000, to: NOW - 3_000 }]);
});

describe('is not given', () => {
  test.each<[string, readonly object[] | EvidenceFailure, Partial<Given>, string]>([
    ['without a key', [refused], { personalAccessKey: undefined as never }, 'no personal access key'],
    ["of an app that is OpenCX's own", [refused], { mode: 'oauth' }, "OpenCX's own"],
    ['where HubSpot shows no call', [], {}, 'no call of the app in the last 24 hours'],
    [
      'where rows do not tell what was called',
      [{ id: 'b', loggingSystemType: 'API_CALL', requestExecutionTimestamp: NOW, errorType: null }],
      {},
      'does not tell what was called',
    ],
    [
      'where the key may not read it',
      new EvidenceFailure({ kind: 'http', status: 403, message: 'HubSpot does not show it (403).' }),
      {},
      'does not show it',
    ],
  ])('%s', async (_what, calls, given, words) => {
    const { found } = obtain(calls, given);
    await expect(found).rejects.toThrow(EvidenceNotGiven);
    await expect(found).rejects.toThrow(words);
  });

  test('to a key of another portal, in a sentence that names both', async () => {
    const { asked, found } = obtain([refused], {}, 5005);
    await expect(found).rejects.toThrow(/key is of portal 5005, the token of portal 1001/);
    expect(asked).toEqual([]);
  });

  test('but a HubSpot that could not answer is a failure', async () => {
    const down = new EvidenceFailure({
      kind: 'http',
      status: 502,
      message: 'HubSpot could not answer (502).',
    });
    await expect(obtain(down).found).rejects.toThrow(EvidenceFailure);
  });
});
