import { EvidenceFailure } from '../../core/evidence.ts';
import type { Clock } from '../../core/ports.ts';
import type { Secret } from '../../core/secret.ts';
import { isOnThisMachine } from '../../wire/hosts.ts';
import { createWire, type Sender, type Wire } from '../../wire/wire.ts';
import { signV1, signV3 } from '../signature/sign.ts';

export interface Sending {
  /** Where the engine takes deliveries, on this machine. */
  url: string;
  /** A JSON array of events. */
  body: string;
  /** Client secret of the app; without one the delivery carries no signature. */
  secret?: Secret;
  /** Signed in place of `url`, as HubSpot signs the URL outside of a tunnel. */
  publicUrl?: Secret;
}

/** The engine's answer to one delivery. */
export interface DeliveryAnswer {
  status: number;
  /** What a refusal says; empty with a 200. */
  text: string;
}

/** As HubSpot's deliveries name themselves. */
const HUBSPOT_AGENT =
  'HubSpot Connect 2.0 (http://dev.hubspot.com/) (namespace: webhooks-nio-http-client) - WebhooksExecutorDaemon-executor';

/** HubSpot's own header says 10 seconds. */
const TIMEOUT_MS = 10_000;

/**
 * The wire for deliveries: one that reaches this machine alone, sends each delivery once, since another attempt would
 * be another delivery, and names itself as HubSpot does.
 */
export function createDeliveryWire(options: { clock?: Clock } = {}): Wire {
  return createWire({
    ...options,
    allowedHosts: [],
    maxTries: 1,
    timeoutMs: TIMEOUT_MS,
    userAgent: HUBSPOT_AGENT,
  });
}

/**
 * Sends one delivery to an engine on this machine, signed with versions 1 and 3 and under the headers that HubSpot's
 * own deliveries carry.
 *
 * @param wire from `createDeliveryWire`, or within a scope of it
 * @throws {EvidenceFailure} `not-allowed` for an address that is not this machine's, and what the wire throws
 */
export async function sendDelivery(
  wire: Sender,
  { url, body, ...signing }: Sending,
): Promise<DeliveryAnswer> {
  if (!isOnThisMachine(url)) {
    throw new EvidenceFailure({
      kind: 'not-allowed',
      message: 'Deliveries are sent to this machine only, to an address like http://127.0.0.1:8787/.',
    });
  }
  const signed = signing.publicUrl?.reveal() ?? new URL(url).href;
  const answer = await wire.send({
    url,
    method: 'POST',
    redirect: 'manual',
    secretPath: true,
    body,
    headers: {
      'content-type': 'application/json',
      accept: '*/*',
      'x-hubspot-timeout-millis': String(TIMEOUT_MS),
      ...(signing.secret && signatureHeaders(signing.secret, signed, body, wire.clock.now())),
    },
  });
  return { status: answer.status, text: answer.body.trim() };
}

function signatureHeaders(
  secret: Secret,
  url: string,
  body: string,
  timestamp: number,
): Record<string, string> {
  return {
    'x-hubspot-signature': signV1(secret, body),
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature-v3': signV3(secret, { method: 'POST', url, body }, timestamp),
    'x-hubspot-request-timestamp': String(timestamp),
  };
}
