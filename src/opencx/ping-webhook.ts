import { EvidenceFailure } from '../core/evidence.ts';
import type { WebhookPing } from '../core/ports.ts';
import type { Sender } from '../wire/wire.ts';

/**
 * Sends one empty batch, as HubSpot sends full ones, and tells the status that came back; a redirect counts as an
 * answer, since HubSpot is not known to follow one. The URL's path is a secret and appears nowhere.
 */
export function pingWebhook(wire: Sender): WebhookPing {
  return async (target) => {
    const url = target.reveal();
    if (!URL.canParse(url)) {
      const message = 'The webhook URL is not a URL; copy it from OpenCX again.';
      throw new EvidenceFailure({ kind: 'not-configured', message });
    }
    const headers = { 'content-type': 'application/json' };
    const { status, destination } = await wire.send({
      url,
      method: 'POST',
      headers,
      body: '[]',
      redirect: 'manual',
      secretPath: true,
    });
    return { status, host: destination.host };
  };
}
