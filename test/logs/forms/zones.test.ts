/** Times that name their zone and times that do not are never held against each other. */
import { describe, expect, test } from 'vitest';
import { analyseLogs } from '../../../src/logs/analyse.ts';
import { textSource } from '../../../src/logs/forms/source.ts';
import { zonesIn } from '../../../src/logs/forms/zones.ts';

describe('whether times name their zone', () => {
  test.each<[string | undefined, string]>([
    ['named', '{"time":"2026-11-20T09:00:00.000Z","portalId":1795165200}'],
    ['named', '{"ts":"2026-11-20 09:00:00,123+0100"}'],
    ['named', '[20/Nov/2026:09:00:00 +0000] "GET /crm/v3/owners"'],
    ['named', 'Date,Status\n11/20/2026 9:00 AM UTC,200'],
    ['named', '{"time":1795165200,"status":200}'],
    ['named', '{"ts": 1795165200.123, "x": 1}'],
    ['named', '{"requestExecutionTimestamp":1795165200000}'],
    ['named', '{"startTimeUnixNano":"1795165200000000000"}'],
    ['unsaid', 'Time,Status\n2026-11-20 09:00:00,200\n2026-11-20 09:01:00,200'],
    ['unsaid', '{"time":"2026-11-20T09:00:00.000","id":1795165200000}'],
    ['unsaid', 'Zeit;Antwort\n20.11.2026 09:00;200'],
    ['unsaid', '20-Nov-2026 09:00:00,200'],
    ['mixed', '{"time":"2026-11-20T09:00:00Z"}\n{"time":"2026-11-20 09:00:00"}'],
    [undefined, 'Method,URL,Status\nGET,/crm/v3/objects/tickets/57000001,200'],
    [undefined, 'Date,Status\n2026-11-20,200'],
  ])('%s: %s', (zones, text) => {
    expect(zonesIn(text)).toBe(zones);
  });

  test('one strange time among many makes no other log of it', () => {
    const usual = '{"time":"2026-11-20T09:00:00Z"}\n'.repeat(40);
    expect(zonesIn(`${usual}{"note":"2026-11-20 09:00:00"}\n`)).toBe('named');
  });
});

const SCOPES =
  '{""status"":""error"",""message"":""hasn\'t been granted all required scopes"",""category"":""MISSING_SCOPES"",""errors"":[{""message"":""One or more of the following scopes are required."",""context"":{""requiredGranularScopes"":[""crm.objects.owners.read""]}}]}';
const OWNER = 'https://api.hubapi.com/crm/v3/owners/7';
/** Of a clock two hours before UTC. */
const table = (status: number, body = '') =>
  `Time,Method,URL,Status,Response body\n2026-11-20 11:00:00,GET,${OWNER},${status},"${body}"\n`;
const lines = (time: unknown) => `${JSON.stringify({ time, method: 'GET', url: OWNER, status: 200 })}\n`;

async function refusalsIn(...texts: string[]) {
  const sources = texts.map((text, index) => textSource(`log ${index}`, text));
  return (await analyseLogs(sources)).refusals;
}

describe.each<[string, unknown]>([
  ['a time in UTC', '2026-11-20T09:40:00Z'],
  ['a time with an offset', '2026-11-20T10:40:00+01:00'],
  ['an epoch', Date.UTC(2026, 10, 20, 9, 40)],
  ['a later time in UTC', '2026-11-20T23:00:00Z'],
])('beside a table without zones, a log with %s', (_what, time) => {
  test('leaves open whether the token died', async () => {
    const { unauthorized } = await refusalsIn(table(401), lines(time));
    expect(unauthorized).toEqual({ count: 1, ended: false, untold: 'zones' });
  });

  test('makes a missing scope neither certain nor over', async () => {
    const { missingScopes } = await refusalsIn(lines(time), table(403, SCOPES));
    expect(missingScopes).toMatchObject([{ scope: 'crm.objects.owners.read', parted: true }]);
    expect(missingScopes[0]).not.toHaveProperty('over');
  });
});

test('where no call was taken, or all times are of one kind, what is told stands', async () => {
  const alone = await refusalsIn(table(401), table(401));
  expect(alone.unauthorized).not.toHaveProperty('untold');
  const unsaid = await refusalsIn(table(200), table(401).replace('11:00', '12:00'));
  expect(unsaid.unauthorized).toMatchObject({ ended: false, since: '2026-11-20T12:00:00.000Z' });
  expect(unsaid.unauthorized).not.toHaveProperty('untold');
  const both = await refusalsIn(table(401), lines('2026-11-20T09:40:00Z').replace('200', '401'));
  expect(both.unauthorized).not.toHaveProperty('untold');
});
