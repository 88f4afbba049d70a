/** Whose calls a log holds: those of one account, or app, are never told of another. */
import { describe, expect, test } from 'vitest';
import { foreignCalls } from '../../src/core/log-accounts.ts';
import { analyseLogs } from '../../src/logs/analyse.ts';
import { createLogFilter, type LogFilter } from '../../src/logs/analysis/filter.ts';
import { textSource } from '../../src/logs/forms/source.ts';

const row = (of: object, status = 200, minute = 0) => ({
  time: new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString(),
  method: 'GET',
  url: 'https://api.hubapi.com/crm/v3/owners/7',
  status,
  ...of,
});

const lines = (...rows: object[]) => rows.map((each) => `${JSON.stringify(each)}\n`).join('');
const ofHubSpot = (of: object) => row({ loggingSystemType: 'API_CALL', ...of });

async function accountsIn(text: string, filter?: LogFilter) {
  const { accounts } = await analyseLogs([textSource('log', text)], filter && { filter });
  return [[...accounts.portalIds].sort(), [...accounts.appIds].sort()];
}

describe('whose calls a log holds', () => {
  const many = (of: object) => Array.from({ length: 20 }, (_, minute) => row(of, 200, minute));

  test.each<[string, string, [number[], number[]]]>([
    ['nothing names it', lines(row({})), [[], []]],
    ['every row does', lines(row({ portalId: 1 }), row({ hubId: '2' })), [[1, 2], []]],
    [
      'rows that are read from their bytes do',
      lines(...many({ portalId: 1 }), ...many({ portalId: 2 })),
      [[1, 2], []],
    ],
    [
      'refusals do',
      lines(row({ portalId: 1 }, 403), row({ portalId: 1 }, 403), row({ portalId: 2 }, 401)),
      [[1, 2], []],
    ],
    ['within another key', lines(row({ hubspot: { portal_id: 7 } })), [[7], []]],
    [
      'HubSpot names the app',
      lines(ofHubSpot({ portalId: 1, appId: 11 }), ofHubSpot({ portalId: 1, appId: 12 })),
      [[1], [11, 12]],
    ],
    ['others call something else an app', lines(row({ appId: 3 })), [[], []]],
    ['what is no number', lines(row({ portalId: 'acme', hubId: 1e30 })), [[], []]],
    [
      'a table',
      'Time,Portal ID,Method,URL,Status\n2026-11-20T09:00:00Z,5,GET,https://api.hubapi.com/crm/v3/owners,200\n',
      [[5], []],
    ],
  ])('%s', async (_what, text, accounts) => {
    expect(await accountsIn(text)).toEqual(accounts);
  });

  test('what a filter leaves out is nobody’s', async () => {
    const text = lines(...many({ portalId: 1 }), row({ portalId: 2 }, 401));
    expect(await accountsIn(text, createLogFilter({ onlyErrors: true }))).toEqual([[2], []]);
  });
});

test.each<[string, number[], number[], { portalId?: number; appId?: number }, string | undefined]>([
  ['nothing is named', [], [], { portalId: 1, appId: 2 }, undefined],
  ['nothing is known', [1], [2], {}, undefined],
  ['both are the same', [1], [2], { portalId: 1, appId: 2 }, undefined],
  ['another portal', [9], [2], { portalId: 1 }, 'is of portal 9, and portal 1 is looked at'],
  ['another app', [1], [9], { portalId: 1, appId: 2 }, 'is of app 9, and app 2 is looked at'],
  ['several portals', [1, 9], [], { portalId: 1 }, 'holds calls of portals 1, 9'],
  ['several of which none is known', [8, 9], [], {}, 'bring a log of one portal alone'],
  [
    'several apps',
    [1],
    [2, 9],
    { portalId: 1, appId: 2 },
    'bring a log of app 2 alone, `hs app logs --app=2 ',
  ],
])('judged or not where %s', (_what, portalIds, appIds, own, said) => {
  const message = foreignCalls({ portalIds, appIds }, own);
  if (said === undefined) expect(message).toBeUndefined();
  else expect(message).toContain(said);
});
