import { setTimeout as delay } from 'node:timers/promises';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { EvidenceFailure } from '../core/evidence.ts';
import type { Clock } from '../core/ports.ts';
import { carrier } from './carrier.ts';
import { type CallMarks, type Scope, withContext } from './context.ts';
import { connections, type ProxySettings } from './dispatcher.ts';
import { toEvidenceFailure } from './network-errors.ts';
import type { CallRecord } from './records.ts';

export interface WireOptions {
  /** Hosts that may be called, `*.hubapi.com` for every name below one. This machine is always allowed. */
  allowedHosts: readonly string[];
  /** Tries of one request in all, the first included (OpenCX troubleshooting page, "Limits & timing": 3). */
  maxTries?: number;
  /** Milliseconds for each try, from the connection to the last byte. */
  timeoutMs: number;
  proxy?: ProxySettings;
  userAgent: string;
  clock?: Clock;
  /** Waits between tries; rejects or returns early when the signal aborts. */
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The only way out of the process. */
export interface Wire {
  /**
   * Makes a request under the wire's policy. Every status is an answer.
   *
   * @throws EvidenceFailure when no answer came, the host is not allowed, or the request cannot be built
   */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /**
   * Runs work whose requests end with the scope, and counts them, tries included. What the work throws passes
   * through; work that settles by itself is counted however it ends.
   */
  within<T>(scope: Scope, work: () => Promise<T>): Promise<{ value: T; calls: number }>;
  /** Runs work whose requests are what the marks say. */
  marked<T>(marks: CallMarks, work: () => Promise<T>): Promise<T>;
  /** Every request that was made, in the order in which they ended. */
  readonly calls: readonly CallRecord[];
  readonly clock: Clock;
  /** Breaks off what is still open and gives the process its former dispatcher back. */
  close(): Promise<void>;
}

const DOCUMENTED_TRIES = 3;

/**
 * Opens the wire and makes it the dispatcher of the process: Node's `fetch`, and with it `@hubspot/api-client`, goes
 * through it until it is closed.
 *
 * @throws EvidenceFailure `not-configured` when a proxy's address cannot be used
 */
export function createWire(options: WireOptions): Wire {
  const { allowedHosts, timeoutMs, userAgent } = options;
  const calls: CallRecord[] = [];
  const clock = options.clock ?? { now: () => Date.now() };
  const agent = connections(options.proxy ?? {}, timeoutMs);
  const dispatcher = agent.compose(
    carrier({
      allowedHosts,
      timeoutMs,
      userAgent,
      clock,
      maxTries: options.maxTries ?? DOCUMENTED_TRIES,
      sleep: options.sleep ?? ((milliseconds, signal) => delay(milliseconds, undefined, { signal })),
      record: (call) => calls.push(call),
    }),
  );
  const former = getGlobalDispatcher();
  setGlobalDispatcher(dispatcher);

  return {
    fetch: (url, init) => send(url, init),
    within: async (scope, work) => {
      const meter = { calls: 0 };
      const value = await withContext({ scope, meter }, work);
      return { value, calls: meter.calls };
    },
    marked: (marks, work) => withContext(marks, work),
    calls,
    clock,
    close: async () => {
      if (getGlobalDispatcher() === dispatcher) setGlobalDispatcher(former);
      await agent.destroy();
    },
  };
}

async function send(url: string | URL, init: RequestInit | undefined): Promise<Response> {
  const request = build(url, init);
  try {
    return await fetch(request);
  } catch (error) {
    throw toEvidenceFailure(error, { host: new URL(request.url).host });
  }
}

/** The platform's own errors quote the URL or the header that they dislike, secrets included; ours do not. */
function build(url: string | URL, init: RequestInit | undefined): Request {
  try {
    return new Request(url, init);
  } catch {
    const host = URL.canParse(String(url)) ? new URL(url).host : undefined;
    throw new EvidenceFailure({
      kind: 'not-configured',
      message: host
        ? `The request to ${host} could not be built: a header holds characters that cannot be sent, or the address holds a user name.`
        : 'The address of the call is not a URL.',
      ...(host && { host }),
    });
  }
}
