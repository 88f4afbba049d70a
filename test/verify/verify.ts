/**
 * Goes through the open questions one by one, against a real portal or an emulated one, and gives the record. For
 * `npm run verify:live`, whose command line is `run.ts`.
 */
import { OPENCX } from '../../src/config/base-url.ts';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import type { Secret } from '../../src/core/secret.ts';
import { developerCalls, exchangeOf } from '../../src/hubspot/developer-calls.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import { tokenForm } from '../../src/redact/token-form.ts';
import { toolVersion } from '../../src/run/package.ts';
import { createJsonApi, type JsonApi, withBearer } from '../../src/wire/json-api.ts';
import { createWire, type Wire } from '../../src/wire/wire.ts';
import { readingOnly, type Seen } from './asked.ts';
import type { Asked, Question } from './question.ts';
import { INTROSPECTION, tokenFacts } from './questions/account.ts';
import { QUESTIONS } from './questions/index.ts';
import type { Finding, VerificationRecord } from './record.ts';

/** Milliseconds for one call. */
const TIMEOUT_MS = 20_000;

/** What whoever asks has; only the token is needed. */
export interface Keys {
  token: Secret;
  developerKey?: Secret | undefined;
  personalAccessKey?: Secret | undefined;
  openCxKey?: Secret | undefined;
}

export interface Addresses {
  hubspotUrl: string;
  openCxUrl?: string;
}

/**
 * Asks every question, each whatever became of the others.
 *
 * @param told of each as soon as it is settled
 * @throws EvidenceFailure where HubSpot does not take the token, or cannot be reached
 */
export async function verify(
  keys: Keys,
  { hubspotUrl, openCxUrl = OPENCX.defaultUrl }: Addresses,
  told: (finding: Finding) => void = () => {},
): Promise<VerificationRecord> {
  const secrets = Object.values(keys).filter((key) => key !== undefined);
  const redactor = createRedactor(secrets);
  const wire = createWire({
    allowedHosts: [new URL(hubspotUrl).hostname, new URL(openCxUrl).hostname],
    timeoutMs: TIMEOUT_MS,
    userAgent: `opencx-hubspot/${toolVersion()}`,
  });
  try {
    const seen: Seen[] = [];
    const asked = await whomToAsk(
      wire,
      keys,
      { hubspotUrl, openCxUrl },
      (call) => seen.push(call),
      (learnt) => redactor.learn(learnt),
    );
    const findings: Finding[] = [];
    for (const question of QUESTIONS) {
      seen.length = 0;
      const finding = redactor.redactIn({ ...(await settled(question, asked)), seen: [...seen] });
      findings.push(finding);
      told(finding);
    }
    const { region = null } = regionOf(keys.token);
    return { tool: `opencx-hubspot ${toolVersion()}`, at: new Date().toISOString(), region, findings };
  } finally {
    await wire.close();
  }
}

async function settled({ id, asks, settle }: Question, asked: Asked): Promise<Omit<Finding, 'seen'>> {
  try {
    return { id, asks, outcome: await settle(asked) };
  } catch (error) {
    if (!(error instanceof EvidenceFailure)) throw error;
    return { id, asks, outcome: { open: `It could not be asked: ${error.message}` } };
  }
}

async function whomToAsk(
  wire: Wire,
  { token, developerKey, personalAccessKey, openCxKey }: Keys,
  { hubspotUrl, openCxUrl }: Required<Addresses>,
  saw: (seen: Seen) => void,
  learn: (secrets: readonly Secret[]) => void,
): Promise<Asked> {
  const reading = (api: JsonApi) => readingOnly(api, saw);
  const hubspot = reading(createJsonApi(withBearer(wire, token), hubspotUrl));
  const { status, body } = await hubspot({ path: INTROSPECTION, body: { tokenKey: token.reveal() } });
  if (status === 401) throw refused();
  const developerPlatform = (key: Secret) => {
    const calls = developerCalls({ wire, baseUrl: hubspotUrl, exchange: exchangeOf(key, learn) });
    return { ask: reading(calls.ask), hubSpotTime: calls.hubSpotTime };
  };
  return {
    hubspot,
    token: status === 200 ? tokenFacts(body) : {},
    tokenText: token.reveal(),
    webhooksApi: developerKey && reading(withKeyInQuery(createJsonApi(wire, hubspotUrl), developerKey)),
    developer: personalAccessKey && developerPlatform(personalAccessKey),
    opencx: openCxKey && reading(createJsonApi(withBearer(wire, openCxKey), openCxUrl)),
  };
}

function withKeyInQuery(api: JsonApi, key: Secret): JsonApi {
  return (request) => api({ ...request, query: { ...request.query, hapikey: key.reveal() } });
}

function refused(): EvidenceFailure {
  const message = 'HubSpot does not take this token (401): copy it again from the Auth tab of the app.';
  return new EvidenceFailure({ kind: 'http', status: 401, message });
}

function regionOf(token: Secret): { region?: string } {
  const { form } = tokenForm(token.reveal(), 'the token');
  return 'region' in form && typeof form.region === 'string' ? { region: form.region } : {};
}
