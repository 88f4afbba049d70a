/** What the probes reach HubSpot and OpenCX through: a connection, or the reason why there is none to ask. */
import type { World } from '../../checks/shared/probe.ts';
import { withoutToken } from '../../checks/shared/without-token.ts';
import { otherKind } from '../../checks/token/forms.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../core/evidence.ts';
import { type Given, variableFor } from '../core/given.ts';
import type { Secret } from '../core/secret.ts';
import type { Measure, MeasureScope } from '../doctor/gather.ts';
import { PARTS } from '../hubspot/library.ts';
import { personalAccessKeyForm } from '../redact/token-form.ts';
import type { CallRecord } from '../wire/call-record.ts';
import {
  type Access,
  type Clients,
  type ConnectOptions,
  connect,
  systemClock,
  takesKeys,
} from './connect.ts';
import { loadWhileWaiting } from './while-waiting.ts';

export interface OpenWorld {
  world: World;
  measure: Measure;
  /** Every request that was made, in the order in which they ended. */
  calls: readonly CallRecord[];
  close(): Promise<void>;
}

/** For the call that is under way when something that makes many is told to end. */
const TIME_TO_END_MS = 3000;

export interface WorldSettings extends Access {
  given: Given;
}

/** Connects the probes; loads no HTTP client where no call may be made. */
export async function openWorld(settings: WorldSettings, options: ConnectOptions): Promise<OpenWorld> {
  return settings.given.offline ? offlineWorld(settings.given) : liveWorld(settings, options);
}

/** The same connection, for probes that are given something else. */
export function worldGiven(open: OpenWorld, given: Given): OpenWorld {
  return {
    ...open,
    world: { ...open.world, given },
    measure: (scope, work) => open.measure(scope, (world) => work({ ...world, given })),
  };
}

function offlineWorld(given: Given): OpenWorld {
  // Whoever gives a token wants it looked at, so that it was not is told; without one nothing else was to be expected.
  const refuse = (): never => {
    if (given.token === undefined) throw new EvidenceNotGiven('Not looked at, because of --offline.');
    throw new EvidenceFailure({
      kind: 'not-allowed',
      message: 'it was not asked for, because of --offline.',
    });
  };
  const world = {
    given,
    clock: systemClock,
    mustEnd: () => true,
    tell: () => {},
    hubspot: refuse,
    developer: given.personalAccessKey ? refuse : refuseWithoutPersonalKey,
    opencx: given.openCxKey ? refuse : () => refuseWithoutKey(given),
    pingWebhook: async () => refuse(),
  };
  return {
    world,
    measure: async (_scope, work) => ({ outcome: await settle(() => work(world)), calls: 0 }),
    calls: [],
    close: async () => {},
  };
}

async function liveWorld(settings: WorldSettings, options: ConnectOptions): Promise<OpenWorld> {
  const { given } = settings;
  const connection = await connect(settings, options);
  const { wire, over, close } = connection;
  // A conversation's customer and ticket are asked for once it is known who and which they are.
  loadWhileWaiting(PARTS.contacts, PARTS.tickets);
  /** @param scope of one probe; the connection's own without one */
  const worldOf = (clients: () => Clients, scope?: MeasureScope): World => ({
    given,
    clock: systemClock,
    mustEnd: () =>
      scope?.mustEnd?.() ||
      systemClock.now() > (scope?.deadlineAt ?? Number.POSITIVE_INFINITY) - TIME_TO_END_MS,
    tell: (progress) => scope?.onTold?.(progress),
    hubspot: () => clients().hubspot() ?? refuseWithoutToken(given),
    developer: () => clients().developer() ?? refuseWithKey(settings),
    opencx: () => clients().opencx() ?? refuseWithoutKey(given),
    pingWebhook: (target) => clients().pingWebhook(target),
  });
  return {
    world: worldOf(() => connection),
    measure: async (scope, work) => {
      let calls = 0;
      // Most probes make no call, and so want no clients, and no signal either.
      let made: Clients | undefined;
      const clients = (): Clients => {
        made ??= over(
          wire.within({
            signal: scope.signal,
            deadlineAt: scope.deadlineAt,
            onTry: () => (calls += 1),
            onRateLimit: (milliseconds) => scope.onRateLimit(milliseconds),
          }),
        );
        return made;
      };
      const outcome = await settle(() => work(worldOf(clients, scope)));
      return { outcome, calls };
    },
    calls: wire.calls,
    close,
  };
}

async function settle<T>(work: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

/** What is no HubSpot token is not sent to HubSpot: it may be somebody's key to something else. */
function refuseWithoutToken(given: Given): never {
  if (given.token === undefined) throw withoutToken(given);
  throw new EvidenceFailure({
    kind: 'not-allowed',
    message: 'what was given is no usable HubSpot token, so it was not sent.',
  });
}

function refuseWithoutKey(given: Given): never {
  throw new EvidenceNotGiven(`No OpenCX API key was given (${variableFor('keyVariable', given)}).`);
}

function refuseWithoutPersonalKey(): never {
  throw new EvidenceNotGiven(
    'No personal access key was given (HUBSPOT_PERSONAL_ACCESS_KEY, or --personal-access-key-file FILE); it shows what of a project app is deployed.',
  );
}

/** Why a personal access key was not sent. */
function refuseWithKey({ given, hubspotUrl }: WorldSettings): never {
  const { personalAccessKey } = given;
  if (personalAccessKey === undefined) refuseWithoutPersonalKey();
  const message = takesKeys(hubspotUrl)
    ? `what was given as the personal access key ${otherThanKey(personalAccessKey, given)}, so it was not sent.`
    : `a personal access key is sent to HubSpot alone, and ${URL.parse(hubspotUrl)?.host} is not HubSpot's.`;
  throw new EvidenceFailure({ kind: 'not-allowed', message });
}

function otherThanKey(key: Secret, given: Given): string {
  const { kind } = personalAccessKeyForm(key.reveal());
  if (kind === 'hubspot-app')
    return `is the access token of an app, which belongs in ${variableFor('tokenVariable', given)}`;
  const seems = otherKind(kind);
  return seems ? `seems to be ${seems}` : 'has not the form of one';
}
