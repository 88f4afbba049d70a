import { Buffer } from 'node:buffer';

/** Claims that name an organization, surest first, so that two URLs of one issuer are compared by the same claim. */
const CLAIMS = [
  'organizationid',
  'organisationid',
  'orgid',
  'organization',
  'organisation',
  'org',
  'tenantid',
  'tenant',
];
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * The organization that a URL names: the claim of a JWT in one of its path segments or query values. Nothing is
 * verified, since the value is only compared with that of another URL; what is no JWT is passed over.
 *
 * That OpenCX's webhook URL carries such a token is inferred from its other integrations, so a URL without one
 * says nothing at all.
 */
export function organizationOf(url: URL): string | undefined {
  const places = [...url.pathname.split('/'), ...url.searchParams.values()];
  for (const place of places) {
    const organization = organizationClaim(decoded(place));
    if (organization !== undefined) return organization;
  }
  return undefined;
}

function organizationClaim(text: string): string | undefined {
  if (!JWT.test(text)) return undefined;
  const [header, payload] = text.split('.').map(jsonObject);
  if (!header || !payload) return undefined;
  const claims = new Map(Object.entries(payload).map(([name, value]) => [claimName(name), value]));
  for (const name of CLAIMS) {
    const organization = identity(claims.get(name));
    if (organization !== undefined) return organization;
  }
  return undefined;
}

/** `org_id`, `orgId` and `https://open.cx/org_id` are one claim. */
function claimName(name: string): string {
  return name
    .slice(name.lastIndexOf('/') + 1)
    .replaceAll(/[_-]/g, '')
    .toLowerCase();
}

function identity(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && 'id' in value) return identity(value.id);
  return undefined;
}

function jsonObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
