/**
 * What kept a run from learning much, where it lies with whoever runs the tool: no token, no way to HubSpot, or somebody
 * else answering in its place. It says nothing of HubSpot or OpenCX, so it is no cause.
 */
import { type EvidenceSet, FACTS, isEvidenceKey } from '../../checks/facts.ts';
import { isHubSpots } from '../config/base-url.ts';
import type { ConnectionMode } from '../core/connection.ts';
import type { ErrorKind, Evidence, EvidenceError } from '../core/evidence.ts';
import { TOKEN_VARIABLE } from '../core/given.ts';
import type { Obstacle } from '../core/report.ts';

/** Of a call that is known to have gone somewhere. */
type HostError = EvidenceError & { host: string };

/** No answer came. */
const UNREACHED: ReadonlySet<ErrorKind> = new Set(['dns', 'tls', 'refused', 'reset', 'timeout']);

/** How anybody can see for themselves whether the way is open; curl reads the same variables. */
const TRY =
  'To see whether the way is open: `curl -sS -o /dev/null -w "%{http_code}\\n" https://api.hubapi.com/`';

function noToken(variable: string): Obstacle {
  return {
    id: 'no-token',
    owner: 'you',
    title: 'No HubSpot token was given to this tool',
    measured: `${variable} is not set, and no --token-file was named.`,
    fixes: [
      `Set ${variable} to the token that OpenCX uses, or name a file that holds it with --token-file FILE.`,
      "A HubSpot admin finds it in the app whose token was pasted into OpenCX: Development -> Legacy apps, the app's Auth page.",
      'Connected by OAuth, without a token of your own? Say so: --mode oauth.',
    ],
  };
}

/**
 * @param evidence all that was gathered
 * @param mode with OAuth, OpenCX holds the tokens, so that none is missing here
 */
export function obstacleOf(evidence: EvidenceSet, mode: ConnectionMode): Obstacle | null {
  const form = evidence['token.form'];
  if (mode !== 'oauth' && form?.outcome === 'error' && form.error.kind === 'not-configured')
    return noToken(form.error.variable ?? TOKEN_VARIABLE);
  const failure = sharedFailure(askedOfHubSpot(evidence)) ?? withoutRoutes(evidence);
  return failure ? onTheWay(failure) : null;
}

function askedOfHubSpot(evidence: EvidenceSet): Evidence<unknown>[] {
  return Object.entries(evidence)
    .filter(([key, { source }]) => source === 'live' && isEvidenceKey(key) && !FACTS[key].askedOf)
    .map(([, item]) => item);
}

/** Undefined as soon as HubSpot itself has said anything: then what failed is a matter of that one call. */
function sharedFailure(asked: readonly Evidence<unknown>[]): HostError | undefined {
  const errors: HostError[] = [];
  for (const item of asked) {
    if (item.outcome === 'missing') continue;
    // What was concluded without a call may rest on OpenCX's word alone.
    if (item.outcome === 'ok' && item.calls === 0) continue;
    if (item.outcome === 'ok' || !isInBetween(item.error)) return undefined;
    const { host } = item.error;
    if (host !== undefined) errors.push({ ...item.error, host });
  }
  // A call that ran out of time may only have waited for one that failed for a reason.
  return errors.find(({ kind }) => kind !== 'timeout') ?? errors[0];
}

/** Every portal has details: an address that does not have them, and accepts no token, is not HubSpot's API, whatever it is. */
function withoutRoutes({
  'account.details': details,
  'token.introspection': introspection,
}: EvidenceSet): HostError | undefined {
  if (details?.outcome !== 'error' || introspection?.outcome === 'ok') return undefined;
  const { status, host, message } = details.error;
  return status === 404 && host !== undefined ? { kind: 'parse', host, message } : undefined;
}

function isInBetween({ kind }: EvidenceError): boolean {
  return UNREACHED.has(kind) || kind === 'parse';
}

function onTheWay({ kind, host, proxy, message }: HostError): Obstacle {
  const found = { owner: 'you', measured: message } as const;
  if (proxy && UNREACHED.has(kind)) {
    return {
      ...found,
      id: 'proxy',
      title: `The proxy ${proxy.address}, which ${proxy.variable} names, does not lead to HubSpot`,
      fixes: [
        `Mend ${proxy.variable}, or start the proxy that it names.`,
        `Where HubSpot is reached without a proxy: unset ${proxy.variable}, or set NO_PROXY=${host}.`,
        TRY,
      ],
    };
  }
  if (!isHubSpots(`https://${host}`)) {
    return {
      ...found,
      id: 'wrong-base-url',
      title: `What HUBSPOT_API_URL or the configuration file names as HubSpot, ${host}, ${kind === 'parse' ? 'answers as something else' : 'does not answer'}`,
      fixes: [
        'To ask HubSpot itself, unset HUBSPOT_API_URL and take hubspot.apiUrl out of the configuration file.',
        `If ${host} is meant, see that it is up and that the address holds the whole path.`,
      ],
    };
  }
  if (kind === 'parse') {
    return {
      ...found,
      id: 'not-hubspot',
      title: `Something between here and HubSpot answers in the place of ${host}`,
      fixes: [
        `Look at what answers: \`curl -i https://${host}/\`. A sign-in page wants you to sign in to this network; a filter or a gateway wants to be told to let ${host} through.`,
        'Then run it again, or run it from another network.',
      ],
    };
  }
  return {
    ...found,
    id: 'no-network',
    title: `This machine gets no answer from ${host}`,
    fixes: [
      TRY,
      'Behind a proxy? Set HTTPS_PROXY. Behind a firewall? It has to let port 443 of that host through.',
      'If it fails from everywhere, look at https://status.hubspot.com.',
    ],
  };
}
