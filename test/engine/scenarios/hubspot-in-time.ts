import { setImmediate } from 'node:timers/promises';
import type { HubSpotReader, HubSpotWriter } from '../../../src/core/ports.ts';
import type { Secret } from '../../../src/core/secret.ts';
import { createHubSpotReader } from '../../../src/hubspot/reader.ts';
import { createHubSpotWriter } from '../../../src/hubspot/writer.ts';
import { urlFacts } from '../../../src/redact/url-facts.ts';
import { createWire, type Sender } from '../../../src/wire/wire.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { HubSpotGate } from './hubspot-gate.ts';

/** How long the engine waits for an answer, as `engine start` does. */
const CALL_TIMEOUT_MS = 10_000;

/** Turns of the event loop in which nothing may happen before a moment counts as over. */
const CALM_TURNS = 3;

export interface HubSpotInTime {
  hubspot: HubSpotReader & HubSpotWriter;
  /** Resolves when every call has its answer, or waits for one that will not come, and the rest is done too. */
  calm(isRestDone: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** HubSpot over the real wire, whose calls use up time that a scenario moves. */
export function connectHubSpot({ url, token, time, gate }: Connection): HubSpotInTime {
  const wire = createWire({
    allowedHosts: [],
    maxTries: 1,
    // A call that gets no answer is ended by virtual time below, long before this.
    timeoutMs: 60_000,
    userAgent: 'opencx-hubspot/scenarios',
  });
  let open = 0;
  let timedOut = 0;

  const inTime: Sender = {
    clock: wire.clock,
    async send(request) {
      const stop = new AbortController();
      const callOff = time.at(time.now() + CALL_TIMEOUT_MS, () => {
        timedOut += 1;
        stop.abort(new DOMException('', 'TimeoutError'));
      });
      try {
        return await wire.within({ signal: stop.signal }).send(request);
      } finally {
        callOff();
      }
    },
  };
  const access = { wire: inTime, baseUrl: url, token };
  const port = {
    ...createHubSpotReader({ ...access, describeUrl: urlFacts }),
    ...createHubSpotWriter(access),
  };
  const methods = Object.entries(port).map(([name, method]) => [
    name,
    async (...given: unknown[]) => {
      open += 1;
      try {
        return await (method as Call)(...given);
      } finally {
        open -= 1;
      }
    },
  ]);
  return {
    hubspot: Object.fromEntries(methods),
    async calm(isRestDone) {
      for (let turns = 0; turns < CALM_TURNS; turns += 1) {
        await setImmediate();
        const isWaitingInVain = open === gate.held - timedOut;
        if (!isWaitingInVain || !isRestDone()) turns = -1;
      }
    },
    close: () => wire.close(),
  };
}

type Call = (...given: unknown[]) => Promise<unknown>;

interface Connection {
  url: string;
  token: Secret;
  time: VirtualTime;
  gate: Pick<HubSpotGate, 'held'>;
}
