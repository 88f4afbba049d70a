import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import type { Scope } from '../../src/wire/call.ts';
import type { NamedProxy } from '../../src/wire/proxy.ts';
import { createWire, type Sender, type Wire, type WireOptions } from '../../src/wire/wire.ts';
import { type Fault, type FaultServer, faultServer, listen } from './fault-server.ts';

export interface TestWire extends Wire {
  /** Milliseconds that were waited between tries; no time passed for them but on the wire's own clock. */
  waits: number[];
}

/** A wire whose clock moves only when it waits; closed when the test ends. */
export function openWire(options: Partial<WireOptions> = {}): TestWire {
  let now = Date.parse('2026-10-01T08:00:00Z');
  const waits: number[] = [];
  const wire = createWire({
    allowedHosts: [],
    timeoutMs: 10_000,
    userAgent: 'opencx-hubspot/test',
    clock: { now: () => now },
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    ...options,
  });
  onTestFinished(() => wire.close());
  return Object.assign(wire, { waits });
}

export interface CountedSender extends Sender {
  /** Requests that were made within the scope. */
  tries: number;
}

export function counted(wire: Wire, scope: Partial<Scope> = {}): CountedSender {
  const onTry = () => {
    sender.tries += 1;
  };
  const inScope = wire.within({ signal: new AbortController().signal, ...scope, onTry });
  const sender = Object.assign(inScope, { tries: 0 });
  return sender;
}

/** A proxy as the environment would name it. */
export function named(address: string): NamedProxy {
  return { address, variable: 'HTTPS_PROXY' };
}

/** A fault server that is closed when the test ends. */
export async function openServer(...script: Fault[]): Promise<FaultServer> {
  const server = await faultServer(...script);
  onTestFinished(() => server.close());
  return server;
}

/** The port of a plain HTTP server, which answers a TLS greeting with a 400 in clear; closed when the test ends. */
export async function plainHttpPort(): Promise<number> {
  const server = createServer();
  onTestFinished(() => {
    server.close();
  });
  return listen(server);
}

/** The failure that work ends with; anything else fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<EvidenceFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof EvidenceFailure) return error;
    throw error;
  }
  throw new Error('It was expected to fail and did not.');
}
