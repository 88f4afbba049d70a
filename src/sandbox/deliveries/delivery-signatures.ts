import { createHash, createHmac } from 'node:crypto';

/**
 * HubSpot's signatures of a delivery, made from HubSpot's documentation alone ("Validating requests"): version 1 and
 * version 3 side by side, as captured deliveries have them.
 */

/** What version 3 decodes in the URL before it signs; everything else stays as it is. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

function decodedForSigning(url: string): string {
  return url.replaceAll(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);
}

/** Headers that sign a POST of `body` to `url`; `timestamp` in epoch milliseconds. */
export function signatureHeaders(
  secret: string,
  url: string,
  body: string,
  timestamp: number,
): Record<string, string> {
  const first = createHash('sha256')
    .update(secret + body)
    .digest('hex');
  const signed = `POST${decodedForSigning(url)}${body}${timestamp}`;
  const third = createHmac('sha256', secret).update(signed).digest('base64');
  return {
    'x-hubspot-signature': first,
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature-v3': third,
    'x-hubspot-request-timestamp': String(timestamp),
  };
}
