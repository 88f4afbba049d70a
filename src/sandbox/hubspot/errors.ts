import { correlatedReply, htmlReply, jsonReply, type Reply } from '../reply.ts';

/**
 * HubSpot's error answers, each in the form in which HubSpot writes it (HubSpot docs, "Error handling"; captured
 * answers where the docs show none).
 */

interface ErrorFields {
  category?: string;
  subCategory?: string;
  context?: Record<string, readonly string[]>;
  errors?: readonly unknown[];
  links?: Record<string, string>;
  [field: string]: unknown;
}

const SCOPES_PAGE = 'https://developers.hubspot.com/scopes';
const AUTH_PAGE = 'https://developers.hubspot.com/docs/methods/auth/oauth-overview';
const AUTH_FAILURE = { 'X-HubSpot-Auth-Failure': '401 Unauthorized' };
const MILLISECONDS_PER_DAY = 86_400_000;

export function hubSpotError(
  status: number,
  message: string,
  fields: ErrorFields = {},
  headers: Record<string, string> = {},
): Reply {
  return correlatedReply(
    status,
    (correlationId) => ({ status: 'error', message, correlationId, ...fields }),
    headers,
  );
}

export function credentialsNotFound(): Reply {
  return hubSpotError(
    401,
    `Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at ${AUTH_PAGE}`,
    { category: 'INVALID_AUTHENTICATION' },
    AUTH_FAILURE,
  );
}

