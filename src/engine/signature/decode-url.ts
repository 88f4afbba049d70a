/** What HubSpot decodes in a URL before it signs it (HubSpot docs, "Validating requests"); nothing else is decoded. */
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

const ENCODED = new RegExp(Object.keys(DECODED).join('|'), 'gi');

/** A URL as HubSpot documents it inside a v3 signature. */
export function decodeUrl(url: string): string {
  return url.replace(ENCODED, (encoded) => DECODED[encoded.toUpperCase()] ?? encoded);
}
