import { expect, test } from 'vitest';
import { deliveriesProbes } from '../../../checks/deliveries/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import type { ConnectionMode } from '../../../src/core/connection.ts';
import { deliveryLogs } from '../../../src/logs/deliveries/summarize.ts';
import { ok } from '../conversation/builders.ts';

const log = deliveriesProbes.find(({ key }) => key === 'deliveries.log');
if (!log) throw new Error('The area has no probe of the log.');

const OWN = 2002;
const GOT = { 'token.introspection': ok({ hubId: 1001, appId: OWN, userId: 7001, scopes: [] }) };

function obtained(appIds: readonly (number | undefined)[], mode?: ConnectionMode) {
  const rows = appIds.map((appId) => ({
    events: [],
    outcome: 'refused' as const,
    status: 401,
    ...(appId !== undefined && { appId }),
  }));
  const deliveryLog = { files: ['list.json'], logs: deliveryLogs(rows), answered: [] };
  return log?.obtain({ given: { deliveryLog, ...(mode && { mode }) } } as unknown as World, GOT);
}

test.each([undefined, 'legacy-app', 'project-app'] as const)(
  'a log of another app is none of this one: mode %s',
  async (mode) => {
    await expect(obtained([77, 78], mode)).rejects.toThrow('bring the log of app 2002');
  },
);

test.each<[title: string, apps: (number | undefined)[], taken: number, mode?: ConnectionMode]>([
  ['of this app', [OWN], 1],
  ['of this app and two others', [OWN, 77, 78, OWN], 2],
  ['that does not say of which app all rows are', [77, undefined], 1],
  ["of OpenCX's own app", [77], 1, 'oauth'],
  ['of an app beside a service key', [77], 1, 'service-key'],
])('of a log %s the rows are taken that may be of this app', async (_title, apps, taken, mode) => {
  const others = apps.length - taken;
  await expect(obtained(apps, mode)).resolves.toMatchObject({
    value: { deliveries: taken, refused: taken, ...(others > 0 && { otherApps: others }) },
  });
});

test.each(['oauth', 'service-key'] as const)(
  'a log of several apps is not judged where the token says of none that it is OpenCX’s: mode %s',
  async (mode) => {
    await expect(obtained([77, 78, undefined], mode)).rejects.toThrow(
      'of apps 77, 78, and nothing tells which of them OpenCX has',
    );
  },
);

const AT = Date.parse('2026-11-20T12:00:00.000Z');
const listed = (id: string, more: object = {}) => ({
  id,
  loggingSystemType: 'WEBHOOKS',
  requestExecutionTimestamp: AT - 60_000,
  responseReceivedTimestamp: AT - 59_000,
  errorType: null,
  ...more,
});

test.each<[string, object[], boolean]>([
  ['every row', [listed('1'), listed('2')], true],
  ['no row', [], true],
  ['rows of which one is in another form', [listed('1'), { logId: '2', when: AT }], false],
  [
    'rows of which one does not say when',
    [listed('1'), listed('2', { requestExecutionTimestamp: null })],
    false,
  ],
  ['rows that are all in another form', [{ logId: '1', when: AT }], false],
])(
  'read with a key, %s: what time it covers is known only where all of it was read',
  async (_, rows, covered) => {
    const developer = () => ({
      keyAccess: async () => ({ hubId: 1001 }),
      hubSpotTime: async () => AT,
      deliveries: async () => ({ rows, whole: true }),
    });
    const given = { personalAccessKey: 'a key' };
    const { value } = (await log.obtain({ given, developer } as unknown as World, GOT)) as {
      value: { covered?: object };
    };
    expect(value.covered !== undefined).toBe(covered);
  },
);
