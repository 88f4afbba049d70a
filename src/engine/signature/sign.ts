import { createHash, createHmac } from 'node:crypto';
import type { Secret } from '../../core/secret.ts';

/** What a signature is made over. */
export interface SignedParts {
  /** `POST`. */
  method: string;
  /** The full URL that is called, query included. */
  url: string;
  /** The bytes of the body as they travel; JSON that was parsed and written again is another body. */
  body: string | Uint8Array;
}

/** Version 1, of webhook subscriptions: hex SHA-256 of client secret and body (HubSpot docs, "Validating requests"). */
export function signV1(secret: Secret, body: string | Uint8Array): string {
  return createHash('sha256').update(secret.reveal()).update(body).digest('hex');
}

/** Version 2, of workflow actions: hex SHA-256 of client secret, method, URL and body (HubSpot docs, same page). */
export function signV2(secret: Secret, { method, url, body }: SignedParts): string {
  return createHash('sha256')
    .update(secret.reveal() + method + url)
    .update(body)
    .digest('hex');
}

/**
 * Version 3: base64 HMAC-SHA-256 of method, URL, body and timestamp under the client secret (HubSpot docs, same page).
 *
 * @param timestamp epoch milliseconds, as the header carries them
 */
export function signV3(
  secret: Secret,
  { method, url, body }: SignedParts,
  timestamp: number | string,
): string {
  return createHmac('sha256', secret.reveal())
    .update(method + url)
    .update(body)
    .update(String(timestamp))
    .digest('base64');
}
