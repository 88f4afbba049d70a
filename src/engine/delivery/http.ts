import { createEndpoint, type EndpointOptions } from '../outbound/index.ts';
import { type Delivery, deliveredDocument } from './delivery.ts';

/**
 * Posts each reply as JSON to an endpoint of the user's; any 2xx counts as delivered.
 *
 * @throws EvidenceFailure `not-configured` for a URL that is neither on this machine nor https
 */
export function createHttpDelivery(options: Omit<EndpointOptions, 'role'>): Delivery {
  const post = createEndpoint({ ...options, role: 'delivery endpoint' });
  return async (reply, signal) => {
    await post(deliveredDocument(reply), signal);
    return { channel: 'http' };
  };
}
