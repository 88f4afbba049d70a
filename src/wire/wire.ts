/**
 * The one way out of this process: sends a request under one policy of hosts, time, tries and pacing, and records it.
 * For whoever calls HubSpot, OpenCX or an endpoint of the user's; each wire is its own, and several live side by side.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/ports.ts';
import { makeCall, type Scope } from './call.ts';
import type { CallRecord } from './call-record.ts';
import { type Connections, openConnections } from './connections.ts';
import { type ProxySettings, proxyFor } from './proxy.ts';
import { type BuiltRequest, buildRequest, redirected, type WireAnswer, type WireRequest } from './request.ts';

export interface WireOptions {
  /** Hosts that may be called, `*.hubapi.com` for every name below one. This machine is always allowed. */
  allowedHosts: readonly string[];
  /** Tries of one request in all, the first included (OpenCX troubleshooting page, "Limits & timing": 3). */
  maxTries?: number;
  /** Milliseconds for each try, from the connection to the last byte. */
  timeoutMs: number;
  proxy?: ProxySettings;
  /** Shared with other wires, in the place of own ones; whoever opened them closes them. */
  connections?: Connections;
  userAgent: string;
  clock?: Clock;
  /** Waits between tries; rejects or returns early when the signal aborts. */
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What makes requests under a wire's policy. */
export interface Sender {
  /**
   * Every status is an answer.
   *
   * @throws EvidenceFailure when no answer came, the host is not allowed, or the request cannot be built
   */
  send(request: WireRequest): Promise<WireAnswer>;
  readonly clock: Clock;
}

export interface Wire extends Sender {
  /** A sender whose requests end with the scope. */
  within(scope: Scope): Sender;
  /** Every request that was made, in the order in which they ended. */
  readonly calls: readonly CallRecord[];
  /** Breaks off what is still open; on connections that are shared, what a scope has not ended goes on. */
  close(): Promise<void>;
}

const DOCUMENTED_TRIES = 3;

/** @throws EvidenceFailure `not-configured` when a proxy's address cannot be used */
export function createWire(options: WireOptions): Wire {
  const { allowedHosts, timeoutMs, userAgent, maxTries = DOCUMENTED_TRIES } = options;
  const calls: CallRecord[] = [];
  const clock = options.clock ?? { now: () => Date.now() };
  const agent = options.connections ?? openConnections(options.proxy ?? {}, timeoutMs);
  const policy = {
    allowedHosts,
    maxTries,
    timeoutMs,
    clock,
    sleep: options.sleep ?? ((milliseconds, signal) => delay(milliseconds, undefined, { signal })),
    record: (call: CallRecord) => calls.push(call),
  };

  function build(request: WireRequest): BuiltRequest {
    const built = buildRequest(request, userAgent);
    const proxy = proxyFor(built.url, options.proxy ?? {});
    return proxy ? { ...built, destination: { ...built.destination, proxy } } : built;
  }

  async function send(request: WireRequest, scope: Scope): Promise<WireAnswer> {
    let built = build(request);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await makeCall(agent, built, scope, policy);
      const next = redirected(built, answer, redirects);
      if (!next) return answer;
      built = build(next);
    }
  }

  return {
    send: (request) => send(request, { signal: new AbortController().signal }),
    within: (scope) => ({ send: (request) => send(request, scope), clock }),
    calls,
    clock,
    close: async () => {
      if (!options.connections) await agent.destroy();
    },
  };
}
