/**
 * A live test: follows one real message through HubSpot and OpenCX, and judges what was seen with everything else that
 * is known: `prove`. Reads alone, but for the one property of a named ticket that it may be asked to change.
 */

import { proxyOf } from '../../config/proxy.ts';
import { variableFor } from '../../core/given.ts';
import type { Secret } from '../../core/secret.ts';
import { typedForTest } from '../../doctor/command.ts';
import { proofChecks } from '../../doctor/selection.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor, type Redactor } from '../../redact/redactor.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { isOnThisMachine } from '../../wire/hosts.ts';
import { usableToken } from '../connect.ts';
import type { DoctorPorts, DoctorRequest, DoctorResult } from '../doctor.ts';
import { Examination } from '../examination.ts';
import type { RunSettings } from '../settings.ts';
import { settingsFor } from '../settings-for.ts';
import type { Surroundings } from '../surroundings.ts';
import { type OpenWorld, openWorld } from '../world.ts';
import { wishOf } from './change/plan.ts';
import { makeTest, type Test, type TestPorts } from './make-test.ts';
import { paceOf } from './pace.ts';

export interface ProveRequest
  extends Pick<DoctorRequest, 'flags' | 'sandbox' | 'typed' | 'timeoutMs' | 'deadlineMs'> {
  /** For each hop, in milliseconds; what a person has to do may take five times as long. */
  patienceMs: number;
  /** The property to change of the ticket that was named, and whether that was agreed to. */
  change?: { property: string; agreed: boolean };
}

export interface ProvePorts extends Pick<DoctorPorts, 'startProgress' | 'onNote'>, TestPorts {}

/**
 * Makes the test and judges it. Where the signal aborts meanwhile, what is known so far is judged.
 *
 * @throws UsageError for anything given that cannot be used, before any call is made
 */
export async function prove(
  request: ProveRequest,
  { redactor = createRedactor([]), ...surroundings }: Surroundings,
  ports: ProvePorts = {},
): Promise<DoctorResult> {
  const around = { ...surroundings, redactor };
  const { settings, sandbox, close } = await settingsOf(request, around);
  try {
    for (const { text } of settings.notes) ports.onNote?.(text);
    expectToken(settings);
    const { timeoutMs } = request;
    const test: Test = {
      pace: paceOf(
        request.patienceMs,
        sandbox ? 'played' : isOnThisMachine(settings.hubspotUrl) ? 'here' : 'hubspot',
      ),
      timeoutMs,
      settings,
      ...changeOf(request, settings),
      ...(sandbox && { sandbox }),
    };
    const learn = (secrets: readonly Secret[]) => redactor.learn(secrets);
    const open = await openWorld(settings, { timeoutMs, proxy: proxyOf(around.env), learn });
    try {
      const { proof, calls } = await makeTest(test, open, around, ports);
      settings.given.proof = proof;
      nameTheTests(settings);
      const judged = await judge(request, settings, open, around, ports);
      return { ...judged, calls: [...calls, ...judged.calls] };
    } finally {
      await open.close();
    }
  } finally {
    await close();
  }
}

async function settingsOf(
  { flags, sandbox: name }: ProveRequest,
  around: Surroundings & { redactor: Redactor },
): Promise<{ settings: RunSettings; sandbox?: Sandbox; close(): Promise<void> }> {
  if (name === undefined) return settingsFor({ flags }, around, {});
  const [{ startPortal }, { sandboxSettings }] = await Promise.all([
    import('../sandbox/start.ts'),
    import('../sandbox/settings.ts'),
  ]);
  const sandbox = await startPortal(name);
  try {
    // The test is to find out by itself what the portal's person could tell.
    const settings = await sandboxSettings(sandbox, flags, around, { saysNothing: true });
    return { settings, sandbox, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

function changeOf({ change }: ProveRequest, { given }: RunSettings): Pick<Test, 'change'> {
  return change ? { change: { ...wishOf(change.property, given), agreed: change.agreed } } : {};
}

function expectToken(settings: RunSettings): void {
  if (usableToken(settings)) return;
  throw new UsageError('A live test is watched in HubSpot, and there is no usable token to watch it with.', {
    hint: `Give it with ${variableFor('tokenVariable', settings.given)} or --token-file, or try \`opencx-hubspot prove --sandbox healthy-email\`.`,
  });
}

/** What is looked at beside the hops is the test's own conversation. */
function nameTheTests({ given }: RunSettings): void {
  const { message, session, answer } = given.proof ?? {};
  const seenIn = <V>(result: { value: V } | object | undefined) =>
    result && 'value' in result ? (result.value as V) : undefined;
  for (const name of ['threadId', 'ticketId', 'sessionId', 'contactEmail', 'linked'] as const)
    delete given[name];
  const { threadId } = seenIn(message) ?? {};
  const { sessionId } = seenIn(session) ?? {};
  const { ticketId } = seenIn(answer) ?? {};
  Object.assign(given, {
    ...(threadId !== undefined && { threadId }),
    ...(sessionId !== undefined && { sessionId }),
    ...(ticketId !== undefined && { ticketId }),
  });
}

/** How long what is known so far may take to be judged, when the test was broken off. */
const LAST_WORDS_MS = 5_000;

async function judge(
  { deadlineMs, timeoutMs, flags, typed }: ProveRequest,
  settings: RunSettings,
  open: OpenWorld,
  { signal, redactor }: Surroundings & { redactor: Redactor },
  { startProgress }: ProvePorts,
): Promise<DoctorResult> {
  const examination = new Examination({
    selection: proofChecks(settings.given),
    settings,
    open,
    suppressions: undefined,
    profile: flags.profile,
    ...(typed && { typed: typedForTest(typed, settings.given) }),
    timeoutMs,
    deadlineMs: signal.aborted ? Math.min(deadlineMs, LAST_WORDS_MS) : deadlineMs,
    // The first request to stop ended the test; what it came to is still to be told.
    signal: signal.aborted ? new AbortController().signal : signal,
    ...(startProgress && { startProgress }),
  });
  await examination.gather();
  const report = redactor.redactIn(examination.report());
  return { report, examination, looks: [{ examination, report }], calls: open.calls, redactor };
}
