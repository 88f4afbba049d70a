/**
 * Sends a portal's events to a webhook target, in HubSpot's manner: when, how many at once, and again after what. For
 * whoever asks why an event came, came late or came twice.
 */
import type { Faults } from '../faults/faults.ts';
import type { PortalEvent } from '../portal/events.ts';
import type { Store } from '../portal/store.ts';
import { type DeliveryAnswer, loopbackUrl, postDelivery } from './delivery-request.ts';
import { signatureHeaders } from './delivery-signatures.ts';
import { type WebhookEventBody, webhookEventsFor } from './webhook-events.ts';

/** Where the portal's events go, and the client secret that signs them. */
export interface DeliveryTarget {
  /** http on this machine; anything else is refused with `NotLoopback`. */
  url: string;
  secret: string;
}

/** All in milliseconds. */
export interface DeliveryTiming {
  /** How long events are collected before they leave together. */
  collectMs: number;
  /** How much longer under the fault `deliver-late`. */
  lateMs: number;
  /** How long an answer is waited for: what HubSpot's own header says (its documentation says five seconds). */
  timeoutMs: number;
  /** What passes before each retry; as many retries as there are entries. */
  retryDelays: readonly number[];
}

const MINUTE = 60_000;

/**
 * HubSpot retries up to ten times within 24 hours and tells no schedule (HubSpot docs, "Webhooks"). These ten waits
 * grow as such schedules do, end within a day, and are the same in every run.
 */
const RETRY_DELAYS = [1, 5, 15, 30, 60, 120, 180, 240, 300, 360].map((minutes) => minutes * MINUTE);

export const DELIVERY_TIMING: DeliveryTiming = {
  collectMs: 20,
  lateMs: 3_000,
  timeoutMs: 10_000,
  retryDelays: RETRY_DELAYS,
};

const EVENTS_PER_REQUEST = 100;

/** Where the app has no throttle of its own (HubSpot docs, "Webhooks"). */
const CONCURRENT_REQUESTS = 10;

const USER_AGENT =
  'HubSpot Connect 2.0 (http://dev.hubspot.com/) (namespace: webhooks-nio-http-client) - WebhooksExecutorDaemon-executor';

/** One attempt at one request, as it ended. */
export interface Delivery {
  events: readonly WebhookEventBody[];
  /** From 0. */
  attempt: number;
  /** 0: no answer came. */
  status: number;
  /** Why none came: `timeout`, `ECONNREFUSED`. */
  problem?: string;
  outcome: 'delivered' | 'to-be-retried' | 'given-up';
}

interface CheckedTarget {
  url: URL;
  secret: string;
}

/** HubSpot's own words for it are not known; the connection's are taken. */
function wordFor({ problem = '' }: DeliveryAnswer): string {
  if (problem === 'timeout') return 'TIMEOUT';
  return problem === 'ECONNREFUSED' ? 'CONNECTION_REFUSED' : 'CONNECTION_ERROR';
}

/** Events that travel in one request, and keep to it when it is retried. */
interface Batch {
  events: readonly WebhookEventBody[];
  attempt: number;
}

/**
 * Sends the portal's events to one target as HubSpot does: collected, signed, at most so many requests at once, and
 * tried again where no 2xx came back. Delivers for the app that has webhook settings.
 */
export class Deliveries {
  readonly log: Delivery[] = [];
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #timing: DeliveryTiming;
  #target: CheckedTarget | undefined;
  #collected: WebhookEventBody[] = [];
  #ready: Batch[] = [];
  #inFlight = 0;
  #isPaused = false;
  #stop = new AbortController();
  #collecting: NodeJS.Timeout | undefined;
  readonly #retries = new Set<NodeJS.Timeout>();
  #waiting: (() => void)[] = [];

