/** What of a webhook URL is told, and what of it is digested. */
export interface UrlTexts {
  /** `https:` */
  scheme: string;
  host: string;
  /** The whole URL as it is compared: host case, default port and one trailing slash of the path make no difference. */
  whole: string;
  /** The organization that it names. */
  organization?: string;
}

/**
 * The organization is the claim of a JWT in one of the path's segments or the query's values. Nothing is verified, since
 * the value is only compared with that of another URL; what is no JWT is passed over. That OpenCX's webhook URL carries such
 * a token is inferred from its other integrations, so a URL without one says nothing at all.
 *
 * The page of a form runs this very text in a browser, so it names nothing but what a browser has too.
 *
 * @returns undefined for what is no http or https URL, such as `localhost:3000`, which has the scheme `localhost:`
 */
export function urlTexts(text: string): UrlTexts | undefined {
  /** Claims that name an organization, surest first, so that two URLs of one issuer are compared by the same claim. */
  const claimsOfOrganization = [
    'organizationid',
    'organisationid',
    'orgid',
    'organization',
    'organisation',
    'org',
    'tenantid',
    'tenant',
  ];

  const jsonObject = (part: string): object | undefined => {
    // A last letter alone holds no byte.
    const whole = part.length % 4 === 1 ? part.slice(0, -1) : part;
    try {
      const bytes = Uint8Array.from(
        atob(whole.replaceAll('-', '+').replaceAll('_', '/')),
        (sign) => sign.codePointAt(0) ?? 0,
      );
      const value: unknown = JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      return typeof value === 'object' && value !== null ? value : undefined;
    } catch {
      return undefined;
    }
  };

  /** `org_id`, `orgId` and `https://open.cx/org_id` are one claim. */
  const claimName = (name: string): string =>
    name
      .slice(name.lastIndexOf('/') + 1)
      .replaceAll(/[_-]/g, '')
      .toLowerCase();

  const identity = (value: unknown): string | undefined => {
    if (typeof value === 'string') return value === '' ? undefined : value;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'object' && value !== null && 'id' in value) return identity(value.id);
    return undefined;
  };

  const organizationIn = (place: string): string | undefined => {
    if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(place)) return undefined;
    const [header, payload] = place.split('.').map(jsonObject);
    if (!header || !payload) return undefined;
    const claims = new Map(Object.entries(payload).map(([name, value]) => [claimName(name), value]));
    return claimsOfOrganization
      .map((name) => identity(claims.get(name)))
      .find((organization) => organization !== undefined);
  };

  const decoded = (segment: string): string => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return segment;
    }
  };

  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const organization = [...url.pathname.split('/'), ...url.searchParams.values()]
    .map((place) => organizationIn(decoded(place)))
    .find((found) => found !== undefined);
  const compared = new URL(url);
  compared.pathname = compared.pathname.replace(/\/$/, '');
  return {
    scheme: url.protocol,
    host: url.host,
    whole: compared.href,
    ...(organization === undefined ? {} : { organization }),
  };
}
