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

test.each<[title: string, apps: (number | undefined)[], mode?: ConnectionMode]>([
  ['of this app', [OWN]],
  ['of this app and another', [OWN, 77]],
  ['that does not say of which app all rows are', [77, undefined]],
  ["of OpenCX's own app", [77], 'oauth'],
  ['of an app beside a service key', [77], 'service-key'],
])('a log %s is taken', async (_title, apps, mode) => {
  await expect(obtained(apps, mode)).resolves.toMatchObject({ value: { deliveries: apps.length } });
});
