/**
 * Decides whether a delivery is taken and keeps it before it is answered; knows nothing of HTTP. For the server,
 * and for tests that have no socket.
 */
import type { Clock } from '../../core/ports.ts';
import type { Secret } from '../../core/secret.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { Journal } from '../journal/journal.ts';
import { type RequestHeaders, type SignatureFinding, verifySignature } from '../signature/verify.ts';
import { judgeDelivery } from './parse.ts';

/**
 * What a signature decides. `enforce`: without a valid one a delivery is refused. `report`: it is taken, and its
 * events carry a note. A check without a secret cannot be asked for, so none is switched off by forgetting it.
 */
export type SignaturePolicy = { check: 'off' } | { check: 'enforce' | 'report'; secret: Secret };

/**
 * What is done about signatures where somebody named a mode, and where nobody did: with a client secret they are
 * enforced, without one there is nothing to check them with.
 *
 * @throws UsageError when a check is asked for and no client secret is known
 */
export function signaturePolicy(
  mode: SignaturePolicy['check'] | undefined,
  secret: Secret | undefined,
): SignaturePolicy {
  if (mode === 'off' || (mode === undefined && !secret)) return { check: 'off' };
  if (secret) return { check: mode ?? 'enforce', secret };
  throw new UsageError(`--signature ${mode} needs the app's client secret.`, {
    hint: 'Set HUBSPOT_CLIENT_SECRET; the app shows it on its Auth page.',
  });
}

export interface ReceptionOptions {
  signature: SignaturePolicy;
  journal: Pick<Journal, 'take' | 'refuse'>;
  clock: Clock;
}

/** A delivery whose body has been read whole. */
interface Delivery {
  method: string;
  /** URLs that the sender may have called, the likeliest first. */
  urls: Iterable<string>;
  headers: RequestHeaders;
  body: Buffer;
}

/** What became of a delivery. */
export interface Receipt {
  /** Epoch milliseconds of the arrival. */
  at: number;
  /** 200, the status of a refusal, or 503 when the journal could not write. */
  status: number;
  /** One sentence without anything of the body. Sent with a refusal, never with a 200. */
  note: string | null;
  bytes: number;
  /** How many events are durable in the journal now. */
  events: number;
  /** null: the signature was not looked at. */
  signature: SignatureFinding | null;
  /** What the journal failed with, for the operator; never sent. */
  fault?: unknown;
}

/** Decides on deliveries and writes them down; knows nothing of HTTP. */
export interface Reception {
  receive(delivery: Delivery): Promise<Receipt>;
  /** Writes down a delivery that was refused before its body could be judged. */
  refuse(status: number, reason: string, bytes: number): Promise<Receipt>;
}

const NOTHING_KEPT = 'The batch is empty; there was nothing to keep.';
const CANNOT_WRITE =
  'The journal could not be written, so nothing of this delivery was taken. Send it again later.';

/**
 * Looks at a delivery in a fixed order: signature, JSON, elements. Whatever it answers is durable by then; where the
 * journal cannot write, the answer is 503 and HubSpot sends the delivery again (engine promise 1).
 */
export function createReception({ signature, journal, clock }: ReceptionOptions): Reception {
  const refuse = async (refusal: Refused): Promise<Receipt> => {
    const { at, status, reason, bytes, finding = null } = refusal;
    const receipt = { at, bytes, events: 0, signature: finding };
    try {
      await journal.refuse({ at, status, reason, bytes });
      return { ...receipt, status, note: reason };
    } catch (fault) {
      return { ...receipt, status: 503, note: CANNOT_WRITE, fault };
    }
  };

  const keep = async (body: Buffer, events: number, arrival: Arrival): Promise<Receipt> => {
    const { at, finding, leftOut } = arrival;
    const bytes = body.length;
    const receipt = { at, bytes, signature: finding };
    const note = finding === null || finding.verdict === 'valid' ? null : finding.why;
    try {
      // Before the events, so that a failure here leaves nothing behind that nobody works on.
      if (leftOut) await journal.refuse({ at, status: 200, reason: leftOut, bytes });
      await journal.take({ body, events, note }, at);
      return { ...receipt, status: 200, note: leftOut, events };
    } catch (fault) {
      return { ...receipt, status: 503, note: CANNOT_WRITE, events: 0, fault };
    }
  };

  return {
    refuse: (status, reason, bytes) => refuse({ at: clock.now(), status, reason, bytes }),

    receive: async ({ body, ...request }) => {
      const at = clock.now();
      const bytes = body.length;
      const finding =
        signature.check === 'off'
          ? null
          : verifySignature({ ...request, rawBody: body, secret: signature.secret, now: at });
      if (signature.check === 'enforce' && finding && finding.verdict !== 'valid') {
        return refuse({ at, status: 401, reason: finding.why, bytes, finding });
      }
      const judged = judgeDelivery(body);
      if ('refused' in judged) return refuse({ at, bytes, finding, ...judged.refused });
      const { events, leftOut } = judged;
      if (events.length === 0) {
        return { at, status: 200, note: NOTHING_KEPT, bytes, events: 0, signature: finding };
      }
      return keep(body, events.length, { at, finding, leftOut });
    },
  };
}

interface Refused {
  at: number;
  status: number;
  reason: string;
  bytes: number;
  finding?: SignatureFinding | null;
}

interface Arrival {
  at: number;
  finding: SignatureFinding | null;
  leftOut: string | null;
}
