/**
 * How HubSpot is asked with a personal access key: the key is exchanged for a token that lasts for some minutes, and
 * every call carries that token and the key's portal, as HubSpot's own command line has it.
 */
import { EvidenceFailure } from '../core/evidence.ts';
import type { KeyAccess } from '../core/hubspot/developer.ts';
import { readErrorBody } from '../core/hubspot/error-words.ts';
import type { Clock } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';
import { createJsonApi, type JsonApi, withBearer } from '../wire/json-api.ts';
import { readAnswer } from '../wire/read-answer.ts';
import type { Reader } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import type { Sender } from '../wire/wire.ts';
import { tokenForKey } from './developer-records.ts';
import { refusal } from './refusal.ts';

/** Whom HubSpot's developer platform is asked as, and where. */
export interface DeveloperAccess {
  wire: Sender;
  /** Of HubSpot or of this machine: the key goes nowhere else. */
  baseUrl: string;
  /** Shared by all that is asked with the key. */
  exchange: KeyExchange;
}

export interface DeveloperCalls {
  /** Asks with whatever status came; the token is renewed where it expires in the middle of a run. */
  ask: JsonApi;
  keyAccess(): Promise<KeyAccess>;
  /** Of HubSpot's clock, epoch milliseconds; never too early, by less than a second too late. */
  hubSpotTime(): Promise<number>;
  /** The same of the moment at which HubSpot took the key, and never too late. */
  keyTakenAt(): Promise<number>;
}

const SECOND_MS = 1_000;

/** What came for the key; the token is a secret like the key. */
interface Exchanged {
  token: Secret;
  access: KeyAccess;
  /** When, by HubSpot's clock and by this machine's; HTTP tells the former in whole seconds. Epoch milliseconds. */
  at: { hubSpot: number; here: number };
}

/** A key with what was exchanged for it, from the first call that needs it to the end of the run. */
export interface KeyExchange {
  readonly key: Secret;
  learn(secrets: readonly Secret[]): void;
  held?: Promise<Exchanged> | undefined;
}

/** @param learn told of the token as soon as it is there */
export function exchangeOf(key: Secret, learn: (secrets: readonly Secret[]) => void = () => {}): KeyExchange {
  return { key, learn };
}

export function developerCalls({ wire, baseUrl, exchange }: DeveloperAccess): DeveloperCalls {
  const held = () => {
    exchange.held ??= exchanged(createJsonApi(wire, baseUrl), exchange, wire.clock).catch(
      (error: unknown) => {
        // The next look may have more luck.
        exchange.held = undefined;
        throw error;
      },
    );
    return exchange.held;
  };
  const askWith = ({ token, access: { hubId } }: Exchanged): JsonApi => {
    const api = createJsonApi(withBearer(wire, token), baseUrl);
    const portal = hubId === undefined ? {} : { portalId: String(hubId) };
    return (request) => api({ ...request, query: { ...portal, ...request.query } });
  };
  return {
    keyAccess: async () => (await held()).access,
    hubSpotTime: async () => {
      const { at } = await held();
      return at.hubSpot + SECOND_MS + wire.clock.now() - at.here;
    },
    keyTakenAt: async () => (await held()).at.hubSpot,
    ask: async (request) => {
      const asking = held();
      const answer = await askWith(await asking)(request);
      if (!hasExpired(answer)) return answer;
      // Of several that were under way, the first to be told renews it for all.
      if (exchange.held === asking) exchange.held = undefined;
      return askWith(await held())(request);
    },
  };
}

/** The content of an answer. @throws EvidenceFailure for a refusal and for what cannot be read */
export function contentForKey<T>(read: Reader<T>, answer: WireAnswer): T {
  if (answer.status < 200 || answer.status >= 300) throw refusalOfKey(answer);
  return readAnswer(read, answer, 'HubSpot');
}

/** Whether something was refused to the key: it says what the key may not read, and nothing else. */
function isRefused({ kind, status = 0 }: EvidenceFailure['error']): boolean {
  return kind === 'http' && status >= 400 && status < 500 && status !== 429;
}

function refusalOfKey(answer: WireAnswer): EvidenceFailure {
  const { error, hints } = refusal(answer);
  if (!isRefused(error)) return new EvidenceFailure(error, hints);
  const message = `HubSpot does not show ${error.route} to this personal access key (${markOf(error)}).`;
  return new EvidenceFailure({ ...error, message }, hints);
}

function markOf({ status, category }: EvidenceFailure['error']): string {
  return category === undefined ? `${status}` : `${status}, ${category}`;
}

/** HubSpot's own word for a token whose time is over; the clock of this machine may be wrong. */
function hasExpired({ status, body }: WireAnswer): boolean {
  return status === 401 && readErrorBody(body).category === 'EXPIRED_AUTHENTICATION';
}

async function exchanged(api: JsonApi, { key, learn }: KeyExchange, clock: Clock): Promise<Exchanged> {
  const answer = await api({
    path: '/localdevauth/v1/auth/refresh',
    body: { encodedOAuthRefreshToken: key.reveal() },
    repeatable: true,
  });
  if (answer.status < 200 || answer.status >= 300) throw refusalOfExchange(answer);
  const { token, ...access } = readAnswer(tokenForKey, answer, 'HubSpot');
  const secret = new Secret(token);
  learn([secret]);
  const shown = Date.parse(answer.headers['date'] ?? '');
  const here = clock.now();
  return { token: secret, access, at: { hubSpot: Number.isNaN(shown) ? here : shown, here } };
}

function refusalOfExchange(answer: WireAnswer): EvidenceFailure {
  const { error, hints } = refusal(answer);
  if (!isRefused(error)) return new EvidenceFailure(error, hints);
  const message = `HubSpot did not accept the personal access key (${markOf(error)}): it may have been deleted, or belong to a user who has left.`;
  return new EvidenceFailure({ ...error, message }, hints);
}