  constructor(store: Store, faults: Faults, timing: Partial<DeliveryTiming>) {
    this.#store = store;
    this.#faults = faults;
    this.#timing = { ...DELIVERY_TIMING, ...timing };
    store.onEvent((event) => this.#collect(event));
  }

  /** From now on events go there; until then none are kept. Throws `NotLoopback`. */
  deliverTo(target: DeliveryTarget): void {
    this.#target = { url: loopbackUrl(target.url), secret: target.secret };
  }

  /** Lets events gather; what is under way goes on. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#send();
  }

  /** Resolves when nothing is left to deliver: no event, no request under way, no retry to come. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#settle();
    });
  }

  /** Breaks off what is under way and forgets everything that was not delivered. */
  clear(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    clearTimeout(this.#collecting);
    this.#collecting = undefined;
    for (const retry of this.#retries) clearTimeout(retry);
    this.#retries.clear();
    this.#collected = [];
    this.#ready = [];
    this.#inFlight = 0;
    this.#isPaused = false;
    this.log.length = 0;
    this.#settle();
  }

  #collect(event: PortalEvent): void {
    const app = this.#app();
    if (this.#target === undefined || app === undefined) return;
    const events = webhookEventsFor(this.#store, app.id, event);
    if (events.length === 0) return;
    this.#collected.push(...events);
    const { collectMs, lateMs } = this.#timing;
    const waits = this.#faults.disorders.has('late') ? collectMs + lateMs : collectMs;
    this.#collecting ??= setTimeout(() => this.#makeBatches(), waits);
  }

  #app(): { id: string; concurrentRequests: number } | undefined {
    const apps = Object.entries(this.#store.state.apps);
    const [id, app] = apps.find(([, { webhooks }]) => webhooks.settings !== undefined) ?? [];
    if (id === undefined || app === undefined) return undefined;
    return { id, concurrentRequests: app.webhooks.settings?.maxConcurrentRequests ?? CONCURRENT_REQUESTS };
  }

  #makeBatches(): void {
    this.#collecting = undefined;
    const disorders = this.#faults.disorders;
    const events = disorders.has('out-of-order') ? this.#collected.reverse() : this.#collected;
    this.#collected = [];
    for (let start = 0; start < events.length; start += EVENTS_PER_REQUEST) {
      const batch = events.slice(start, start + EVENTS_PER_REQUEST);
      this.#ready.push({ events: batch, attempt: 0 });
      if (disorders.has('duplicates')) {
        const twice = [...batch, ...batch.slice(0, 1)].slice(0, EVENTS_PER_REQUEST);
        this.#ready.push({ events: twice, attempt: 0 });
      }
    }
    this.#send();
  }

  #send(): void {
    const target = this.#target;
    const atOnce = this.#app()?.concurrentRequests ?? CONCURRENT_REQUESTS;
    while (target !== undefined && !this.#isPaused && this.#inFlight < atOnce) {
      const batch = this.#ready.shift();
      if (batch === undefined) break;
      void this.#deliver(batch, target);
    }
    this.#settle();
  }

  async #deliver({ events, attempt }: Batch, target: CheckedTarget): Promise<void> {
    const { signal } = this.#stop;
    this.#inFlight += 1;
    const at = Date.now();
    const sent = events.map((event) => ({ ...event, attemptNumber: attempt }));
    const answer = await this.#post(target, JSON.stringify(sent), signal);
    if (signal.aborted) return;
    this.#inFlight -= 1;
    const delay = this.#timing.retryDelays[attempt];
    // What HubSpot makes of a 3xx is not documented; here it counts as failed, like everything that is no 2xx.
    const isDelivered = answer.status >= 200 && answer.status < 300;
    const outcome = isDelivered ? 'delivered' : delay === undefined ? 'given-up' : 'to-be-retried';
    this.log.push({ events: sent, attempt, ...answer, outcome });
    this.#store.appLog.delivery({
      appId: String(sent[0]?.appId ?? ''),
      at,
      durationMs: Date.now() - at,
      events: sent,
      ended: answer.status > 0 ? answer.status : wordFor(answer),
    });
    if (outcome === 'to-be-retried') this.#retryAfter(delay ?? 0, { events, attempt: attempt + 1 });
    this.#send();
  }

  #post({ url, secret }: CheckedTarget, body: string, signal: AbortSignal): Promise<DeliveryAnswer> {
    const headers = {
      'content-type': 'application/json',
      accept: '*/*',
      'user-agent': USER_AGENT,
      'content-length': String(Buffer.byteLength(body)),
      // A signature is about real time, whatever the portal's own clock says.
      ...signatureHeaders(secret, url.href, body, Date.now()),
      'x-hubspot-timeout-millis': String(this.#timing.timeoutMs),
    };
    return postDelivery(url, headers, body, this.#timing.timeoutMs, signal);
  }

  #retryAfter(delay: number, batch: Batch): void {
    const retry = setTimeout(() => {
      this.#retries.delete(retry);
      this.#ready.push(batch);
      this.#send();
    }, delay);
    this.#retries.add(retry);
  }

  #settle(): void {
    const isBusy =
      this.#collected.length > 0 || this.#ready.length > 0 || this.#inFlight > 0 || this.#retries.size > 0;
    if (isBusy) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