export function tokenExpired(expiredAt: string, seconds: number): Reply {
  return hubSpotError(
    401,
    `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
    { category: 'EXPIRED_AUTHENTICATION', context: { 'expire time': [expiredAt] } },
    AUTH_FAILURE,
  );
}

/** What a secret of another kind gets: HubSpot reads no expiry from it and takes the year 1970. */
export function tokenUndecodable(now: string): Reply {
  const days = Math.floor(Date.parse(now) / MILLISECONDS_PER_DAY);
  return hubSpotError(
    401,
    `The OAuth token used to make this call expired ${days} day(s) ago.`,
    { category: 'EXPIRED_AUTHENTICATION', context: { 'expire time': ['1970-01-01T00:00:00Z'] } },
    AUTH_FAILURE,
  );
}

/** The 401 of some older paths. */
export function credentialsMissing(): Reply {
  return hubSpotError(401, 'Any of the listed authentication credentials are missing', {}, AUTH_FAILURE);
}

export function wrongHublet(hubId: number, correctHublet: string): Reply {
  return hubSpotError(
    488,
    `Hub ${hubId} is unknown to this Hublet, but it appears to exist in Hublet ${correctHublet}`,
    { correctHublet },
  );
}

/** How a 403 names the scopes that it misses. `granular` is the form of today; the others are older or rarer. */
export type ScopeErrorForm =
  | 'granular'
  | 'required-scopes'
  | 'missing-scopes'
  | 'message-only'
  | 'unavailable';

export function missingScopes(
  need: { form: 'any' | 'all'; names: readonly string[] },
  form: ScopeErrorForm,
): Reply {
  const sentence =
    need.form === 'any'
      ? 'One or more of the following scopes are required.'
      : 'All of the following scopes are required.';
  const fields = { links: { scopes: SCOPES_PAGE }, category: 'MISSING_SCOPES' };
  const message = `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${SCOPES_PAGE}.`;
  switch (form) {
    case 'granular':
      return hubSpotError(403, message, {
        errors: [{ message: sentence, context: { requiredGranularScopes: need.names } }],
        ...fields,
      });
    case 'required-scopes':
      return hubSpotError(403, message, {
        errors: [{ message: sentence, context: { requiredScopes: need.names } }],
        ...fields,
      });
    case 'missing-scopes':
      return hubSpotError(403, message, { context: { missingScopes: need.names }, ...fields });
    case 'message-only':
      return hubSpotError(403, `${sentence.slice(0, -1)}: [${need.names.join(', ')}]`, fields);
    case 'unavailable':
      return hubSpotError(
        403,
        "The scope needed for this API call isn't available for public use. If you have questions, contact support or post in our developer forum.",
        { category: 'MISSING_SCOPES' },
      );
  }
}

export function creatorRemoved(): Reply {
  return hubSpotError(403, 'The user who created this app does not have permissions to make this call.', {
    category: 'USER_DOES_NOT_HAVE_PERMISSIONS',
  });
}

export function developerKeyWanted(): Reply {
  return hubSpotError(
    403,
    "This API can't be called using an OAuth access token. A valid developer API key must be provided in the hapikey query parameter.",
  );
}

/** A 403 that has to do with the account's plan or a beta, and not with scopes. */
export function gated(): Reply {
  return hubSpotError(403, 'This account does not have access to this feature.', { category: 'GATED' });
}

export type LimitPolicy = 'DAILY' | 'TEN_SECONDLY_ROLLING' | 'SECONDLY';

const LIMIT_MESSAGES: Record<LimitPolicy, string> = {
  DAILY: 'You have reached your daily limit.',
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
};

/** 429. HubSpot documents no Retry-After for it, so there is none. */
export function limitReached(policyName: LimitPolicy): Reply {
  return correlatedReply(429, (correlationId) => ({
    status: 'error',
    message: LIMIT_MESSAGES[policyName],
    errorType: 'RATE_LIMIT',
    correlationId,
    policyName,
    requestId: correlationId,
  }));
}

export function unparsablePathParameter(name: string): Reply {
  return hubSpotError(400, `Unable to parse value for path parameter: ${name}`);
}

export function unparsableQueryParameter(name: string): Reply {
  return hubSpotError(400, `Unable to parse value for query parameter: ${name}`);
}

export function invalidInput(message: string, errors?: readonly unknown[]): Reply {
  return hubSpotError(400, message, { ...(errors && { errors }), category: 'VALIDATION_ERROR' });
}

/** The CRM's form of 400: the details are JSON inside the message. */
function invalidProperty(error: string, name: string, message: string, portalId: number): Reply {
  const details = { isValid: false, message, error, name, localizedErrorMessage: message, portalId };
  return invalidInput(`Property values were not valid: ${JSON.stringify([details])}`);
}

export function unknownProperty(name: string, portalId: number): Reply {
  return invalidProperty('PROPERTY_DOESNT_EXIST', name, `Property "${name}" does not exist`, portalId);
}

export function invalidOption(
  name: string,
  value: string,
  options: readonly string[],
  portalId: number,
): Reply {
  const message = `${value} was not one of the allowed options: [${options.join(', ')}]`;
  return invalidProperty('INVALID_OPTION', name, message, portalId);
}

export function missingRequiredProperty(name: string): Reply {
  return invalidInput('Property values were not valid', [
    { message: `${name} is required`, code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: [name] } },
  ]);
}

export function resourceNotFound(): Reply {
  return hubSpotError(404, 'resource not found');
}

export function objectNotFound(objectId: string): Reply {
  return hubSpotError(404, 'Object not found. objectId is usually positive.', {
    context: { objectId: [objectId] },
    category: 'OBJECT_NOT_FOUND',
  });
}

export function contactExists(existingId: string): Reply {
  return hubSpotError(409, `Contact already exists. Existing ID: ${existingId}`, { category: 'CONFLICT' });
}

/** 477: the account moves between data centres. */
export function accountMoving(retryAfterSeconds: number): Reply {
  return hubSpotError(
    477,
    'This account is being migrated to another data center.',
    {},
    { 'Retry-After': String(retryAfterSeconds) },
  );
}

function page(title: string, text: string): string {
  return `<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>\n<title>${title}</title>\n</head>\n<body><h2>${title}</h2>\n<p>${text}</p>\n</body>\n</html>\n`;
}

export function unknownRoute(): Reply {
  return htmlReply(404, page('Error 404 Not Found', 'The page you were looking for does not exist.'));
}

/** A 404 that says JSON and holds nothing. */
export function emptyNotFound(): Reply {
  return { ...jsonReply(404, ''), body: () => '' };
}

export function methodNotAllowed(): Reply {
  return htmlReply(405, page('Error 405 Method Not Allowed', 'HTTP method is not supported by this URL.'));
}

const GATEWAY_TITLES: Record<number, string> = {
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** A 5xx as the gateway in front of the service writes it: HTML. */
export function gatewayError(status: 502 | 503): Reply {
  return htmlReply(status, page(`${status} ${GATEWAY_TITLES[status]}`, 'cloudflare'));
}
