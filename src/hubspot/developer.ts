/**
 * What is read from HubSpot's developer platform with a personal access key: the customer's project, its builds and
 * what of them is in force. For the doctor's probes.
 */
import type { DeveloperReader } from '../core/ports.ts';
import { readDeliveryRows } from './delivery-log.ts';
import { type DeveloperAccess, developerCalls } from './developer-calls.ts';

export { exchangeOf } from './developer-calls.ts';

export function createDeveloperReader(access: DeveloperAccess): DeveloperReader {
  const { keyAccess, ask } = developerCalls(access);
  return { keyAccess, deliveries: (appId, query) => readDeliveryRows(ask, appId, query) };
}
