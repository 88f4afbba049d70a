import { EvidenceFailure } from '../../core/evidence.ts';
import type { Secret } from '../../core/secret.ts';
import { isLoopback } from '../../wire/hosts.ts';
import type { Wire } from '../../wire/wire.ts';

/** How endpoints of the user's are reached. */
export interface EndpointAccess {
  wire: Wire;
  /** Milliseconds for one request, at most the wire's own limit. */
  timeoutMs: number;
}

export interface EndpointOptions extends EndpointAccess {
  /** Whole URL, a secret: people put keys into it. */
  url: Secret;
  /** As sentences name it: `responder`, `delivery endpoint`. */
  role: string;
}

/** Whether a target that the user named is an endpoint, and not a file. */
export function isEndpoint(target: string): boolean {
  return /^https?:\/\//.test(target) && URL.canParse(target);
}

/** Sends one JSON document to an endpoint of the user's and resolves to the body of its answer. */
export type Endpoint = (document: unknown, signal: AbortSignal) => Promise<string>;

/**
 * An endpoint of the user's, on this machine or over https: what is sent holds customers' words.
 *
 * @throws EvidenceFailure `not-configured` for a URL that is neither; the endpoint throws for everything but a 2xx
 */
export function createEndpoint({ wire, url, timeoutMs, role }: EndpointOptions): Endpoint {
  requireSafe(url, role);
  return async (document, signal) => {
    const scope = { signal, deadlineAt: wire.clock.now() + timeoutMs };
    const { status, body } = await wire.within(scope).send({
      url: url.reveal(),
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(document),
      secretPath: true,
    });
    if (status >= 200 && status < 300) return body;
    throw new EvidenceFailure({
      kind: 'http',
      status,
      message: `The ${role} answered with status ${status}.`,
    });
  };
}

function requireSafe(url: Secret, role: string): void {
  const parsed = URL.parse(url.reveal());
  const isHttp = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  if (!isHttp || parsed.username !== '' || parsed.password !== '') {
    throw notUsable(
      `The URL of the ${role} must begin with https:// or http:// and hold no user name or password.`,
    );
  }
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    throw notUsable(`The URL of the ${role} must use https, since http leads to this machine only.`);
  }
}

function notUsable(message: string): EvidenceFailure {
  return new EvidenceFailure({ kind: 'not-configured', message });
}
